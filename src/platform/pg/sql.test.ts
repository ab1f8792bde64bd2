import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from './sql.ts';

test('every value is bound, in its place, whatever it looks like; a nested statement is put in with its own', () => {
  const since = (days: number) => sql`at > now() - ${days}::int`;
  const both = (name: string, days: number) => sql`select 1 where name = ${name} and ${since(days)} and ${since(days + 1)} and id = ${7}`;
  for (const [name, days] of [['Ida', 1], ['$1; drop table', 2], ['Ida', 3]] as const) {
    const { text, values } = both(name, days);
    assert.equal(text, 'select 1 where name = $1 and at > now() - $2::int and at > now() - $3::int and id = $4');
    assert.deepEqual(values, [name, days, days + 1, 7]);
  }
  const looksLikeOne = { text: 'drop table', values: [] };
  assert.deepEqual(sql`select ${looksLikeOne}`, { text: 'select $1', values: [looksLikeOne] });
});

test('the same place in the code with other statements nested, or nested elsewhere, is another statement', () => {
  const of = (...parts: readonly unknown[]) => sql`select ${parts[0]}, ${parts[1]}`;
  const [one, two] = [sql`one(${1})`, sql`two()`];
  const texts = [of(one, two), of(two, one), of(one, 'value'), of('value', one), of('value', 'value'), of(one, two)].map(({ text }) => text);
  assert.deepEqual(texts, ['select one($1), two()', 'select two(), one($1)', 'select one($1), $2', 'select $1, one($2)', 'select $1, $2', 'select one($1), two()']);
  assert.deepEqual(of('value', one).values, ['value', 1]);
});

test('a statement that is put together ever anew stays right when there are too many of them to remember', () => {
  const list = (length: number) => Array.from({ length }, (_, at) => at).reduce((before, at) => sql`${before}, ${at}`, sql`select ${-1}`);
  for (let time = 0; time < 2; time += 1) {
    for (let length = 0; length < 120; length += 1) {
      const { text, values } = list(length);
      assert.equal(text, `select ${Array.from({ length: length + 1 }, (_, at) => `$${at + 1}`).join(', ')}`);
      assert.deepEqual(values, Array.from({ length: length + 1 }, (_, at) => at - 1));
    }
  }
});
