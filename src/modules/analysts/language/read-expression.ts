import { allowedFunction } from './allowed-functions.ts';
import { ID_FUNCTIONS, idOfNumber, readIdNumber } from './public-ids.ts';
import { readConstant, readLiteral } from './read-constant.ts';
import { readType } from './read-type.ts';
import { readWindow } from './read-window.ts';
import { inBackticks } from './safe-words.ts';
import { refuseAt } from './tokenise-sql.ts';
import type { StatementCursor } from './statement-cursor.ts';

/** Where queries stand inside expressions; answers them written anew, without parentheses. */
export type InsideQuery = () => string;

const UNITS = new Set(['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year']);
const COMPARISONS: Readonly<Record<string, string>> = { '=': '=', '==': '=', '!=': '!=', '<>': '!=', '<': '<', '<=': '<=', '>': '>', '>=': '>=' };

/** Reads expressions and writes each anew. Invariant: what it answers holds only what stands in its own templates, allowed functions, and names, numbers and texts made safe. */
export function createExpressionReader(cursor: StatementCursor, insideQuery: InsideQuery) {
  const { has, must, isWord, isSymbol, take, peek, refuse, found } = cursor;
  const beginsQuery = (ahead = 0): boolean => isWord('select', ahead) || isWord('with', ahead);

  const list = (end: string): string[] => {
    const items: string[] = [];
    if (has(end)) return items;
    do items.push(expression()); while (has(','));
    must(end);
    return items;
  };

  /** One or more of the same rank, in one pair of parentheses, so that a long chain nests nowhere. */
  function chain(next: () => string, operatorOf: () => string | null): string {
    const first = next();
    let text = first;
    for (let operator = operatorOf(); operator !== null; operator = operatorOf()) text += ` ${operator} ${next()}`;
    return text === first ? first : `(${text})`;
  }
  const taken = (symbols: Readonly<Record<string, string>>) => (): string | null => {
    const { kind, text } = peek();
    const operator = kind === 'symbol' || kind === 'word' ? symbols[text.toLowerCase()] : undefined;
    if (operator === undefined) return null;
    take();
    return operator;
  };

  function expression(): string {
    return cursor.deeper(() => {
      if (cursor.isName() && isSymbol('->', 1)) return lambda([cursor.name('a name')]);
      if (isSymbol('(') && cursor.isName(1) && isLambdaAhead()) {
        take();
        const names = [cursor.name('a name')];
        while (has(',')) names.push(cursor.name('a name'));
        must(')');
        return lambda(names);
      }
      return chain(() => chain(negation, taken({ and: 'AND' })), taken({ or: 'OR' }));
    });
  }

  function isLambdaAhead(): boolean {
    for (let ahead = 1; ; ahead += 2) {
      if (!cursor.isName(ahead)) return false;
      if (isSymbol(')', ahead + 1)) return isSymbol('->', ahead + 2);
      if (!isSymbol(',', ahead + 1)) return false;
    }
  }

  function lambda(names: readonly string[]): string {
    must('->');
    return `(${names.map(inBackticks).join(', ')}) -> ${expression()}`;
  }

  function negation(): string {
    return has('not') ? cursor.deeper(() => `(NOT ${negation()})`) : comparison();
  }

  const summed = (): string => chain(() => chain(unary, taken({ '*': '*', '/': '/', '%': '%', div: 'DIV', mod: 'MOD' })), taken({ '+': '+', '-': '-', '||': '||' }));

  function comparison(): string {
    const left = summed();
    const operator = taken(COMPARISONS)();
    if (operator !== null) {
      const compared = `(${left} ${operator} ${summed()})`;
      if (COMPARISONS[peek().text] !== undefined && peek().kind === 'symbol') throw refuse('Compare two things at a time: join comparisons by AND.');
      return compared;
    }
    if (has('is')) {
      const not = has('not') ? 'NOT ' : '';
      must('null');
      return `(${left} IS ${not}NULL)`;
    }
    const not = isWord('not') && ['in', 'like', 'ilike', 'between'].some((word) => isWord(word, 1)) && has('not') ? 'NOT ' : '';
    if (has('between')) {
      const low = summed();
      must('and');
      return `(${left} ${not}BETWEEN ${low} AND ${summed()})`;
    }
    if (has('like')) return `(${left} ${not}LIKE ${summed()})`;
    if (has('ilike')) return `(${left} ${not}ILIKE ${summed()})`;
    if (has('in')) return `(${left} ${not}IN (${amongWhat()}))`;
    return left;
  }

  /** What IN looks among: a query or constants. Never a bare name: the engine would take it for a table. */
  function amongWhat(): string {
    must('(');
    if (beginsQuery()) {
      const query = insideQuery();
      must(')');
      return query;
    }
    const items: string[] = [];
    do items.push(readConstant(cursor)); while (has(','));
    must(')');
    return items.join(', ');
  }

  function unary(): string {
    if (has('-')) return cursor.deeper(() => (peek().kind === 'number' ? `(-${postfix()})` : `(- (${unary()}))`));
    if (has('+')) return cursor.deeper(unary);
    return postfix();
  }

  function postfix(): string {
    let value = primary();
    for (;;) {
      if (has('[')) {
        value = `arrayElement(${value}, ${expression()})`;
        must(']');
      } else if (isSymbol('.') && peek(1).kind === 'number' && /^\d{1,3}$/.test(peek(1).text)) {
        take();
        value = `tupleElement(${value}, ${take().text})`;
      } else if (has('::')) value = `CAST(${value}, ${readType(cursor)})`;
      else return value;
    }
  }

  function primary(): string {
    const token = peek();
    if (token.kind === 'number' || token.kind === 'text') return readLiteral(cursor);
    if (isSymbol('(')) return parenthesis();
    if (has('[')) return `[${list(']').join(', ')}]`;
    if (has('null')) return 'NULL';
    if (has('true')) return 'true';
    if (has('false')) return 'false';
    if (has('case')) return choice();
    if (has('cast')) return cast();
    if (has('extract') && isSymbol('(')) return extracted();
    if (isWord('exists') && isSymbol('(', 1)) {
      take();
      return `EXISTS ${queryInParentheses()}`;
    }
    if (has('interval')) return interval();
    if (isSymbol('(', 1) && token.kind === 'word') return called();
    if (cursor.isName()) return column();
    throw refuse(`Expected a value and found ${found()}.`);
  }

  function parenthesis(): string {
    if (beginsQuery(1)) return queryInParentheses();
    take();
    const items = list(')');
    if (items.length === 0) throw refuse('Nothing stands between these parentheses.');
    return items.length === 1 ? `(${items[0] ?? ''})` : `tuple(${items.join(', ')})`;
  }

  function queryInParentheses(): string {
    must('(');
    if (!beginsQuery()) throw refuse(`Expected SELECT and found ${found()}.`);
    const query = insideQuery();
    must(')');
    return `(${query})`;
  }

  function choice(): string {
    const subject = isWord('when') ? '' : ` ${expression()}`;
    let text = '';
    while (has('when')) {
      const when = expression();
      must('then');
      text += ` WHEN ${when} THEN ${expression()}`;
    }
    if (text === '') throw refuse('Expected WHEN.');
    const otherwise = has('else') ? ` ELSE ${expression()}` : '';
    must('end');
    return `CASE${subject}${text}${otherwise} END`;
  }

  function cast(): string {
    must('(');
    const value = expression();
    must('as');
    const to = readType(cursor);
    must(')');
    return `CAST(${value}, ${to})`;
  }

  function unit(): string {
    const { kind, text } = peek();
    const word = text.toLowerCase().replace(/s$/, '');
    if (kind !== 'word' || !UNITS.has(word)) throw refuse('Expected SECOND, MINUTE, HOUR, DAY, WEEK, MONTH, QUARTER or YEAR.');
    take();
    return word.toUpperCase();
  }

  function interval(): string {
    const amount = peek().kind === 'number' ? readLiteral(cursor) : isSymbol('(') ? parenthesis() : null;
    if (amount === null) throw refuse('Write an interval as INTERVAL 3 DAY.');
    return `INTERVAL ${amount} ${unit()}`;
  }

  /** `extract(month FROM x)`, or the function of that name over texts. */
  function extracted(): string {
    if (!(isSymbol('(') && isWord('from', 2))) return called('extract');
    must('(');
    const part = unit();
    must('from');
    const value = expression();
    must(')');
    return `EXTRACT(${part} FROM ${value})`;
  }

  function column(): string {
    const parts = [cursor.name('a column')];
    while (isSymbol('.') && cursor.isName(1) && parts.length < 3) {
      take();
      parts.push(cursor.name('a column'));
    }
    cursor.mention(parts.at(-1) ?? '');
    return parts.map(inBackticks).join('.');
  }

  function called(known?: string): string {
    const token = known === undefined ? take() : { text: known, at: peek().at };
    const id = ID_FUNCTIONS[token.text.toLowerCase()];
    must('(');
    if (id !== undefined) return publicId(id, token.at);
    const allowed = allowedFunction(token.text);
    if (allowed === null) throw refuseAt(token.at, `The function ${token.text.slice(0, 60)} is not among those of this address.`, 'sql-function-not-allowed');
    let values = folded(allowed.isFolding);
    let parameters = '';
    if (allowed.isFolding && has('(')) {
      parameters = `(${values})`;
      values = folded(true);
    }
    const window = allowed.isFolding && has('over') ? ` OVER (${readWindow(cursor, expression, ordered)})` : '';
    return `${allowed.name}${parameters}(${values})${window}`;
  }

  function folded(mayBeDistinct: boolean): string {
    if (mayBeDistinct && isSymbol('*') && isSymbol(')', 1)) {
      take();
      take();
      return '';
    }
    const distinct = mayBeDistinct && has('distinct') ? 'DISTINCT ' : '';
    return distinct + list(')').join(', ');
  }

  function publicId({ prefix, fromText }: { readonly prefix: string; readonly fromText: boolean }, at: number): string {
    if (!fromText) {
      if (!cursor.isName()) throw refuseAt(at, 'Give a column of numbers, such as customer.');
      const value = column();
      must(')');
      return idOfNumber(prefix, value);
    }
    return readIdNumber(cursor, prefix);
  }

  function ordered(): string {
    const items: string[] = [];
    do {
      const value = expression();
      const direction = has('desc') ? ' DESC' : has('asc') ? ' ASC' : '';
      let nulls = '';
      if (has('nulls')) nulls = peek().text.toLowerCase() === 'first' ? ' NULLS FIRST' : ' NULLS LAST';
      if (nulls !== '') {
        if (!['first', 'last'].includes(take().text.toLowerCase())) throw refuse('Write NULLS FIRST or NULLS LAST.');
      }
      items.push(`${value}${direction}${nulls}`);
    } while (has(','));
    return items.join(', ');
  }

  return { expression, ordered };
}
