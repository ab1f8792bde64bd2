import { rememberedByPiece, wordOf, type Word } from './known-words.ts';
import { plainText, type PlainText } from './plain-text.ts';

/** What a piece of a text is: a word, or one of the things beside words that carry meaning in messages. */
export type TokenKind = 'word' | 'number' | 'mention' | 'hashtag' | 'link' | 'mail' | 'emoji' | 'emoticon' | 'mark';

/**
 * One piece of a text.
 * Shape: `start` and `end` are places in the plain text; `norm` is how the piece is compared: lower case, one form of each letter, lengthened letters at most doubled, long numbers by their length alone (so that no card number is ever remembered); `word` by which what is known of it is found.
 */
export type Token = { readonly kind: TokenKind; readonly start: number; readonly end: number; readonly norm: string; readonly word: Word; readonly stretched: boolean; readonly shouted: boolean };

const PIECE = new RegExp([
  String.raw`((?:https?:\/\/|www\.)[^\s<>"]{1,300})`,
  String.raw`([\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4})`,
  String.raw`(@\w{1,40})`,
  String.raw`(#[\p{L}\p{N}_]{2,60})`,
  String.raw`(<\/?3+|[:;=8xX]['’]?[-o~]?(?:[)\](\[DPpO|\/\\*@3]+|[dpo]\b)(?![\p{L}\p{N}])|\([-~]?[:;=]|\^[_.]?\^|-[_.]-|[xX]D+\b)`,
  String.raw`([\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}][\u{1f3fb}-\u{1f3ff}\ufe0f]?(?:\u200d\p{Extended_Pictographic}[\u{1f3fb}-\u{1f3ff}\ufe0f]?){0,4})`,
  String.raw`([\p{L}\p{M}_]{1,60}(?:['’][\p{L}\p{M}]{1,20}){0,2})`,
  String.raw`(\p{N}{1,40}(?:[.,:/-]\p{N}{1,20}){0,6})`,
  String.raw`([!?¿¡]+|\.{2,}|…+|[^\s\p{L}\p{N}])`,
].join('|'), 'gu');

/** In the order of the groups of PIECE. */
const KINDS = ['link', 'mail', 'mention', 'hashtag', 'emoticon', 'emoji', 'word', 'number', 'mark'] as const;
const ORDER = [6, 8, 7, 2, 3, 0, 1, 4, 5] as const;
const PLAIN = /^[a-z']+$/;
const STRETCHED = /(\p{L})\1{2,}/gu;

function lowerCase(piece: string): string {
  const lower = piece.toLowerCase();
  return PLAIN.test(lower) ? lower : lower.normalize('NFC').replaceAll('’', '\'');
}

/** How a word is written, and the word that it is. */
const spellingOf = rememberedByPiece((piece): Pick<Token, 'word' | 'stretched' | 'shouted'> => {
  const lower = lowerCase(piece);
  const norm = lower.length > 3 ? lower.replace(STRETCHED, '$1$1') : lower;
  return { word: wordOf(norm), stretched: norm !== lower, shouted: piece.length > 2 && piece === piece.toUpperCase() && piece !== piece.toLowerCase() };
});

function normOf(kind: Exclude<TokenKind, 'word'>, piece: string): string {
  switch (kind) {
    case 'mention': case 'hashtag': return lowerCase(piece);
    case 'number': return piece.length <= 2 ? piece : `#${String(Math.min(20, piece.length))}`;
    case 'link': return '#link';
    case 'mail': return '#mail';
    case 'mark': return piece.length > 2 ? piece.slice(0, 2) : piece;
    case 'emoji': return piece.replace(/[\u{1f3fb}-\u{1f3ff}]|\ufe0f/gu, '');
    case 'emoticon': return piece;
  }
}

/** A text in pieces, in their order. Cost: linear in the length. */
export function tokensOf(plain: PlainText): Token[] {
  const tokens: Token[] = [];
  PIECE.lastIndex = 0;
  for (let match = PIECE.exec(plain.text); match !== null; match = PIECE.exec(plain.text)) {
    const piece = match[0];
    const found = match;
    const kind = KINDS[ORDER.find((place) => found[place + 1] !== undefined) ?? 8];
    const [start, end] = [match.index, match.index + piece.length];
    if (kind === 'word') {
      const { word, stretched, shouted } = spellingOf(piece);
      tokens.push({ kind, start, end, norm: word.norm, word, stretched, shouted });
    } else {
      const norm = normOf(kind, piece);
      tokens.push({ kind, start, end, norm, word: wordOf(norm), stretched: false, shouted: false });
    }
  }
  return tokens;
}

/** A text in pieces, from what was sent. */
export function tokenise(raw: string): { readonly plain: PlainText; readonly tokens: readonly Token[] } {
  const plain = plainText(raw);
  return { plain, tokens: tokensOf(plain) };
}
