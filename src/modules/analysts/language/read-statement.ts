import { createExpressionReader } from './read-expression.ts';
import { inBackticks } from './safe-words.ts';
import { createCursor } from './statement-cursor.ts';
import { tokeniseSql, type SqlToken } from './tokenise-sql.ts';

/** A piece of a statement written anew: text as it goes to the engine, or a view that stands there. */
export type WrittenPiece = { readonly text: string } | { readonly view: string };

/** A statement read and written anew. `views`: those that it names. `isPlan`: only how it would be answered is asked. */
export type WrittenStatement = { readonly pieces: readonly WrittenPiece[]; readonly views: readonly string[]; readonly isPlan: boolean };

/** What stands around the name of a view until the view is put there; no name and no text of a statement can hold it. */
const MARK = '\u0001';
const JOIN_WORDS = new Set(['any', 'all', 'asof', 'semi', 'anti', 'inner', 'left', 'right', 'full', 'outer', 'cross', 'join']);
const REFUSED_CLAUSES: Readonly<Record<string, string>> = {
  settings: 'Settings of the engine can not be changed here.', format: 'Say in which form you want the answer beside the statement, not in it.', into: 'Nothing is written anywhere here.',
  final: 'Views show the latest of everything by themselves: leave FINAL out.', sample: 'SAMPLE is not read here.', prewhere: 'Write WHERE.', qualify: 'Put the window into a query inside FROM and choose by WHERE.', intersect: 'Write INTERSECT as a query with IN.', except: 'Write EXCEPT as a query with NOT IN.',
};

/** A query inside: its text, and how often views are read by it. */
type Query = { readonly text: string; readonly views: number; readonly width: number };
type Scope = ReadonlyMap<string, Omit<Query, 'text'>>;

/** Columns of a query at most, as stars write them out; of a view about so many. */
const WIDTH_MOST = 1_000;
const VIEW_WIDTH = 25;

/**
 * Reads one SELECT (also WITH …, EXPLAIN …) over views and writes it anew. `rowsMost`: rows that its answer may have; one more is asked for, so that it is known whether there are more.
 * Invariant: nothing reaches the engine as it was typed: each clause, function and name is one that is known here, each table a view or a query of the statement's own.
 * Errors: `invalid` with the place where reading stopped.
 */
export function readStatement(sql: string, viewNames: readonly string[], rowsMost: number): WrittenStatement {
  const tokens = tokeniseSql(sql);
  const cursor = createCursor(tokens);
  const { has, must, isWord, isSymbol, peek, refuse, found, take } = cursor;
  const used = new Set<string>();
  let scope: Scope = new Map();
  let [stars, fromWidth, width] = [0, 0, 0];
  const { expression, ordered } = createExpressionReader(cursor, () => query().text);

  /** Reads with the names of WITH that stand now, and forgets those that were added. */
  function query(): Query {
    return cursor.deeper(() => {
      const outside = scope;
      const before = cursor.views();
      const text = members(false);
      scope = outside;
      return { text, views: cursor.views() - before, width };
    });
  }

  function members(isOutermost: boolean): string {
    const within = has('with') ? withItems() : '';
    const first = select(isOutermost);
    const columns = width;
    let text = first.body;
    let isUnion = false;
    while (has('union')) {
      text = isUnion ? text : text + limited(first.limit, first.offset);
      isUnion = true;
      const kind = has('all') ? 'ALL' : has('distinct') ? 'DISTINCT' : null;
      if (kind === null) throw refuse('Say UNION ALL or UNION DISTINCT.');
      const next = select(false);
      text += ` UNION ${kind} ${next.body}${limited(next.limit, next.offset)}`;
    }
    width = columns;
    if (!isOutermost) return within + (isUnion ? text : text + limited(first.limit, first.offset));
    if (isUnion) return `SELECT * FROM (${within}${text}) LIMIT ${rowsMost + 1}`;
    return within + text + limited(Math.min(first.limit ?? rowsMost + 1, rowsMost + 1), first.offset);
  }

  const limited = (limit: number | null, offset: number | null): string => `${limit === null ? '' : ` LIMIT ${limit}`}${offset === null ? '' : ` OFFSET ${offset}`}`;

  function withItems(): string {
    if (isWord('recursive')) throw refuse('A query that asks itself is not read here.');
    const items: string[] = [];
    do {
      if (cursor.isName() && isWord('as', 1) && isSymbol('(', 2) && (isWord('select', 3) || isWord('with', 3))) {
        const name = cursor.name('a name');
        take();
        take();
        const { text, views, width: columns } = query();
        must(')');
        // It is read once here, and again wherever it is named.
        scope = new Map(scope).set(name, { views: Math.max(1, views), width: columns });
        items.push(`${inBackticks(`with ${name}`)} AS (${text})`);
      } else items.push(named(true));
    } while (has(','));
    return `WITH ${items.join(', ')} `;
  }

  /** An expression with its name. `mustName` false: it may have none, and then keeps the words in which it was asked for where `isShown`. */
  function named(mustName: boolean, isShown = false): string {
    const from = peek();
    const start = cursor.place();
    return cursor.named(() => {
      const value = expression();
      const last = tokens[cursor.place() - 1] as SqlToken;
      const name = has('as') || (!mustName && cursor.isName()) ? cursor.name('a name') : null;
      if (name === null && mustName) throw refuse('Behind WITH stands a query with its name (name AS (SELECT …)) or an expression with its name (1 AS name).');
      const isPlainColumn = /^(?:[a-z_]\w*\.)?[a-z_]\w*$/i.test(sql.slice(from.at, last.end)) || (cursor.place() === start + 1 && last.kind === 'quoted');
      return { name, text: name !== null ? `${value} AS ${inBackticks(name)}` : isShown && !isPlainColumn ? `${value} AS ${inBackticks(shownName(from.at, last.end))}` : value };
    }, ({ name }) => name).text;
  }

  const shownName = (from: number, until: number): string => sql.slice(from, until).replace(/[`\\{}\u0000-\u001f\u007f]+/g, ' ').slice(0, 100);

  function select(isShown: boolean): { readonly body: string; readonly limit: number | null; readonly offset: number | null } {
    must('select');
    const outside = [stars, fromWidth] as const;
    [stars, fromWidth] = [0, 0];
    let text = has('distinct') ? 'SELECT DISTINCT ' : 'SELECT ';
    let plain = 0;
    text += commaList(() => { plain += 1; return selected(isShown); });
    if (has('from')) text += ` FROM ${tables()}`;
    const own = plain + stars * fromWidth;
    if (own > WIDTH_MOST) throw refuse(`A query may have ${WIDTH_MOST} columns: name those that you want instead of stars of stars.`, 'sql-too-large');
    [stars, fromWidth] = outside;
    if (has('where')) text += ` WHERE ${expression()}`;
    if (has('group')) {
      must('by');
      text += ` GROUP BY ${commaList(expression)}`;
      if (isWord('with')) throw refuse('Totals and roll-ups change the form of an answer: ask for them in a query of their own.');
    }
    if (has('having')) text += ` HAVING ${expression()}`;
    if (has('order')) {
      must('by');
      text += ` ORDER BY ${ordered()}`;
    }
    const limitedTo = limits(text);
    width = own;
    return limitedTo;
  }

  /** LIMIT n BY columns, LIMIT n, LIMIT m, n, OFFSET m. */
  function limits(select: string): { readonly body: string; readonly limit: number | null; readonly offset: number | null } {
    let body = select;
    let [limit, offset]: [number | null, number | null] = [null, null];
    while (has('limit')) {
      const count = whole();
      if (has('by')) body += ` LIMIT ${count} BY ${commaList(expression)}`;
      else if (has(',')) [offset, limit] = [count, whole()];
      else limit = count;
      if (limit !== null) break;
    }
    if (has('offset')) offset = whole();
    const clause = REFUSED_CLAUSES[peek().text.toLowerCase()];
    if (clause !== undefined && peek().kind === 'word') throw refuse(clause);
    return { body, limit, offset };
  }

  function whole(): number {
    const token = peek();
    if (token.kind !== 'number' || !/^\d{1,12}$/.test(token.text)) throw refuse('Expected a whole number.');
    take();
    return Number(token.text);
  }

  function commaList(one: () => string): string {
    const items = [one()];
    while (has(',')) items.push(one());
    return items.join(', ');
  }

  function selected(isShown: boolean): string {
    if (has('*')) { stars += 1; return '*'; }
    if (cursor.isName() && isSymbol('.', 1) && isSymbol('*', 2)) {
      stars += 1;
      const table = cursor.name('a table');
      take();
      take();
      return `${inBackticks(table)}.*`;
    }
    return named(false, isShown);
  }

  function tables(): string {
    let text = table();
    for (;;) {
      if (isWord('array') && isWord('join', 1)) {
        take();
        take();
        text += ` ARRAY JOIN ${commaList(() => named(false))}`;
      } else if (has(',')) text += `, ${table()}`;
      else if (JOIN_WORDS.has(peek().text.toLowerCase()) && peek().kind === 'word') text += joined();
      else return text;
    }
  }

  function joined(): string {
    const kinds: string[] = [];
    while (!has('join')) {
      const word = peek().text.toLowerCase();
      if (peek().kind !== 'word' || !JOIN_WORDS.has(word)) throw refuse(`Expected JOIN and found ${found()}.`);
      kinds.push(take().text.toUpperCase());
    }
    const text = ` ${[...kinds, 'JOIN'].join(' ')} ${table()}`;
    if (has('on')) return `${text} ON ${expression()}`;
    if (!has('using')) return text;
    const inParentheses = has('(');
    const columns = commaList(() => inBackticks(cursor.name('a column')));
    if (inParentheses) must(')');
    return `${text} USING (${columns})`;
  }

  function table(): string {
    if (has('(')) {
      if (!isWord('select') && !isWord('with')) throw refuse(`Expected SELECT and found ${found()}.`);
      const { text, width: columns } = query();
      must(')');
      fromWidth += columns;
      const name = tableName(null);
      return `(${text})${name === null ? '' : ` AS ${inBackticks(name)}`}`;
    }
    const asked = peek();
    const own = cursor.name('a view');
    if (isSymbol('(')) throw refuse('Tables that functions make are not read here, only views.', 'sql-table-not-allowed');
    if (isSymbol('.')) throw refuse('Views have no database before their name.', 'sql-table-not-allowed');
    const inWith = scope.get(own);
    const view = viewNames.find((name) => name === own || (asked.kind === 'word' && name === own.toLowerCase()));
    if (inWith === undefined && view === undefined) throw refuse(`There is no view named ${own}. There are: ${viewNames.join(', ')}.`, 'sql-table-not-allowed');
    cursor.readViews(inWith?.views ?? 1);
    fromWidth += inWith?.width ?? VIEW_WIDTH;
    if (inWith === undefined && view !== undefined) used.add(view);
    const name = tableName(own) ?? own;
    return `${inWith === undefined ? `${MARK}${view ?? ''}${MARK}` : inBackticks(`with ${own}`)} AS ${inBackticks(name)}`;
  }

  function tableName(otherwise: string | null): string | null {
    return has('as') || (cursor.isName() && !JOIN_WORDS.has(peek().text.toLowerCase())) ? cursor.name('a name') : otherwise;
  }

  const isPlan = has('explain');
  if (isPlan) has('plan');
  if (!isWord('select') && !isWord('with')) throw refuse(`A statement begins with SELECT, WITH or EXPLAIN, and reads only; found ${found()}.`, 'sql-only-reads');
  const text = members(true);
  while (has(';'));
  if (!cursor.isEnd()) throw refuse(`Expected the end of the one statement and found ${found()}.`);
  cursor.assertBounded();
  const pieces = `${isPlan ? 'EXPLAIN PLAN ' : ''}${text}`.split(MARK).map((piece, at): WrittenPiece => (at % 2 === 0 ? { text: piece } : { view: piece }));
  return { pieces, views: [...used].toSorted(), isPlan };
}
