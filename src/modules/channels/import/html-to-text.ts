/** What a mail in HTML says, as plain text: paragraphs as lines, quoted blocks marked with `>`, links as their words. */
export function htmlToText(html: string): string {
  const source = withoutUnsaid(html.slice(0, LONGEST));
  const lines: string[] = [''];
  let quoteDepth = 0;
  const openQuotes: string[] = [];
  const breakLine = (): void => { if ((lines.at(-1) ?? '').replace(/^(?:> )+/, '') !== '') lines.push('> '.repeat(quoteDepth)); };
  const newLine = (): void => { lines.push('> '.repeat(quoteDepth)); };
  const say = (text: string): void => {
    const words = decodeEntities(text.replace(/[\s]+/g, ' '));
    const current = lines.at(-1) ?? '';
    if (words.trim() === '' && (current === '' || current.endsWith(' '))) return;
    lines[lines.length - 1] = current + (current === '' || current.endsWith(' ') ? words.replace(/^ +/, '') : words);
  };
  for (const piece of piecesOf(source)) {
    const tag = /^<(\/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>$/.exec(piece);
    if (tag === null) {
      if (piece !== '') say(piece);
      continue;
    }
    const closing = tag[1] === '/';
    const name = (tag[2] ?? '').toLowerCase();
    if (name === 'br') newLine();
    else if (name === 'hr') {
      breakLine();
      lines.push(RULE);
      newLine();
    } else if (name === 'blockquote') {
      if (!closing) {
        breakLine();
        openQuotes.push(name);
        quoteDepth = Math.min(openQuotes.length, DEEPEST_QUOTE);
        lines.push('> '.repeat(quoteDepth));
      } else if (openQuotes.pop() !== undefined) {
        quoteDepth = Math.min(openQuotes.length, DEEPEST_QUOTE);
        lines.push('> '.repeat(quoteDepth));
      }
    } else if (LINE_ABOVE.test(tag[3] ?? '')) {
      breakLine();
      lines.push(RULE);
      newLine();
    } else if (BLOCKS.has(name)) {
      breakLine();
      if (closing && name === 'p') newLine();
    } else if (name === 'td' && closing) say(' ');
  }
  return lines.map((line) => line.replace(/[ \t]+$/, '')).join('\n').replace(/\n{3,}/g, '\n\n').trim();
}

/** Longest HTML that is read. Units: characters. */
const LONGEST = 2_000_000;
/** Quotes within quotes that are told apart; deeper ones are as good as these. Each level is two characters on each of its lines. */
const DEEPEST_QUOTE = 20;
const UNSAID = /<!--|<\?|<!|<(style|script|head|title)\b/gi;

/** How mail programs draw the line above what they quote. A word after the other, so that no tag, however long, is read anew from each of its places. */
const LINE_ABOVE = /border[^;"']{0,40}-top\s{0,9}:\s{0,9}solid|border\s{0,9}:\s{0,9}none\s{0,9};\s{0,9}border-top/i;

const RULE = '________________________________________';
const BLOCKS: ReadonlySet<string> = new Set(['p', 'div', 'tr', 'li', 'ul', 'ol', 'table', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre', 'section', 'article', 'header', 'footer', 'dt', 'dd', 'form', 'center']);
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'', nbsp: ' ', ndash: '–', mdash: '—', hellip: '…', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', laquo: '«', raquo: '»', euro: '€', pound: '£', copy: '©', reg: '®', trade: '™', bull: '•', middot: '·', auml: 'ä', ouml: 'ö', uuml: 'ü', Auml: 'Ä', Ouml: 'Ö', Uuml: 'Ü', szlig: 'ß', eacute: 'é', egrave: 'è', agrave: 'à', ccedil: 'ç', atilde: 'ã', otilde: 'õ', ntilde: 'ñ', aacute: 'á', iacute: 'í', oacute: 'ó', uacute: 'ú', ecirc: 'ê', ocirc: 'ô' };

/**
 * HTML without what nobody says: comments, declarations, styles, scripts. What was opened and never closed ends the mail, as in a browser.
 * Cost: each character is passed once, whatever was written to make it slow.
 */
function withoutUnsaid(html: string): string {
  const kept: string[] = [];
  let from = 0;
  UNSAID.lastIndex = 0;
  for (let found = UNSAID.exec(html); found !== null; found = UNSAID.exec(html)) {
    kept.push(html.slice(from, found.index));
    const end = endOf(html, found.index, found[1]?.toLowerCase() ?? (found[0] === '<!--' ? 'comment' : 'declaration'));
    if (end === -1) return kept.join('');
    from = end;
    UNSAID.lastIndex = end;
  }
  kept.push(html.slice(from));
  return kept.join('');
}

/** Behind what begins at a place; -1 where it never ends. */
function endOf(html: string, at: number, what: string): number {
  const close = what === 'comment' ? /-->/g : what === 'declaration' ? />/g : new RegExp(`</${what}\\s*>`, 'gi');
  close.lastIndex = at;
  const found = close.exec(html);
  return found === null ? -1 : found.index + found[0].length;
}

/** Tags and what stands between them, in order. A `<` that begins no tag, or one that never ends, is text. Cost: each character is passed once. */
function* piecesOf(html: string): Generator<string> {
  let from = 0;
  let close = -1;
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at + 1)) {
    if (at < from || !/^[a-zA-Z]$/.test(html[html[at + 1] === '/' ? at + 2 : at + 1] ?? '')) continue;
    if (close < at) close = html.indexOf('>', at);
    if (close === -1) break;
    if (at > from) yield html.slice(from, at);
    yield html.slice(at, close + 1);
    from = close + 1;
  }
  if (from < html.length) yield html.slice(from);
}

function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}
