import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../../kernel/seeded-random.ts';
import { testSeed } from '../../../../test/chance.ts';
import { cameAgain, firstContactFigures, unrepeated, type Judged } from './first-contact.ts';

const DAY = 86_400_000;
let customer = 0;
const first = (more: Partial<Judged>): Judged => { customer += 1; return { customer, channel: 'email', againMs: null, sinceMs: 30 * DAY, windowMs: 7 * DAY, flag: null, word: null, ...more }; };
const many = (count: number, more: Partial<Judged>): Judged[] => Array.from({ length: count }, () => first(more));

test('whoever comes again within the window was not solved, whoever comes after it was; of whom it is too early nothing is told', () => {
  assert.deepEqual([{ againMs: 2 * DAY }, { againMs: 9 * DAY }, {}, { sinceMs: 3 * DAY }].map((more) => cameAgain(first(more))), [true, false, false, null]);
});

test('the worked example: of ten first contacts three came again, two of the others are too young to tell: .667, as the methods page says', () => {
  const rows = [...many(2, { againMs: 0.7 * DAY }), ...many(2, { sinceMs: 3.5 * DAY }), first({ againMs: 5 * DAY }), ...many(5, {})];
  const { issues, share } = unrepeated(rows);
  assert.equal(issues, 10);
  assert.ok(Math.abs((share?.value ?? 0) - 0.8 * (5 / 6)) < 1e-9, String(share?.value));
  assert.ok((share?.low ?? 1) < 0.6 && (share?.high ?? 0) > 0.8);
});

test('where nobody is too young it is the plain share, whatever the windows are', () => {
  const seed = testSeed();
  const random = seededRandom(seed);
  for (let run = 0; run < 50; run++) {
    const rows = Array.from({ length: 40 }, () => { const windowMs = (1 + random() * 20) * DAY; return first({ windowMs, againMs: random() < 0.4 ? random() * 30 * DAY : null, sinceMs: windowMs + DAY }); });
    const { share } = unrepeated(rows);
    const plain = rows.filter((row) => cameAgain(row) === false).length / rows.length;
    assert.ok(Math.abs((share?.value ?? -1) - plain) < 1e-9, `seed ${seed}`);
    assert.ok((share?.low ?? 1) <= plain && plain <= (share?.high ?? 0), `seed ${seed}`);
  }
});

test('three ways stand side by side, by channel, with how often those that staff call solved came again', () => {
  const rows = [...many(8, { flag: true }), ...many(4, { flag: true, againMs: DAY }), ...many(12, { flag: false, againMs: 2 * DAY, word: false, channel: 'call' }), ...many(11, { word: true, flag: true, channel: 'call' })];
  const { all, channels, disagree } = firstContactFigures(rows);
  assert.deepEqual([all.flag.issues, all.flag.share?.value, all.word.issues, all.repeat.issues], [35, 23 / 35, 23, 35]);
  assert.deepEqual(channels.map(({ channel, issues }) => [channel, issues]), [['call', 23], ['email', 12]]);
  assert.equal(channels[1]?.word.share, null, 'nobody said');
  const [flagged] = disagree;
  assert.deepEqual([flagged?.says, flagged?.against, flagged?.issues, flagged?.share?.value], ['flag', 'repeat', 23, 4 / 23]);
  assert.equal(firstContactFigures(many(5, {})).all.repeat.share, null, 'below ten customers nothing is told');
});
