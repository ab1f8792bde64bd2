import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testAnalytics } from '../../../../test/engines/clickhouse.ts';
import { seededRandom } from '../../../kernel/seeded-random.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch } from '../../../platform/clickhouse/sql.ts';
import { outranked } from '../teaching/outrank.ts';
import { feltByAspect, feltByMonth, saidChoices, saidLanguages, saidPlaces, saidThings, type FeelingName, type FeltSums, type SaidFilter, type ShareSums } from './said-log.ts';

const SEED = Number(process.env['CUSTOS_TEST_SEED'] ?? Date.now() % 1_000_000);
const random = seededRandom(SEED);
const below = (most: number): number => Math.floor(random() * most);
const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
const schemaOf = (module: string) => ({ module, folder: fileURLToPath(new URL(`../../${module}/schema/ch`, import.meta.url)) });
const CUSTOMERS = 25;
const ALL: SaidFilter = { reader: 7, beforeMs: 0, fromMs: Date.UTC(2025, 0, 1), untilMs: Date.UTC(2026, 0, 1), zone: 'UTC', source: null, channel: null, brand: null, language: null };

type Thing = { readonly output: string; readonly label: string; readonly carriers: readonly number[] };
type One = { readonly number: number; readonly revision: number; readonly node: number; readonly channel: string; readonly language: string; readonly feeling: FeelingName | ''; readonly month: number; readonly things: readonly Thing[]; readonly sentences: readonly { readonly start: number; readonly end: number; readonly valence: number }[] };

const said: One[] = [];
for (let number = 1; number <= 1_500; number += 1) {
  const language = pick(['en', 'en', 'en', 'de', '']);
  const sentences = Array.from({ length: 1 + below(3) }, (_, at) => ({ start: at * 20, end: at * 20 + 19, valence: pick([-0.8, -0.1, 0, 0.12, 0.9]) }));
  const things: Thing[] = language !== 'en' ? [] : [['intent', pick(['complaint', 'question'])], ...(below(3) === 0 ? [['complaint', 'yes']] : []), ...(below(9) === 0 ? [['alarm', 'legal'], ['alarm', 'safety']] : []), ...(below(12) === 0 ? [['spam', 'spam']] : []), ...(below(2) === 0 ? [['aspect', pick(['price', 'staff'])]] : []), ...(below(4) === 0 ? [['aspect', 'food']] : [])]
    .map(([output = '', label = '']) => { const at = below(sentences.length) * 20 + 3; return { output, label, carriers: below(8) === 0 ? [] : [at, at + 4] }; });
  said.push({ number, revision: 1, node: below(60), channel: pick(['email', 'review']), language, feeling: language === '' ? '' : pick(['negative', 'neutral', 'positive']), month: 1 + below(12), things, sentences });
}

function lineOf({ number, revision, node, channel, language, feeling, month, things, sentences }: One, reader = ALL.reader): string {
  return JSON.stringify({
    number, revision, home: node % 7, node, reader, source: 'desk', brand: '', channel, office: 'service', kind: 'message', direction: 'in', occurred_at: `2025-${String(month).padStart(2, '0')}-15T12:00:00.000Z`, characters: 60, part_kinds: ['text'], part_places: [0], part_ends: [60], language, feeling, valence: 0,
    sentence_starts: sentences.map(({ start }) => start), sentence_ends: sentences.map(({ end }) => end), sentence_valences: sentences.map(({ valence }) => valence),
    outputs: things.map(({ output }) => output), labels: things.map(({ label }) => label), confidences: things.map(() => 0.5), carriers: things.map(({ carriers }) => carriers),
  });
}

let analytics: Analytics;
before(async () => {
  analytics = await testAnalytics([schemaOf('identity'), schemaOf('interactions'), schemaOf('voice')]);
  // Of another reader, replaced by a revision, and of a revision that says nothing any more: none of them counts.
  await analytics.insert('voice_readings', [...said.map((one) => lineOf(one)), ...said.slice(0, 50).map((one) => lineOf(one, 6)), lineOf({ ...(said[0] as One), number: 9_001 })].join('\n'));
  await analytics.insert('voice_readings', JSON.stringify({ number: 9_001, revision: 2, home: (said[0] as One).node % 7, node: (said[0] as One).node, reader: ALL.reader, source: 'desk', channel: 'email', direction: 'in', occurred_at: '2025-01-15T12:00:00.000Z' }));
  await analytics.insert('identity_map', Array.from({ length: 59 }, (_, at) => JSON.stringify({ node: at + 1, customer: 1 + (at + 1) % CUSTOMERS, version: 1, updated_at: '2026-01-01 00:00:00.000' })).join('\n'));
  await analytics.run(ch`system reload dictionary identity_customer`);
});
after(() => analytics.close());

/** What people of the company say of some texts: another feeling, no complaint, an aspect more, and of a wording that was replaced. */
const CORRECTED: readonly { readonly number: number; readonly question: string; readonly label: string; readonly revision: number; readonly stands: number }[] = said.filter(({ language }) => language === 'en').slice(0, 120).flatMap(({ number }, at) => [
  { number, question: 'sentiment', label: 'positive', revision: 1, stands: 1 }, { number, question: 'complaint', label: at % 2 === 0 ? '' : 'yes', revision: 1, stands: 1 }, { number, question: 'aspect price', label: at % 3 === 0 ? 'price' : '', revision: 1, stands: 1 },
  { number, question: 'intent', label: 'question', revision: 2, stands: 1 }, { number, question: 'alarm legal', label: 'legal', revision: 1, stands: 0 },
]);

/** A text as it is read, set right by the same rule as on a customer's page. */
function setRight(one: One): One {
  const reading = { id: '', revision: one.revision, characters: 60, language: one.language, feeling: one.feeling === '' ? null : one.feeling, valence: 0, sentences: [], corrections: [], staffCharacters: 0, facts: [], said: one.things.map(({ output, label, carriers }) => ({ output, label, confidence: 0.5, byPerson: false, carriers: carriers.length === 0 ? [] : [[carriers[0] ?? 0, carriers[1] ?? 0] as [number, number]] })) };
  const right = outranked(reading, CORRECTED.filter(({ number, stands }) => number === one.number && stands === 1).map(({ question, label, revision }) => ({ question, revision, label: label === '' ? null : label })));
  // Words that carry what a person said are not known to the figures.
  return { ...one, feeling: right.feeling ?? '', things: right.said.filter(({ output }) => output !== 'feeling').map(({ output, label, carriers, byPerson }) => ({ output, label, carriers: byPerson ? [] : carriers.flat() })) };
}

const personOf = ({ node, number }: One): string => (node === 0 ? `nobody ${number}` : String(1 + node % CUSTOMERS));
const isSpam = ({ things }: One): boolean => things.some(({ output }) => output === 'spam');

/** The same sums, reckoned by hand: of texts, those that `says`. */
function sums(texts: readonly One[], says: (one: One) => boolean): ShareSums {
  const people = [...Map.groupBy(texts, personOf).values()].map((own) => [own.length, own.filter(says).length] as const);
  const sum = (of: (n: number, s: number) => number): number => people.reduce((all, [n, s]) => all + of(n, s), 0);
  return { texts: texts.length, people: people.length, hits: sum((_, s) => s), speakers: people.filter(([, s]) => s > 0).length, personTextsSquared: sum((n) => n * n), personHitsSquared: sum((_, s) => s * s), personCrossed: sum((n, s) => n * s) };
}
const feltSums = (texts: readonly One[], feelingOf: (one: One) => string): FeltSums => ({ negative: sums(texts, (one) => feelingOf(one) === 'negative'), neutral: sums(texts, (one) => feelingOf(one) === 'neutral'), positive: sums(texts, (one) => feelingOf(one) === 'positive') });

/** How an aspect is felt: as its sentence, else as the whole. */
function aspectFelt({ feeling, sentences }: One, { carriers }: Thing): string {
  const own = sentences.filter(({ start, end }) => carriers.some((place) => place >= start && place < end));
  if (sentences.length < 2 || own.length === 0) return feeling;
  const mean = own.reduce((all, { valence }) => all + valence, 0) / own.length;
  return mean > 0.15 ? 'positive' : mean < -0.15 ? 'negative' : 'neutral';
}

test('texts are counted by language, people by the map of customers, spam apart', async () => {
  const rows = await saidLanguages(analytics, ALL);
  for (const [language, own] of [[null, said], ...Map.groupBy(said, (one) => one.language)] as [string | null, One[]][]) {
    const texts = own.filter((one) => !isSpam(one));
    assert.deepEqual(rows.find((row) => row.language === language), { language, texts: texts.length, people: new Set(texts.map(personOf)).size, spam: { texts: own.length - texts.length, people: new Set(own.filter(isSpam).map(personOf)).size } }, `seed ${SEED}`);
  }
  const choices = await saidChoices(analytics, ALL.reader);
  assert.deepEqual([choices.channels, choices.languages, choices.latestMs], [['email', 'review'], ['', 'de', 'en'], Math.max(...said.map(({ month }) => Date.UTC(2025, month - 1, 15, 12)))]);
});

test('feelings by month, and what is said in which language, are the sums that a reckoning by hand gives; filters hold', async () => {
  const filters: [SaidFilter, (one: One) => boolean][] = [[ALL, () => true], [{ ...ALL, channel: 'email', fromMs: Date.UTC(2025, 5, 1) }, ({ channel, month }) => channel === 'email' && month >= 6], [{ ...ALL, language: 'de' }, ({ language }) => language === 'de']];
  for (const [filter, passes] of filters) {
    const texts = said.filter((one) => passes(one) && !isSpam(one));
    const felt = texts.filter(({ feeling }) => feeling !== '');
    const months = await feltByMonth(analytics, filter);
    assert.deepEqual(months.get('0'), feltSums(felt, ({ feeling }) => feeling), `seed ${SEED}`);
    for (const [month, own] of Map.groupBy(felt, (one) => one.month)) assert.deepEqual(months.get(`2025${String(month).padStart(2, '0')}`), feltSums(own, ({ feeling }) => feeling), `seed ${SEED}, month ${month}`);
    const read = texts.filter(({ language }) => language === 'en');
    const known = [...new Set(read.flatMap((one) => one.things.map(({ output, label }) => `${output}/${label}`)))].map((thing) => { const [output = '', label = ''] = thing.split('/'); return { output, label }; });
    const things = await saidThings(analytics, filter, ['en'], known);
    assert.deepEqual([...things.keys()].toSorted(), read.length === 0 ? [] : ['/', ...known.map(({ output, label }) => `${output}/${label}`)].toSorted());
    for (const thing of new Set(read.flatMap((one) => one.things.map(({ output, label }) => `${output}/${label}`)))) {
      assert.deepEqual(things.get(thing), sums(read, (one) => one.things.some(({ output, label }) => `${output}/${label}` === thing)), `seed ${SEED}, ${thing}`);
    }
  }
});

test('an aspect is felt as the sentences in which its words stand', async () => {
  const found = await feltByAspect(analytics, ALL);
  for (const aspect of ['price', 'staff', 'food']) {
    const thingOf = (one: One): Thing | undefined => one.things.find(({ output, label }) => output === 'aspect' && label === aspect);
    const texts = said.filter((one) => !isSpam(one) && thingOf(one) !== undefined);
    assert.deepEqual(found.get(aspect), feltSums(texts, (one) => aspectFelt(one, thingOf(one) as Thing)), `seed ${SEED}, ${aspect}`);
  }
});

test('every text behind a figure is found, newest first, page by page, with the words that carry it', async () => {
  const newest = (texts: readonly One[]): number[] => texts.toSorted((a, b) => b.month - a.month || b.number - a.number).map(({ number }) => number);
  const has = (output: string, label: string) => (one: One): boolean => one.things.some((thing) => thing.output === output && thing.label === label);
  const cases: [Parameters<typeof saidPlaces>[2], (one: One) => boolean][] = [
    [{ output: 'alarm', label: 'safety', felt: null }, (one) => !isSpam(one) && has('alarm', 'safety')(one)], [{ output: 'spam', label: 'spam', felt: null }, isSpam], [{ output: 'language', label: '', felt: null }, ({ language }) => language === ''],
    [{ output: 'feeling', label: 'negative', felt: null }, (one) => !isSpam(one) && one.feeling === 'negative'],
    [{ output: 'aspect', label: 'food', felt: 'negative' }, (one) => !isSpam(one) && one.things.some((thing) => thing.label === 'food' && aspectFelt(one, thing) === 'negative')],
  ];
  for (const [thing, wanted] of cases) {
    const all: number[] = [];
    for (let before: { occurredMs: number; number: number } | null = null; ;) {
      const page = await saidPlaces(analytics, ALL, thing, before, 17);
      all.push(...page.map(({ number }) => number));
      for (const { number, carriers } of page) assert.deepEqual(carriers, said[number - 1]?.things.filter(({ output, label }) => output === thing.output && label === thing.label).flatMap((one) => one.carriers) ?? []);
      const last = page.at(-1);
      if (last === undefined || page.length < 17) break;
      before = last;
    }
    assert.ok(all.length > 5);
    assert.deepEqual(all, newest(said.filter(wanted)), `seed ${SEED}, ${JSON.stringify(thing)}`);
  }
});

test('what people of the company corrected counts as they said it, in the wording that they saw; what they took back does not', async () => {
  const rowsOf = CORRECTED.map(({ number, ...correction }, at) => JSON.stringify({ number, home: (said[number - 1]?.node ?? 0) % 7, node: said[number - 1]?.node ?? 0, correction: at + 1, occurred_at: '2025-01-15T12:00:00.000Z', ...correction }));
  await analytics.insert('voice_corrections', rowsOf.join('\n'));
  const texts = said.map(setRight).filter((one) => !isSpam(one));
  assert.deepEqual((await feltByMonth(analytics, ALL)).get('0'), feltSums(texts.filter(({ feeling }) => feeling !== ''), ({ feeling }) => feeling), `seed ${SEED}`);
  const english = texts.filter(({ language }) => language === 'en');
  const things = await saidThings(analytics, ALL, ['en'], [{ output: 'complaint', label: 'yes' }, { output: 'aspect', label: 'price' }, { output: 'intent', label: 'question' }, { output: 'alarm', label: 'legal' }]);
  for (const [thing, found] of things) assert.deepEqual(found, sums(english, (one) => thing === '/' || one.things.some(({ output, label }) => `${output}/${label}` === thing)), `seed ${SEED}, ${thing}`);
  const priced = english.filter((one) => one.things.some(({ label }) => label === 'price'));
  assert.deepEqual((await feltByAspect(analytics, ALL)).get('price'), feltSums(priced, (one) => aspectFelt(one, one.things.find(({ label }) => label === 'price') as Thing)), `seed ${SEED}`);
  const complaints = english.filter((one) => one.things.some(({ output }) => output === 'complaint')).map(({ number }) => number).toSorted((a, b) => a - b);
  assert.deepEqual((await saidPlaces(analytics, ALL, { output: 'complaint', label: 'yes', felt: null }, null, 2_000)).map(({ number }) => number).toSorted((a, b) => a - b), complaints);
});
