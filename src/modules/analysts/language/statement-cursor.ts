import { AppError } from '../../../kernel/app-error.ts';
import { refuseAt, type SqlToken } from './tokenise-sql.ts';

/** Words that begin or join a clause: a bare one is never a name. */
const KEYWORDS = new Set(('select from where group by having order limit offset union all except intersect with settings format into join inner left right full cross outer global any asof semi anti on using as and or not in like ilike between is null case when then else end distinct final sample prewhere qualify window array asc desc nulls true false interval cast extract exists over partition rows range explain recursive limit fill ties'
).split(' '));

/** How deep a statement may nest, and how large it may be once every name in it stands for what it means. */
const DEPTH_MOST = 60;
const EXPANDED_MOST = 40_000;
const VIEWS_MOST = 24;

/** A name given to an expression, and the names that stand in it. */
type Alias = { size: number; readonly mentions: string[] };

/** Walks through the pieces of a statement, and keeps account of what it would become. */
export function createCursor(tokens: readonly SqlToken[]) {
  let place = 0;
  let depth = 0;
  let size = 0;
  let views = 0;
  const aliases = new Map<string, Alias>();
  let open: Alias[] = [];

  const peek = (ahead = 0): SqlToken => tokens[Math.min(place + ahead, tokens.length - 1)] as SqlToken;
  const take = (): SqlToken => {
    const token = peek();
    place += 1;
    size += 1;
    for (const alias of open) alias.size += 1;
    return token;
  };
  const isWord = (word: string, ahead = 0): boolean => peek(ahead).kind === 'word' && peek(ahead).text.toLowerCase() === word;
  const isSymbol = (symbol: string, ahead = 0): boolean => peek(ahead).kind === 'symbol' && peek(ahead).text === symbol;
  const refuse = (words: string, code?: string): AppError => refuseAt(peek().at, words, code);
  const found = (): string => (peek().kind === 'end' ? 'the end' : `“${peek().text.slice(0, 40)}”`);

  /** What a name becomes, all that it stands for put in its place. A name that stands for itself is the engine's to refuse. */
  function expanded(name: string, known: Map<string, number>, above: ReadonlySet<string>): number {
    const before = known.get(name);
    if (before !== undefined) return before;
    const alias = aliases.get(name);
    if (alias === undefined || above.has(name)) return 0;
    const inside = new Set([...above, name]);
    const whole = alias.mentions.reduce((sum, mention) => Math.min(EXPANDED_MOST + 1, sum + expanded(mention, known, inside)), alias.size);
    known.set(name, whole);
    return whole;
  }

  return {
    peek, take, isWord, isSymbol, refuse, found,
    /** How many pieces were read. */
    place: (): number => place,
    isEnd: (): boolean => peek().kind === 'end',
    isName: (ahead = 0): boolean => peek(ahead).kind === 'quoted' || (peek(ahead).kind === 'word' && !KEYWORDS.has(peek(ahead).text.toLowerCase())),
    /** Takes this word or symbol when it is next. */
    has(text: string): boolean {
      if (!isWord(text) && !isSymbol(text)) return false;
      take();
      return true;
    },
    must(text: string): void {
      if (!isWord(text) && !isSymbol(text)) throw refuse(`Expected ${text.toUpperCase()} and found ${found()}.`);
      take();
    },
    /** A name of the asker's own, safe to stand in backticks. */
    name(what: string): string {
      const token = peek();
      if (token.kind !== 'quoted' && (token.kind !== 'word' || KEYWORDS.has(token.text.toLowerCase()))) throw refuse(`Expected ${what} and found ${found()}.`);
      if (token.text === '' || token.text.length > 100 || !/^[\p{L}\p{N}\p{M} _%&+,.:;!?()=<>*/#€$-]+$/u.test(token.text)) throw refuse('A name may have a hundred letters, digits, blanks and plain signs.');
      take();
      return token.text;
    },
    mention(name: string): void { for (const alias of open) alias.mentions.push(name); },
    /** Reads something that is given a name afterwards, so that what it would become is known. */
    named<T>(read: () => T, nameOf: (read: T) => string | null): T {
      const own: Alias = { size: 0, mentions: [] };
      open = [...open, own];
      const value = read();
      open = open.filter((one) => one !== own);
      const name = nameOf(value);
      if (name !== null) {
        const known = aliases.get(name);
        if (known === undefined) aliases.set(name, own);
        else {
          known.size += own.size;
          known.mentions.push(...own.mentions);
        }
      }
      return value;
    },
    deeper<T>(read: () => T): T {
      depth += 1;
      if (depth > DEPTH_MOST) throw refuse(`A statement may nest ${DEPTH_MOST} deep.`, 'sql-too-large');
      const value = read();
      depth -= 1;
      return value;
    },
    /** Counts the views that a statement reads, each as often as it is read. Answers how many there are now. */
    readViews(count: number): number {
      views += count;
      if (views > VIEWS_MOST) throw refuse(`A statement may read views ${VIEWS_MOST} times, also by names in WITH.`, 'sql-too-large');
      return views;
    },
    views: (): number => views,
    /** Errors: `invalid` when names stand for names until nothing could hold the whole. */
    assertBounded(): void {
      const known = new Map<string, number>();
      const whole = [...aliases.keys()].reduce((sum, name) => Math.min(EXPANDED_MOST + 1, sum + expanded(name, known, new Set())), size);
      if (whole > EXPANDED_MOST) throw new AppError('invalid', 'sql-too-large', 'Names in this statement stand for names that stand for names: written out it would be too large.');
    },
  };
}

export type StatementCursor = ReturnType<typeof createCursor>;
