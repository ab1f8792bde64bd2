import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '../../kernel/app-error.ts';
import { tellRefusal } from './tell-refusal.ts';

const refused = (message: string, code?: string, hidden: readonly string[] = []): [kind: string, code: string, detail: string] => {
  const told = tellRefusal(new AppError('internal', 'analytics-refused', 'ClickHouse refused a statement.', Object.assign(new AppError('internal', 'x', ''), { message, ...(code === undefined ? {} : { code }) })), new Set(hidden));
  assert.ok(told instanceof AppError);
  return [told.kind, told.code, told.detail];
};

test('what the engine says of a statement is told in the asker’s own names, in process and on a server, and nothing of how the views are made', () => {
  const words = 'Unknown expression identifier `~nonsense` in scope SELECT `~nonsense` FROM (SELECT number AS `~interaction` FROM interactions_log). (UNKNOWN_IDENTIFIER)';
  for (const told of [refused(`Code: 47. DB::Exception: ${words}`), refused(words, '47')]) assert.deepEqual(told, ['invalid', 'sql-refused', 'Unknown expression identifier `nonsense`.']);
  assert.deepEqual(refused("Code: 6. DB::Exception: Cannot parse string 'x' as UInt8: while executing 'FUNCTION toUInt8(title)'. (CANNOT_PARSE_TEXT)"), ['invalid', 'sql-refused', "Cannot parse string 'x' as UInt8."]);
});

test('a column that the asker may not see is called hidden, an error of another kind only by its number', () => {
  assert.equal(refused('Code: 47. DB::Exception: Unknown expression identifier `~s.~text` in scope SELECT 1', undefined, ['text'])[1], 'sql-column-hidden');
  assert.equal(refused('Code: 47. DB::Exception: Unknown expression identifier `~text` in scope SELECT 1')[1], 'sql-refused');
  assert.deepEqual(refused('Code: 999. DB::Exception: /data/secret.bin of interactions_log'), ['invalid', 'sql-refused', 'The engine can not answer this statement (its code 999).']);
});

test('too much is too much, and an engine that is away is no fault of the statement', () => {
  assert.deepEqual(refused('Limit for result exceeded', '396').slice(0, 2), ['too-large', 'sql-too-large']);
  const away = new AppError('unavailable', 'analytics-away', 'It is away.');
  assert.equal(tellRefusal(away, new Set()), away);
});
