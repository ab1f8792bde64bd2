import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChance, testSeed, type Chance } from '../../../test/chance.ts';
import { foldCase, happen, mayHappen, waitingSince, type CaseEvent, type CaseFact, type CaseNow } from './case.ts';
import { PRIORITIES } from './contract.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 2, 2, 9);
type Later = Exclude<CaseFact, { kind: 'opened' }>;

const target = { firstAnswerMinutes: 60, keepInformedMinutes: null, resolutionMinutes: 480 };
const opened: CaseFact = { kind: 'opened', about: 'The parcel never came', subject: { type: 'order', id: 'N-17' }, interactions: [41], priority: 'normal', queue: 'service', target, wroteMs: [START - DAY], because: null };
const word = (solved: boolean, words: string | null = 'They said so on the phone'): Later => ({ kind: 'customer-said', solved, interaction: null, words });
const context = { said: 'It was sent twice', tried: 'Called the carrier', promised: 'An answer by Friday' };

/** A log of a case, one thing a minute, each by the person named before it. */
function log(...facts: readonly (readonly [string, Later])[]): CaseEvent[] {
  return [['ann', opened] as const, ...facts].map(([by, fact], at) => ({ place: at + 1, atMs: START + at * 60_000, by, fact }));
}
function caseOf(...facts: readonly (readonly [string, Later])[]): CaseNow {
  return foldCase(log(...facts)) ?? assert.fail('a case is opened');
}
function refusal(now: CaseNow, fact: Later): string | null {
  const may = mayHappen(now, fact);
  return may.ok ? null : may.refusal;
}

test('a case goes from new to owned to informed to resolved, and ends with the customer’s word', () => {
  const steps: readonly (readonly [string, Later])[] = [['bea', { kind: 'taken' }], ['bea', { kind: 'informed', told: 'We look for it', nextUpdateByMs: START + DAY }], ['bea', { kind: 'resolved', how: 'Sent again', told: null }], ['bea', word(true)]];
  assert.deepEqual(steps.map((_, at) => caseOf(...steps.slice(0, at + 1)).state), ['owned', 'informed', 'resolved', 'confirmed']);
  assert.deepEqual([caseOf(...steps).owner, caseOf(...steps).endedMs !== null], ['bea', true]);
});

test('“not solved” opens the case again, with the same owner; so does somebody who opens it', () => {
  const resolved = [['bea', { kind: 'taken' }], ['bea', { kind: 'resolved', how: 'Sent again', told: null }]] as const;
  const again = caseOf(...resolved, ['bea', word(false)]);
  assert.deepEqual([again.state, again.owner, again.reopenings, again.endedMs], ['owned', 'bea', 1, null]);
  const silent = caseOf(...resolved, ['custos', { kind: 'fell-silent' }], ['cid', { kind: 'reopened', why: 'They called' }]);
  assert.deepEqual([silent.state, silent.owner, silent.reopenings], ['owned', 'bea', 1]);
});

test('the customer’s word needs its evidence, and somebody who owns the case', () => {
  const owned = caseOf(['bea', { kind: 'taken' }]);
  assert.match(refusal(owned, word(true, ' ')) ?? '', /words in which the customer said so/);
  assert.equal(refusal(owned, word(true)), null);
  assert.match(refusal(caseOf(), word(true)) ?? '', /Take it first/);
  assert.match(refusal(owned, word(false)) ?? '', /Nobody said that it is solved/);
});

test('whoever has a case hands it over with context, each time counted; nobody takes it from under them', () => {
  const owned = caseOf(['bea', { kind: 'taken' }]);
  assert.match(refusal(owned, { kind: 'taken' }) ?? '', /handed over/);
  assert.match(refusal(owned, { kind: 'handed-over', to: { person: 'cid' }, ...context, promised: ' ' }) ?? '', /promised/);
  assert.match(refusal(owned, { kind: 'handed-over', to: { person: 'bea' }, ...context }) ?? '', /already/);
  const handed = caseOf(['bea', { kind: 'taken' }], ['bea', { kind: 'informed', told: 'Soon', nextUpdateByMs: null }], ['bea', { kind: 'handed-over', to: { person: 'cid' }, ...context }]);
  assert.deepEqual([handed.state, handed.owner, handed.handOvers], ['owned', 'cid', 1], 'the new owner has told the customer nothing yet');
  const queued = caseOf(['bea', { kind: 'taken' }], ['bea', { kind: 'handed-over', to: { queue: 'brand' }, ...context }]);
  assert.deepEqual([queued.state, queued.owner, queued.queue, queued.handOvers], ['new', null, 'brand', 1]);
});

test('the cases of an owner who left are nobody’s, marked until somebody takes them; what was promised stands', () => {
  const left = caseOf(['bea', { kind: 'taken' }], ['bea', { kind: 'informed', told: 'Soon', nextUpdateByMs: START + DAY }], ['custos', { kind: 'returned', from: 'bea' }]);
  assert.deepEqual([left.state, left.owner, left.queue, left.returnedFrom, left.nextUpdateByMs], ['new', null, 'service', 'bea', START + DAY]);
  const events = [...log(['bea', { kind: 'taken' }], ['bea', { kind: 'resolved', how: 'So', told: null }], ['custos', { kind: 'returned', from: 'bea' }])];
  assert.deepEqual([foldCase(events)?.state, foldCase(events)?.owner], ['resolved', null], 'what waits for the customer’s word waits on');
  assert.equal(foldCase([...events, { place: 5, atMs: START, by: 'cid', fact: { kind: 'taken' } }])?.returnedFrom, null);
});

test('a word of ours that came back was never told: the case stands as if it had not been sent, also when it was handed over or made a part since, and what else was told stands', () => {
  const told = (text: string, nextUpdateByMs: number | null): Later => ({ kind: 'informed', told: text, nextUpdateByMs });
  const back = (place: number): Later => ({ kind: 'came-back', place, text: 'It did not reach them.', mentions: [] });
  const as = ({ state, nextUpdateByMs }: CaseNow): readonly unknown[] => [state, nextUpdateByMs];
  const first = [['bea', { kind: 'taken' }], ['bea', told('Soon', START + DAY)]] as const;
  assert.deepEqual(as(caseOf(...first, ['custos', back(3)])), ['owned', null]);
  assert.deepEqual(as(caseOf(...first, ['bea', told('On Friday', START + 2 * DAY)], ['custos', back(4)])), ['informed', START + DAY], 'what was told before holds again');
  assert.deepEqual(as(caseOf(...first, ['bea', told('On Friday', START + 2 * DAY)], ['custos', back(3)])), ['informed', START + 2 * DAY]);
  assert.deepEqual(as(caseOf(...first, ['bea', { kind: 'assigned', to: { queue: 'service' } }], ['custos', back(3)])), ['new', null]);
  assert.deepEqual(as(caseOf(...first, ['bea', { kind: 'handed-over', to: { person: 'cid' }, said: 'x', tried: 'x', promised: 'x' }], ['cid', told('I have it', null)], ['custos', back(3)])), ['informed', null]);
  const part = caseOf(...first, ['ann', { kind: 'merged', into: 7 }], ['custos', back(3)]);
  assert.deepEqual([part.state, as(happen(part, { place: 6, atMs: START + DAY, by: 'ann', fact: { kind: 'parted', from: 7 } }) ?? assert.fail())], ['merged', ['owned', null]]);
  assert.notEqual(refusal(caseOf(...first, ['custos', back(3)]), back(3)), null, 'once');
  assert.notEqual(refusal(caseOf(...first), back(2)), null, 'nothing was told there');
});

test('silence ends a case as unconfirmed, which is not confirmed; a word that came later counts from then', () => {
  const resolved = log(['bea', { kind: 'taken' }], ['bea', { kind: 'resolved', how: 'So', told: null }]);
  const heard = happen(foldCase(resolved), { place: 4, atMs: START + 9 * DAY, by: 'custos', fact: { kind: 'heard', interaction: 99, heardMs: START + 8 * DAY } });
  assert.deepEqual([heard?.state, heard?.quietMs], ['resolved', START + 8 * DAY]);
  assert.equal(foldCase([...resolved, { place: 4, atMs: START, by: 'custos', fact: { kind: 'fell-silent' } }])?.state, 'unconfirmed');
  assert.notEqual(refusal(caseOf(['bea', { kind: 'taken' }]), { kind: 'fell-silent' }), null);
});

test('a broken promise is made good, and the customer’s word stands above that', () => {
  const remedied = caseOf(['bea', { kind: 'taken' }], ['bea', { kind: 'broken', promised: 'By Friday', what: 'It came on Monday' }], ['bea', { kind: 'remedied', gave: 'Shipping back' }]);
  assert.deepEqual([remedied.state, remedied.endedMs !== null], ['remedied', true]);
  assert.equal(refusal(remedied, word(true)), null);
  assert.equal(refusal(remedied, word(false)), null);
  assert.notEqual(refusal(caseOf(['bea', { kind: 'taken' }]), { kind: 'remedied', gave: 'A voucher' }), null);
});

test('a case that is a part of another waits as long as the oldest, can only be split, and is then as it was', () => {
  const part = caseOf(['bea', { kind: 'taken' }], ['bea', { kind: 'paused', waitingFor: 'A picture' }]);
  const merged = happen(part, { place: 4, atMs: START, by: 'ann', fact: { kind: 'merged', into: 7 } }) ?? assert.fail();
  assert.deepEqual([merged.state, merged.mergedInto], ['merged', 7]);
  for (const fact of [{ kind: 'taken' }, word(true), { kind: 'noted', text: 'x', mentions: [] }] as const) assert.match(refusal(merged, fact) ?? '', /part of another/);
  const parted = happen(merged, { place: 5, atMs: START + DAY, by: 'ann', fact: { kind: 'parted', from: 7 } });
  assert.deepEqual({ ...parted, version: 0 }, { ...part, version: 0 });
  const whole = caseOf(['bea', { kind: 'absorbed', other: 3, sinceMs: START - 9 * DAY }]);
  assert.deepEqual([waitingSince(whole), waitingSince(caseOf())], [START - 9 * DAY, START - DAY]);
  assert.notEqual(refusal(whole, { kind: 'merged', into: 8 }), null);
  assert.deepEqual(happen(whole, { place: 3, atMs: START, by: 'bea', fact: { kind: 'let-go', other: 3 } })?.parts, []);
});

/** Something that somebody may try, whatever it is worth. */
function anything(chance: Chance): Later {
  const people = ['ann', 'bea', 'cid'];
  const text = (): string => chance.pick(['', 'so it was']);
  const to = chance.next() < 0.6 ? { person: chance.pick(people) } : { queue: chance.pick(['service', 'brand']) };
  return chance.pick<() => Later>([
    () => ({ kind: 'taken' }), () => ({ kind: 'assigned', to }), () => ({ kind: 'handed-over', to, said: text(), tried: text(), promised: text() }), () => ({ kind: 'informed', told: text(), nextUpdateByMs: chance.next() < 0.5 ? null : START + chance.below(9) * DAY }),
    () => ({ kind: 'resolved', how: text(), told: null }), () => word(chance.next() < 0.5, chance.pick([null, '', 'Thank you, it works'])), () => ({ kind: 'noted', text: text(), mentions: [] }), () => ({ kind: 'prioritised', priority: chance.pick(PRIORITIES), target }),
    () => ({ kind: 'paused', waitingFor: text() }), () => ({ kind: 'resumed' }), () => ({ kind: 'reopened', why: text() }), () => ({ kind: 'broken', promised: text(), what: text() }), () => ({ kind: 'remedied', gave: text() }),
    () => ({ kind: 'linked', interactions: [chance.below(9)], wroteMs: chance.next() < 0.5 ? [] : [START - chance.below(9) * DAY] }), () => ({ kind: 'absorbed', other: chance.below(9), sinceMs: START }), () => ({ kind: 'let-go', other: chance.below(9) }),
    () => ({ kind: 'merged', into: chance.below(9) }), () => ({ kind: 'parted', from: chance.below(9) }), () => ({ kind: 'returned', from: chance.pick(people) }), () => ({ kind: 'heard', interaction: chance.below(9), heardMs: START }), () => ({ kind: 'fell-silent' }),
  ])();
}

test('whatever happens in whatever order, only the customer’s word confirms a case, and how the log is cut changes nothing', () => {
  const seed = testSeed();
  console.log(`seed ${seed}`);
  const chance = createChance(seed);
  let confirmed = 0;
  for (let run = 0; run < 2_000; run += 1) {
    const obeys = run % 2 === 0;
    const events: CaseEvent[] = [{ place: 1, atMs: START, by: 'ann', fact: opened }];
    let now = foldCase(events) ?? assert.fail();
    for (let step = 0; step < 40; step += 1) {
      const fact = anything(chance);
      if (obeys && !mayHappen(now, fact).ok) continue;
      const event = { place: events.length + 1, atMs: START + events.length * 60_000, by: chance.pick(['ann', 'bea', 'custos']), fact };
      const next = happen(now, event) ?? assert.fail();
      const where = `seed ${seed}, run ${run}, ${events.length}: ${fact.kind}`;
      const isRestored = fact.kind === 'parted' && now.before?.state === 'confirmed';
      if (next.state === 'confirmed' && now.state !== 'confirmed' && !isRestored) {
        confirmed += 1;
        assert.ok(fact.kind === 'customer-said' && fact.solved, where);
        if (obeys) assert.ok(fact.interaction !== null || (fact.words ?? '') !== '', where);
      }
      if (obeys) {
        assert.equal(next.state === 'new', next.owner === null && ['new', 'owned', 'informed'].includes(next.state), where);
        assert.equal(['confirmed', 'unconfirmed', 'remedied', 'merged'].includes(next.state), next.endedMs !== null, where);
        if (next.pausedMs !== null) assert.ok(['new', 'owned', 'informed', 'merged'].includes(next.state), where);
      }
      events.push(event);
      now = next;
    }
    const cut = chance.below(events.length + 1);
    assert.deepEqual(events.slice(cut).reduce(happen, foldCase(events.slice(0, cut))), foldCase(events), `seed ${seed}, run ${run}, cut at ${cut}`);
  }
  assert.ok(confirmed > 100, `only ${confirmed} were confirmed`);
});
