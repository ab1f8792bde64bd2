import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCompany } from '../index.ts';
import type { TruthLine } from '../index.ts';
import { tellsOf, toldTogether, unmarked } from './marks.ts';
import { GRAMMARS } from './speak.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
console.log(`seed ${seed}`);
type Contact = Extract<TruthLine, { kind: 'contact' }>;
const endsAt = Date.UTC(2026, 5, 3);

test('marks are taken out of what is said and tell what it means', () => {
  const { text, marks } = unmarked('Never again.<churn> <complaint>It broke.');
  assert.equal(text, 'Never again. It broke.');
  assert.deepEqual(tellsOf('leaks', marks, 0), { topic: 'leaks', complaint: true, praise: false, alarms: ['churn'], urgent: false, feeling: 'negative' });
  const together = toldTogether(tellsOf('staff-praise', new Set(['people']), 0.9), tellsOf('leaks', marks, 0));
  assert.deepEqual(together, { topic: 'staff-praise', complaint: true, praise: true, alarms: ['churn'], urgent: false, feeling: 'negative' });
  assert.equal(unmarked('I <3 it').text, 'I <3 it');
});

for (const grammar of ['open', 'held-out'] as const) {
  const company = createCompany({ seed, customers: 1_000, grammar, endsAt });
  const truth = [...company.truth()];
  const contacts = truth.filter((line): line is Contact => line.kind === 'contact');
  const tells = contacts.flatMap(({ reading }) => (reading === undefined ? [] : [reading.tells]));

  test(`complaints, praise of people, three alarms, urgency and feelings are told, each many times (${grammar}, seed ${seed})`, () => {
    const many = { complaint: tells.filter((one) => one.complaint), praise: tells.filter((one) => one.praise), urgent: tells.filter((one) => one.urgent), neutral: tells.filter((one) => one.feeling === 'neutral'), positive: tells.filter((one) => one.feeling === 'positive') };
    for (const [name, list] of Object.entries(many)) assert.ok(list.length > 30, `${name}: ${list.length}`);
    for (const alarm of ['churn', 'legal', 'safety'] as const) assert.ok(tells.filter((one) => one.alarms.includes(alarm)).length >= 3, alarm);
    const named = contacts.filter(({ reading }) => reading?.tells.complaint === true && !reading.quietComplaint);
    assert.ok(named.length > 20, `with the word: ${named.length}`);
  });

  test(`who only says "yes, that one" complains of nothing in that talk (${grammar}, seed ${seed})`, () => {
    const agreed = new Set(Object.values(GRAMMARS[grammar].packs).flatMap((pack) => pack.customer.yes));
    const known = new Set<string>();
    for (const item of company.history()) if (agreed.has(item.turns?.find(({ speaker }) => speaker === 'customer')?.text ?? '')) known.add(`${item.source ?? ''}:${item.id}`);
    const told = contacts.filter(({ ref, reading }) => known.has(ref) && reading !== undefined);
    assert.ok(told.length > 20, `${told.length} talks`);
    for (const { ref, reading } of told) assert.deepEqual([reading?.tells.topic, reading?.tells.complaint], [null, false], ref);
  });

  test(`nobody writes of gas before the faulty batch is sold, and ever more do after it (${grammar}, seed ${seed})`, () => {
    const batch = truth.find((line) => line.kind === 'fact' && line.name === 'faulty-batch');
    const from = batch?.kind === 'fact' ? String(batch.detail['from']) : '';
    assert.ok(truth.some((line) => line.kind === 'topic' && line.topic === 'stove-gas' && line.startsAt === from));
    const about = new Set(contacts.filter(({ reading }) => reading?.topic === 'stove-gas').map(({ ref }) => ref));
    const days = new Map<number, number>();
    const counted = new Set<string>();
    for (const item of company.history()) {
      const ref = `${item.source ?? ''}:${item.id}`;
      if (!about.has(ref) || counted.has(ref)) continue;
      counted.add(ref);
      const day = Math.floor((Date.parse(item.occurredAt) - Date.parse(from)) / 86_400_000);
      assert.ok(day >= 0, item.occurredAt);
      days.set(day, (days.get(day) ?? 0) + 1);
    }
    const sum = (first: number, last: number) => [...days].filter(([day]) => day >= first && day <= last).reduce((all, [, count]) => all + count, 0);
    assert.ok(sum(0, 6) >= 1, 'from the first days on');
    // One or two a day at first and two or three at last: weeks that lie further apart than chance could turn round.
    assert.ok(sum(21, 27) > sum(0, 6), `${sum(0, 6)} in the first week, ${sum(21, 27)} in the fourth`);
    assert.ok(contacts.filter(({ reading }) => reading?.topic === 'stove-gas' && reading.tells.complaint).every(({ reading }) => reading?.tells.alarms.includes('safety') === true || reading?.tells.alarms.length === 0));
  });
}
