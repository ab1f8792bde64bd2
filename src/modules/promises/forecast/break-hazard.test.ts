import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addBusiness, businessCalendar } from '../../../kernel/business-calendar.ts';
import { seededRandom } from '../../../kernel/seeded-random.ts';
import type { Instance } from '../engine/instance.ts';
import { breakChance, chancesOf, checkForecast, pastOf, ratioOf, type Past } from './break-hazard.ts';

const past = (person: number, settledRatio: number, isBroken: boolean): Past => ({ person, startedMs: person, dueMs: person, settledRatio, isBroken });

test('the worked example of the method page: of twenty that were not answered after half their time, eight broke', () => {
  // Of forty, twenty were answered in the first half of their time, twelve in the second, eight not at all.
  const forty = Array.from({ length: 40 }, (_, at) => (at < 20 ? past(at, 0.2, false) : at < 32 ? past(at, 0.8, false) : past(at, 1, true)));
  assert.deepEqual([breakChance(forty, 0)?.percent, breakChance(forty, 0.5)?.percent, breakChance(forty, 0.9)], [20, 40, null]);
  assert.deepEqual([breakChance(forty, 0.5)?.of, breakChance(forty, 0.5)?.people, breakChance(forty, 0.5)?.lowPercent, breakChance(forty, 0.5)?.highPercent], [20, 20, 21.9, 61.3]);
});

test('of what breaks before its time is over, the longer it has lasted the less may still break', () => {
  const asked = Array.from({ length: 40 }, (_, at) => (at < 20 ? past(at, 0.1, true) : past(at, 1, false)));
  assert.deepEqual([breakChance(asked, 0)?.percent, breakChance(asked, 0.5)?.percent], [50, 0]);
});

test('one person with many counts as one: below ten people it is undecided', () => {
  assert.equal(breakChance(Array.from({ length: 500 }, (_, at) => past(at % 9, 1, at % 2 === 0)), 0.5), null);
});

test('what is not due yet is left out also where it is settled already, so that quick answers do not look like all there is', () => {
  const instance = (more: Partial<Instance>): Instance => ({ trigger: 1, ordinal: 0, node: 1, channel: 'email', seam: '', startedMs: 0, dueMs: 100, state: 'kept', settledMs: 25, evidence: [], ...more });
  assert.deepEqual(pastOf(1, [instance({}), instance({ dueMs: 300 }), instance({ dueMs: null }), instance({ state: 'broken', settledMs: 100 }), instance({ state: 'running', settledMs: null })], 200, null).map(({ settledRatio, isBroken }) => [settledRatio, isBroken]), [[0.25, false], [1, true]]);
  assert.deepEqual([ratioOf({ startedMs: 0, dueMs: 100 }, 150, null), ratioOf({ startedMs: 5, dueMs: 5 }, 5, null)], [1, 1]);
});

const DAY = [{ from: '09:00', to: '17:00' }];
const opening = businessCalendar({ zone: 'Europe/Oslo', week: [DAY, DAY, DAY, DAY, DAY, [], []], days: [] });
assert.ok(opening.ok);
const office = opening.value;
const HOUR = 3_600_000;

test('where opening hours count, nothing comes nearer to its end while nobody is there', () => {
  // Asked on Friday at 16:00 in Oslo, to be answered in four hours of the office: due on Monday at 12:00.
  const asked = { startedMs: Date.UTC(2026, 5, 5, 14), dueMs: Date.UTC(2026, 5, 8, 10) };
  const at = (day: number, hour: number): number => ratioOf(asked, Date.UTC(2026, 5, day, hour - 2), office);
  assert.deepEqual([at(5, 16), at(5, 17), at(6, 12), at(8, 9), at(8, 11), at(8, 12), at(9, 12)], [0, 0.25, 0.25, 0.25, 0.75, 1, 1]);
  assert.ok(ratioOf(asked, Date.UTC(2026, 5, 6, 10), null) > 0.25, 'on the wall it would have come further');
  // Promised for a Sunday, on which nobody is there: the clock on the wall is all there is.
  assert.equal(ratioOf({ startedMs: Date.UTC(2026, 5, 7, 8), dueMs: Date.UTC(2026, 5, 7, 12) }, Date.UTC(2026, 5, 7, 10), office), 0.5);
  assert.deepEqual(pastOf(1, [{ trigger: 1, ordinal: 0, node: 1, channel: 'email', seam: '', ...asked, state: 'kept', settledMs: Date.UTC(2026, 5, 8, 9), evidence: [] }], Date.UTC(2026, 5, 9), office).map(({ settledRatio }) => settledRatio), [0.75]);
});

test('of a company that answers in its office hours, chances by those are right on average, and nearer to what comes than chances by the wall', () => {
  const seed = Date.now() % 1_000_000;
  const random = seededRandom(seed);
  const lasting = 8 * HOUR;
  const after = (startMs: number, openMs: number): number => { const due = addBusiness(startMs, openMs, office); assert.ok(due.ok); return due.value; };
  const asked = Array.from({ length: 4_000 }, (_, person) => {
    const startedMs = Date.UTC(2026, 0, 5) + person * 40 * 60_000 + Math.floor(random() * HOUR);
    const takes = -Math.log(1 - random()) * lasting * 0.6;
    return { person, startedMs, dueMs: after(startedMs, lasting), answeredMs: after(startedMs, takes), isBroken: takes > lasting };
  });
  // Chances are learnt from the first half, and said of the other at moments drawn by chance, at which it still ran: by either clock at the same moments.
  const by = (calendar: typeof office | null) => {
    const past = asked.slice(0, 2_000).map(({ person, startedMs, dueMs, answeredMs, isBroken }): Past => ({ person, startedMs, dueMs, settledRatio: isBroken ? 1 : ratioOf({ startedMs, dueMs }, answeredMs, calendar), isBroken }));
    const chanceAt = chancesOf(past);
    return ({ at, ...one }: { readonly startedMs: number; readonly dueMs: number; readonly at: number }): number | null => { const chance = chanceAt(ratioOf(one, at, calendar)); return chance === null ? null : chance.percent / 100; };
  };
  const [byOffice, byWall] = [by(office), by(null)];
  const said = asked.slice(2_000).flatMap((one) => {
    const at = one.startedMs + random() * (one.dueMs - one.startedMs);
    const [atOffice, atWall] = [byOffice({ ...one, at }), byWall({ ...one, at })];
    return atOffice === null || atWall === null || one.answeredMs <= at ? [] : [{ atOffice, atWall, broke: Number(one.isBroken) }];
  });
  const brier = (of: 'atOffice' | 'atWall'): number => said.reduce((sum, one) => sum + (one[of] - one.broke) ** 2, 0) / said.length;
  const [expected, broke] = [said.reduce((sum, { atOffice }) => sum + atOffice, 0), said.reduce((sum, one) => sum + one.broke, 0)];
  assert.ok(Math.abs(expected - broke) / said.length < 0.09, `seed ${seed}: said ${expected}, broke ${broke} of ${said.length}`);
  assert.ok(brier('atOffice') < brier('atWall'), `seed ${seed}: ${brier('atOffice')} against ${brier('atWall')}`);
});

test('on a history in which chances are what they are, those that are said are right on average, and better than one rate for all', () => {
  const seed = Date.now() % 1_000_000;
  const random = seededRandom(seed);
  const drawn = Array.from({ length: 4_000 }, (_, person): Past => { const answered = -Math.log(1 - random()) / 2.5; return { person, startedMs: person, dueMs: person, settledRatio: Math.min(1, answered), isBroken: answered >= 1 }; });
  const check = checkForecast(drawn);
  assert.ok(check !== null && check.n > 300);
  assert.ok(Math.abs(check.saidBroken - check.broken) / check.n < 0.09, `seed ${seed}: said ${check.saidBroken}, broke ${check.broken} of ${check.n}`);
  assert.ok(check.brier < check.brierOfRate, `seed ${seed}: ${check.brier} against ${check.brierOfRate}`);
  assert.equal(checkForecast(drawn.slice(0, 50)), null, 'too few to check');

  // A company in which twice as much breaks from one day on is foretold by what broke lately, not by all there ever was.
  const worse = drawn.map((one) => (one.person > 2_000 && one.person % 3 === 0 ? { ...one, settledRatio: 1, isBroken: true } : one));
  const lately = checkForecast(worse);
  assert.ok(lately !== null && Math.abs(lately.saidBroken - lately.broken) / lately.n < 0.09, `seed ${seed}: said ${lately?.saidBroken}, broke ${lately?.broken} of ${lately?.n}`);
});
