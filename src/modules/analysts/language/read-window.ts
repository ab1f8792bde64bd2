import type { StatementCursor } from './statement-cursor.ts';
import { refuseAt } from './tokenise-sql.ts';

const FRAME_WORDS = new Set(['rows', 'range', 'between', 'and', 'unbounded', 'preceding', 'following', 'current', 'row']);

/** What stands behind OVER, without its parentheses. */
export function readWindow(cursor: StatementCursor, expression: () => string, ordered: () => string): string {
  const { has, must, isWord, isSymbol, take } = cursor;
    must('(');
    const parts: string[] = [];
    if (has('partition')) {
      must('by');
      const columns = [expression()];
      while (has(',')) columns.push(expression());
      parts.push(`PARTITION BY ${columns.join(', ')}`);
    }
    if (has('order')) {
      must('by');
      parts.push(`ORDER BY ${ordered()}`);
    }
    if (isWord('rows') || isWord('range')) {
      const frame: string[] = [];
      while (!isSymbol(')')) {
        const token = take();
        if (token.kind === 'number' && /^\d{1,6}$/.test(token.text)) frame.push(token.text);
        else if (token.kind === 'word' && FRAME_WORDS.has(token.text.toLowerCase())) frame.push(token.text.toUpperCase());
        else throw refuseAt(token.at, 'Write a frame as ROWS BETWEEN 6 PRECEDING AND CURRENT ROW.');
      }
      parts.push(frame.join(' '));
    }
    must(')');
    return parts.join(' ');
}
