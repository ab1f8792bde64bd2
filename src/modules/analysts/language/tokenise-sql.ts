import { AppError } from '../../../kernel/app-error.ts';

/** A piece of a statement. `at`: where it begins; `end`: where what follows it begins. Shape: `text` of a text or quoted name is what stands between the quotes, unescaped. */
export type SqlToken = { readonly kind: 'word' | 'quoted' | 'text' | 'number' | 'symbol' | 'end'; readonly text: string; readonly at: number; readonly end: number };

/** Units: characters. */
export const STATEMENT_MOST = 20_000;

const BLANK = /(?:\s+|--[^\n]*|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/)+/uy;
const WORD = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,3})?(?![A-Za-z0-9_])/y;
const SYMBOL = /::|->|<=|>=|<>|!=|==|\|\||[-+*/%=<>(),.[\];]/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0' };

/** Refuses a statement with the place where reading stopped. */
export function refuseAt(at: number, words: string, code = 'sql-malformed'): AppError {
  return new AppError('invalid', code, `${words} (character ${at + 1})`);
}

/** What stands between quotes, from `at` (the first quote) on: doubled quotes and backslashes as ClickHouse reads them. */
function quoted(sql: string, at: number): { readonly text: string; readonly end: number } {
  const quote = sql[at];
  let text = '';
  for (let place = at + 1; place < sql.length; place += 1) {
    const sign = sql[place] as string;
    if (sign === '\\') {
      const next = sql[place + 1];
      if (next === undefined) break;
      if (!/[\\'"`ntr0%_]/.test(next)) throw refuseAt(place, 'After a backslash only \\ \' " ` n t r 0 % _ are read.');
      text += next === '%' || next === '_' ? `\\${next}` : ESCAPES[next] ?? next;
      place += 1;
    } else if (sign === quote) {
      if (sql[place + 1] !== quote) return { text, end: place + 1 };
      text += sign;
      place += 1;
    } else text += sign;
  }
  throw refuseAt(at, 'A quote is opened here and never closed.');
}

function matched(pattern: RegExp, sql: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(sql)?.[0] ?? null;
}

/** The pieces of a statement in their order, the end last; comments and blanks are left out. Errors: `invalid` for anything that this address does not read: braces, dollar quotes, other signs. */
export function tokeniseSql(sql: string): SqlToken[] {
  if (sql.length > STATEMENT_MOST) throw new AppError('invalid', 'sql-too-long', `A statement may have ${STATEMENT_MOST} characters.`);
  const tokens: SqlToken[] = [];
  for (let at = 0; ;) {
    at += matched(BLANK, sql, at)?.length ?? 0;
    if (at >= sql.length) {
      tokens.push({ kind: 'end', text: '', at, end: at });
      return tokens;
    }
    const sign = sql[at] as string;
    if (sign === "'" || sign === '`' || sign === '"') {
      const { text, end } = quoted(sql, at);
      tokens.push({ kind: sign === "'" ? 'text' : 'quoted', text, at, end });
      at = end;
      continue;
    }
    const last = tokens.at(-1);
    // `pair.1` is a place in a pair, not a number behind it.
    const isPlace = sign === '.' && last !== undefined && last.end === at && (last.kind === 'word' || last.kind === 'quoted' || last.text === ')' || last.text === ']');
    const word = matched(WORD, sql, at);
    const number = word === null && !isPlace ? matched(NUMBER, sql, at) : null;
    const symbol = matched(SYMBOL, sql, at);
    const text = word ?? number ?? symbol;
    if (text === null) throw refuseAt(at, `“${sign}” is not read here.`);
    tokens.push({ kind: word !== null ? 'word' : number !== null ? 'number' : 'symbol', text, at, end: at + text.length });
    at += text.length;
  }
}

/**
 * What was asked without what may be about somebody: texts other than public ids, long numbers and free names are left out. For the log.
 * Units: at most 4,000 characters.
 */
export function shapeOf(sql: string): string {
  let tokens: SqlToken[];
  try {
    tokens = tokeniseSql(sql);
  } catch {
    // What cannot be read is not kept.
    return '';
  }
  return tokens.map(({ kind, text }) => {
    if (kind === 'text') return /^[a-z]{3}_[0-9a-z]{1,10}$/.test(text) ? `'${text}'` : "'…'";
    if (kind === 'number') return text.length > 5 ? '…' : text;
    if (kind === 'quoted') return /^[a-z_]{1,40}$/.test(text) ? `"${text}"` : '"…"';
    return text.length > 40 ? '…' : text;
  }).join(' ').trim().slice(0, 4_000);
}
