import { ID_FUNCTIONS, readIdNumber } from './public-ids.ts';
import { textLiteral } from './safe-words.ts';
import type { StatementCursor } from './statement-cursor.ts';

/** A number or a text, which is next. */
export function readLiteral(cursor: StatementCursor): string {
  const { kind, text } = cursor.take();
  return kind === 'number' ? (text.startsWith('.') ? `0${text}` : text) : textLiteral(text);
}

/** One of the things behind IN: a number, a text, an id, several of them in parentheses. Never a name, which the engine would take for a table. */
export function readConstant(cursor: StatementCursor): string {
  const { has, must, peek, isSymbol } = cursor;
  if (has('(')) {
    const items = cursor.deeper(() => {
      const found = [readConstant(cursor)];
      while (has(',')) found.push(readConstant(cursor));
      return found;
    });
    must(')');
    return `(${items.join(', ')})`;
  }
  if (has('null')) return 'NULL';
  if (has('true')) return 'true';
  if (has('false')) return 'false';
  const minus = has('-') ? '-' : '';
  const { kind, text } = peek();
  if (kind === 'number' || (kind === 'text' && minus === '')) return minus + readLiteral(cursor);
  const id = kind === 'word' && isSymbol('(', 1) ? ID_FUNCTIONS[text.toLowerCase()] : undefined;
  if (id?.fromText !== true || minus !== '') throw cursor.refuse('Behind IN stand numbers and texts, or a query, in parentheses.');
  cursor.take();
  must('(');
  return readIdNumber(cursor, id.prefix);
}
