import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChance, testSeed } from '../../../../test/chance.ts';
import { MONDAY_WORDS, type MondayLine } from '../contract.ts';
import { wilsonInterval } from '../../voice/index.ts';
import { compareWeeks, countOfWeek, shareOfWeek, type Compared, type WeekValue } from './compare-weeks.ts';
import { mailOfMonday } from './mail-page.ts';
import { stateOf } from './questions.ts';
import { ageText, atMostWords, countWords, mostBroken, sayChanged, sayPromise, type SettledPromise } from './say-lines.ts';
import { mondayAt, monthEnded, weekOf } from './week.ts';
import { wordsLeft, writeLines, writePage, type WeekFacts } from './write-page.ts';

const at = (text: string): number => Date.parse(text);
const DAY = 86_400_000;

test('the page of a Monday is there from six in the morning of the company’s zone; until then that of the week before', () => {
  assert.equal(mondayAt(at('2026-11-23T04:59:00Z'), 'Europe/Oslo'), '2026-11-16');
  assert.equal(mondayAt(at('2026-11-23T05:00:00Z'), 'Europe/Oslo'), '2026-11-23');
  assert.equal(mondayAt(at('2026-11-29T23:30:00Z'), 'Europe/Oslo'), '2026-11-23', 'Monday, half past midnight');
  assert.equal(mondayAt(at('2026-11-22T21:00:00Z'), 'Asia/Tokyo'), '2026-11-23', 'six on Monday in Tokyo');
});

test('an hour is one hour, and a day is one day', () => {
  assert.deepEqual([60_000, 3_600_000, 2 * 3_600_000, DAY, 12 * DAY].map(ageText), ['1 hour', '1 hour', '2 hours', '1 day', '12 days']);
});

test('a week has seven days of its zone, one hour less or more where clocks change in it', () => {
  const hours = (monday: string): number => { const { fromMs, untilMs } = weekOf(monday, 'Europe/Oslo'); return (untilMs - fromMs) / 3_600_000; };
  assert.deepEqual([hours('2026-11-23'), hours('2026-03-30'), hours('2026-10-26')], [168, 167, 169]);
  assert.deepEqual([monthEnded({ week: '2026-11-02' }), monthEnded({ week: '2026-11-23' }), monthEnded({ week: '2026-06-01' })], ['2026-10', null, '2026-05']);
});

const share = (ratio: number, n: number): WeekValue => ({ ...shareOfWeek(keptInterval(ratio, n)), value: 100 * ratio });
const keptInterval = (ratio: number, n: number) => { const { centre, half } = wilsonInterval(ratio, n); return { value: 100 * ratio, low: 100 * (centre - half), high: 100 * (centre + half) }; };

test('a week is a change only beyond what chance explains over a quarter of a year: flat figures hardly ever are, a real fall is, and a restless figure is given its room', (t) => {
  const seed = testSeed();
  t.diagnostic(`seed ${seed}`);
  const chance = createChance(seed);
  const binomial = (n: number, p: number): number => { let k = 0; for (let one = 0; one < n; one += 1) if (chance.next() < p) k += 1; return k / n; };
  let quarters = 0;
  for (let quarter = 0; quarter < 300; quarter += 1) {
    const weeks = Array.from({ length: 25 }, () => share(binomial(200, 0.9), 200));
    const alarms = weeks.slice(12).filter((now, place) => compareWeeks('share', now, weeks.slice(place, place + 12), 1)?.isChange === true);
    quarters += Number(alarms.length > 0);
  }
  // Five of a hundred are budgeted, fifteen of 300; twice that is beyond what drawing 300 explains.
  t.diagnostic(`${quarters} of 300`);
  assert.ok(quarters <= 30, `${quarters} of 300 quiet quarters raise an alarm`);
  const before = Array.from({ length: 12 }, (_, place) => share(0.9 + (place % 2 === 0 ? 0.01 : -0.01), 200));
  assert.equal(compareWeeks('share', share(0.7, 200), before, 5)?.isChange, true);
  assert.equal(compareWeeks('share', share(0.87, 200), before, 5)?.isChange, false);
  const restless = Array.from({ length: 12 }, (_, place) => share(place % 2 === 0 ? 0.95 : 0.7, 200));
  assert.equal(compareWeeks('share', share(0.65, 200), restless, 5)?.isChange, false);
  assert.equal(compareWeeks('share', share(0.7, 200), before.slice(0, 5), 5), null, 'five weeks show no pattern');
  assert.equal(compareWeeks('count', countOfWeek(0), Array.from({ length: 12 }, () => countOfWeek(0)), 1)?.isChange, false, 'nothing, as ever');
});

const LONG = Array.from({ length: 200 }, (_, place) => `word${place}`).join(' ');
const compared = (isChange: boolean): Compared => ({ now: share(0.71, 212), centre: 88, usual: { low: 81, high: 95 }, isChange, distance: isChange ? 2 : 0.4 });
const figure = (isChange: boolean, name = 'Delivered on time') => ({ key: name, name, kind: 'kept' as const, path: '/promises/prm_1', compared: compared(isChange) });
const worst: SettledPromise = { id: 'prm_1', name: 'Delivered on time', broken: 61, settled: 212, people: 180, rate: { value: 71, low: 64, high: 78 } };
const busy = (long: boolean): WeekFacts => ({
  week: { figures: [figure(true, long ? LONG : undefined), figure(true), figure(false)], alarms: [{ name: long ? LONG : 'Recommendation (NPS)', month: '2026-10', direction: 'down', value: 21, low: 17, high: 25, people: 300, path: '/scores' }], tooFew: 2, promises: [long ? { ...worst, name: LONG } : worst], published: 3 },
  escalation: { of: 'escalation', node: 5, about: long ? LONG : 'Nora waits for a refund', sinceMs: 0, path: '/cases/cas_1' }, question: { number: 1, text: long ? LONG : 'Shall we refund shipping where we are late?' }, nowMs: 12 * DAY, zone: 'UTC',
});
const words = (count: number) => ({ number: 9, node: 7, text: Array.from({ length: count }, () => 'late').join(' '), channel: 'email', occurredMs: at('2026-11-17T10:00:00Z'), among: 'broken-promise' as const });
const linesOf = ({ body, parts }: ReturnType<typeof writePage>): MondayLine[] => body.lines.map(({ hasQuote, how, ...line }) => ({ ...line, how: [...how], quote: parts.find(({ line: of }) => of === line.of)?.quote ?? null, isGone: hasQuote && !parts.some(({ line: of }) => of === line.of) }));

test('the page is five lines, no more, and reads within a minute, also with the longest of everything', () => {
  for (const long of [false, true]) {
    const written = writeLines(busy(long));
    const left = wordsLeft(written);
    assert.ok(left >= MONDAY_WORDS.customerLeast && left <= MONDAY_WORDS.customerMost, `${left} words are left for the customer`);
    const page = writePage(written, words(left), 1, 'UTC');
    assert.deepEqual(page.body.lines.map(({ of }) => of), ['changed', 'promise', 'escalation', 'words', 'question']);
    const { text } = mailOfMonday({ week: '2026-11-23', lines: linesOf(page) }, 'Fjell & Sons of Bergen', 'https://custos.example');
    assert.ok(countWords(text) <= MONDAY_WORDS.all, `${countWords(text)} words`);
  }
  const plain = linesOf(writePage(writeLines(busy(false)), words(60), 1, 'UTC'));
  assert.deepEqual(plain.map(({ text }) => text), [
    '“Delivered on time” was kept less often: 71 %, usually 88 %. “Delivered on time” was kept less often: 71 %, usually 88 %. And 1 more.', '“Delivered on time”: broken 61 of 212 times, kept 71 % (64 to 78).', 'Escalated 12 days ago and still open:', 'A customer, by email, 17 November:', 'Shall we refund shipping where we are late?',
  ]);
  assert.match(plain[3]?.how[0] ?? '', /Drawn by chance.*Nobody chose it/);
});

test('what belongs to a person stands apart from the page, so that it goes with them and the page stays', () => {
  const { body, parts } = writePage(writeLines(busy(false)), words(50), 1, 'UTC');
  assert.ok(!JSON.stringify(body).includes('Nora') && !JSON.stringify(body).includes('late late'));
  assert.deepEqual(parts.map(({ line, node, interaction }) => [line, node, interaction]), [['escalation', 5, null], ['words', 7, 9]]);
});

test('an uneventful week says so, in one line beside a customer’s words; where too little is known nothing is called uneventful', () => {
  const calm: WeekFacts = { week: { figures: [figure(false)], alarms: [], tooFew: 0, promises: [{ ...worst, broken: 0 }], published: 1 }, escalation: null, question: null, nowMs: 0, zone: 'UTC' };
  const { body } = writePage(writeLines(calm), words(60), null, 'UTC');
  assert.deepEqual([body.isQuiet, body.lines.map(({ of }) => of)], [true, ['changed', 'words']]);
  assert.match(body.lines[0]?.text ?? '', /^An uneventful week\. Nothing changed that chance does not explain/);
  const young = writeLines({ ...calm, week: { ...calm.week, figures: [], tooFew: 2 } });
  assert.deepEqual([young.isQuiet, young.lines[0]?.text], [false, 'What changed can not be told yet: fewer than six weeks are known to compare with.']);
  assert.equal(writeLines({ ...calm, escalation: busy(false).escalation }).isQuiet, false);
});

test('the promise most broken is the one that broke most often; a rate of too few people is not told; none says so', () => {
  const few = { ...worst, id: 'prm_2', broken: 3, settled: 4, people: 4, rate: null };
  assert.equal(mostBroken([few, worst])?.id, 'prm_1');
  assert.equal(sayPromise(few, 2).text, '“Delivered on time”: broken 3 of 4 times, too few people for a rate.');
  assert.deepEqual([sayPromise(null, 2).text, sayPromise(null, 0).text, mostBroken([{ ...worst, broken: 0 }])], ['No promise was found broken.', 'No promise is published yet.', null]);
  assert.equal(sayChanged([figure(false)], [], 0).text, 'Nothing changed that chance does not explain.');
});

test('the mail holds nothing that a mail program runs or loads, whatever somebody wrote', () => {
  const line: MondayLine = { of: 'words', text: 'A customer <b>', path: '/customers/cus_1', quote: '<script>alert(1)</script> & "so"', isGone: false, how: [] };
  const { html, text, subject } = mailOfMonday({ week: '2026-11-23', lines: [line, { ...line, of: 'escalation', isGone: true, quote: null }] }, 'A & B', 'https://custos.example');
  assert.ok(!/<script|<img|<link|url\(/i.test(html));
  assert.ok(html.includes('&lt;script&gt;') && html.includes('href="https://custos.example/customers/cus_1"') && html.includes('A &amp; B'));
  assert.ok(text.includes('These words went with the person who said them.') && subject.startsWith('Monday: '));
});

test('a question is open until yes or no; “ask me” keeps it waiting; what is taken back waits no more', () => {
  const given = (...answers: readonly ('yes' | 'no' | 'ask-me')[]) => answers.map((answer) => ({ answer, note: null, by: 'e', at: '' }));
  assert.deepEqual([stateOf({ withdrawnAt: null, answers: [] }), stateOf({ withdrawnAt: null, answers: given('ask-me') }), stateOf({ withdrawnAt: null, answers: given('ask-me', 'no') }), stateOf({ withdrawnAt: new Date(0), answers: [] })], ['open', 'ask-me', 'answered', 'withdrawn']);
  assert.equal(atMostWords('one two, three', 2), 'one two…');
});
