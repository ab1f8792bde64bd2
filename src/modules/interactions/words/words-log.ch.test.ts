import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { createChance, testSeed } from '../../../../test/chance.ts';
import { testAnalytics } from '../../../../test/engines/clickhouse.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch } from '../../../platform/clickhouse/sql.ts';
import { createLive } from '../../../platform/live/live.ts';
import { eraseHistory } from '../erase-log.ts';
import { dueRows, deleteDue, withEarlier, type Due } from '../retention/due-log.ts';
import { maskWording, wordingsSaying } from '../mentions/mention-log.ts';
import { nameSpans } from '../mentions/name-spans.ts';
import { foldedPassages } from './fold-words.ts';
import { passagesOfItem } from './passages-of-item.ts';
import { readWordSearch, saysSearch } from './word-search.ts';
import { PAGE_PACE, type Pace } from './look-back.ts';
import type { WordFilter } from './words-log.ts';
import { createWords, type FoundWords } from './words.ts';

let analytics: Analytics;
let words: ReturnType<typeof createWords>;
const schemaOf = (module: string) => ({ module, folder: fileURLToPath(new URL(`../../${module}/schema/ch`, import.meta.url)) });

const seed = testSeed();
console.log(`seed ${seed}`);
const chance = createChance(seed);

type Turn = { readonly speaker: 'customer' | 'agent'; readonly text: string };
type One = { readonly number: number; readonly home: number; readonly node: number; readonly revision: number; readonly placedMs: number; readonly channel: string; readonly source: string; readonly direction: string; readonly brand: string; readonly language: string; readonly title: string; readonly text: string; readonly turns: readonly Turn[]; readonly answers: readonly (string | number)[] };

const VOCABULARY = ['parcel', 'late', 'Größe', 'größer', 'thank', 'you', 'été', 'refund', 'refused', 'blue', '包裹', '在哪里', '😡', 'ΟΔΟΣ', 'e-mail', 'never', 'again', 'zip', 'ripped', 'never-ending', '10.50', 'Müller'];
const sentence = (most: number): string => Array.from({ length: chance.below(most) }, () => `${chance.pick(VOCABULARY)}${chance.pick([' ', ' ', ', ', '! '])}`).join('').trim();

/** People with many interactions over four years, of nobody too, many in one moment; some revised, some revised into silence. */
const said: One[] = [];
for (let number = 1; number <= 900; number += 1) {
  const home = chance.below(40);
  const channel = chance.pick(['review', 'email', 'call', 'web', 'ad', 'survey']);
  const drawn = (): Pick<One, 'title' | 'text' | 'turns' | 'answers'> => ({
    title: chance.below(2) === 0 ? sentence(4) : '', text: chance.below(4) === 0 ? '' : sentence(9), turns: channel === 'call' ? Array.from({ length: chance.below(4) }, () => ({ speaker: chance.pick(['customer', 'agent'] as const), text: sentence(6) })) : [],
    answers: channel === 'survey' ? [sentence(4), chance.below(11)] : [],
  });
  const one = { number, home, node: home, revision: 1, placedMs: Date.UTC(2021 + chance.below(4), 3, 1) + (chance.below(4) === 0 ? 0 : chance.below(2e10)), channel, source: chance.pick(['shop', 'desk']), direction: chance.pick(['in', 'out', 'public']), brand: chance.pick(['', 'north']), language: chance.pick(['en', 'de', '']) };
  said.push({ ...one, ...drawn() });
  const fate = chance.below(10);
  if (fate === 0) said.push({ ...one, ...drawn(), revision: 2 });
  if (fate === 1) said.push({ ...one, title: '', text: '', turns: [], answers: [], revision: 2 }, { ...one, ...drawn(), revision: 3, channel: 'letter' });
  if (fate === 2) said.push({ ...one, title: '', text: '', turns: [], answers: [], revision: 2 });
}
const propertiesOf = ({ answers }: One) => (answers.length === 0 ? {} : { answers: answers.map((value) => ({ question: 'Why?', value })) });
const passagesOf = (one: One): string[] => passagesOfItem({ ...one, turns: one.turns.map((turn) => ({ ...turn, who: null, offsetMs: null })), properties: propertiesOf(one) }).map(({ text }) => text);

let gone: (one: One) => boolean = () => false;
function expected(typed: string, keep: (one: One) => boolean = () => true): number[] {
  const latest = new Map<number, One>();
  for (const one of said) if ((latest.get(one.number)?.revision ?? 0) < one.revision) latest.set(one.number, one);
  const search = readWordSearch(typed);
  return [...latest.values()].filter((one) => !gone(one) && keep(one)).filter((one) => foldedPassages(passagesOf(one)) !== '' && saysSearch(passagesOf(one), search)).sort((a, b) => b.placedMs - a.placedMs || b.number - a.number).map(({ number }) => number);
}

async function everyPage(typed: string, filter: WordFilter, limit: number, pace: Pace = PAGE_PACE, look: (page: FoundWords) => void = () => undefined): Promise<number[]> {
  const all: number[] = [];
  for (let before: string | undefined; ;) {
    const page = await words.find(readWordSearch(typed), filter, before, limit, pace);
    assert.ok(page.said.length <= limit);
    look(page);
    all.push(...page.said.map(({ item }) => Number(item.sourceId)));
    if (page.next === null) return all;
    before = page.next;
  }
}

const lineOf = ({ placedMs, turns, answers: _, ...row }: One, one: One): string => {
  const at = new Date(placedMs).toISOString();
  return JSON.stringify({ ...row, source_id: String(row.number), kind: 'said', office: 'service', stage: 'support', occurred_at: at, occurred_precision: 'ms', placed_at: at, received_at: at, recorded_at: at, turns: turns.length === 0 ? '' : JSON.stringify(turns), properties: JSON.stringify(propertiesOf(one)), traits: row.node === 0 ? '{"nickname":"Snowman"}' : '' });
};

before(async () => {
  analytics = await testAnalytics([schemaOf('identity'), schemaOf('interactions')]);
  await analytics.run(ch`system stop merges`);
  const lines = chance.shuffle(said).map((one) => lineOf(one, one));
  for (let from = 0; from < lines.length; from += 150) await analytics.insert('interactions_log', lines.slice(from, from + 150).join('\n'), { token: `t${from}` });
  words = createWords({ analytics, live: createLive(() => undefined), clock: Date.now });
});
after(async () => { await analytics.close(); });

const QUESTIONS = ['parcel', 'LATE parcel', '"late parcel"', 'grösse', 'größ*', 'été -parcel', 'ref*', '"never again"', '-never -again', '包裹', '哪里', '😡', 'οδοσ', 'e-mail', '"thank yo"*', '10.5', '10.50', 'mül* -late', 'never-e*', 'nothing', 'z* r*', '"parcel late" late*', ''];

test('page after page gives everything that says it once, newest first, by its latest words alone', async () => {
  for (const [typed, limit] of [...QUESTIONS.map((one) => [one, 500] as const), ['grösse', 9], ['-never -again', 40], ['', 60]] as const) assert.deepEqual(await everyPage(typed, {}, limit), expected(typed), `seed ${seed}: ${typed}, ${limit} a page`);
  assert.ok(expected('').length > 500 && expected('parcel').length > 100);
});

test('a page that ends because time is up says how far it looked, and the next goes on there: nothing is lost and nothing comes twice', async () => {
  const placed = new Map(said.map(({ number, placedMs }) => [number, placedMs]));
  const [fromMs, untilMs] = [Date.UTC(2022, 0, 1), Date.UTC(2023, 5, 1)];
  type Narrowed = readonly [WordFilter, (one: One) => boolean];
  const everything: Narrowed = [{}, () => true];
  const years: Narrowed = [{ fromMs, untilMs }, (one) => one.placedMs >= fromMs && one.placedMs < untilMs];
  const month: Narrowed = [{ fromMs: Date.UTC(2022, 4, 1), untilMs: Date.UTC(2022, 5, 1) }, (one) => one.placedMs >= Date.UTC(2022, 4, 1) && one.placedMs < Date.UTC(2022, 5, 1)];
  for (const [typed, limit, firstTexts, [filter, keep]] of [['"late parcel"', 500, 150, everything], ['"late parcel"', 2, 150, everything], ['-"never again" late', 40, 100, years], ['"nothing at all"', 50, 100, everything], ['"nothing at all"', 50, 100, years], ['-"never again"', 9, 1, month]] as const) {
    const wanted = expected(typed, keep);
    let [seen, pages, reachedMs] = [0, 0, Number.POSITIVE_INFINITY];
    // No time at all: one window a page.
    const found = await everyPage(typed, filter, limit, { withinMs: 0, firstTexts }, (page) => {
      [seen, pages] = [seen + page.said.length, pages + 1];
      assert.equal(page.searchedUntilMs === null, page.next === null);
      const lookedBackToMs = page.searchedUntilMs ?? Number.NEGATIVE_INFINITY;
      assert.ok(lookedBackToMs <= reachedMs, 'it never goes back up');
      reachedMs = lookedBackToMs;
      // A full page may end within a moment; what is newer than that was looked at whole.
      assert.ok(wanted.slice(seen).every((number) => (placed.get(number) ?? 0) <= lookedBackToMs), `seed ${seed}: ${typed}, something newer is missing`);
    });
    assert.deepEqual(found, wanted, `seed ${seed}: ${typed}, ${limit} a page, windows of ${firstTexts}, ${JSON.stringify(filter)}`);
    if (typed === '"nothing at all"') assert.ok(pages > 2 && pages < 20, `${pages} pages`);
  }
});

test('windows that grow within one page find the same', async () => {
  for (const [typed, limit] of [['"late parcel"', 500], ['-"thank you" -"never again"', 100], ['"thank yo"*', 3], ['"nothing at all"', 50]] as const) assert.deepEqual(await everyPage(typed, {}, limit, { withinMs: 10_000, firstTexts: 3 }), expected(typed), `seed ${seed}: ${typed}`);
});

test('channel, source, direction, brand, language and time narrow it', async () => {
  const [from, until] = [Date.UTC(2022, 0, 1), Date.UTC(2023, 5, 1)];
  const filters: readonly (readonly [WordFilter, (one: One) => boolean])[] = [
    [{ channel: 'letter' }, (one) => one.channel === 'letter'], [{ source: 'desk', direction: 'public' }, (one) => one.source === 'desk' && one.direction === 'public'],
    [{ brand: 'north', language: 'de' }, (one) => one.brand === 'north' && one.language === 'de'], [{ fromMs: from }, (one) => one.placedMs >= from], [{ fromMs: from, untilMs: until }, (one) => one.placedMs >= from && one.placedMs < until],
  ];
  for (const [filter, keep] of filters) for (const typed of ['parcel', '', 'gröss* -late']) assert.deepEqual(await everyPage(typed, filter, 200), expected(typed, keep), `seed ${seed}: ${typed} ${JSON.stringify(filter)}`);
});

test('how many say it is exact up to the most that are counted, replaced wordings left out', async () => {
  for (const typed of QUESTIONS) {
    assert.equal(await words.countAll(readWordSearch(typed), {}), expected(typed).length, `seed ${seed}: ${typed}`);
    // On a slow machine time may be up: then it is told as the least.
    const { count, isLeast } = await words.count(readWordSearch(typed), {}, 10_000);
    assert.ok(isLeast ? count <= expected(typed).length : count === expected(typed).length, `seed ${seed}: ${typed}`);
  }
  assert.deepEqual(await words.count(readWordSearch(''), {}, 20), { count: 20, isLeast: true });
});

test('there is to choose from what is there; of nobody known the names are told that they signed with', async () => {
  const { channels, brands, languages } = await words.choices();
  assert.ok(channels.includes('letter') && !channels.includes(''));
  assert.deepEqual([brands, languages], [['north'], ['de', 'en']]);
  const { said: page } = await words.find(readWordSearch(''), {}, undefined, 200);
  assert.ok(page.some(({ node }) => node === 0));
  for (const { node, signed } of page) assert.deepEqual(signed, node === 0 ? ['Snowman'] : []);
});

test('a name that is masked in other people’s words is not found there any more', async () => {
  const needles = { values: [], names: ['Müller'] };
  const rows = await wordingsSaying(analytics, ['Müller'], [], 5_000);
  assert.ok(rows.length > 50);
  const before = expected('müller');
  const isLatest = ({ number, revision }: { number: string; revision: number }): boolean => said.every((one) => one.number !== Number(number) || one.revision <= revision);
  const hidden = new Set<number>();
  await analytics.run(ch`system start merges`);
  for (const row of rows.filter(isLatest).filter(() => chance.below(8) === 0).slice(0, 12)) {
    const spans = nameSpans(row, needles);
    assert.ok(spans.length > 0);
    await maskWording(analytics, row, spans);
    hidden.add(Number(row.number));
  }
  assert.ok(before.some((number) => hidden.has(number)), `seed ${seed}: one that was found`);
  assert.deepEqual(await everyPage('müller', {}, 500), before.filter((number) => !hidden.has(number)), `seed ${seed}`);
  gone = ({ number }) => hidden.has(number);
});

test('what is erased, and what a retention rule deletes, is found no more', async () => {
  const erased = Array.from({ length: 10 }, (_, at) => at + 1);
  const masked = gone;
  const counts = await eraseHistory(analytics, erased, erased);
  assert.ok((counts['interactions_words'] ?? 0) > 0);
  gone = (one) => masked(one) || erased.includes(one.home);
  const due: Due = { channel: 'review', kinds: [], beforeMs: Date.UTC(2023, 0, 1), receivedByMs: Date.UTC(2030, 0, 1) };
  const rows = [];
  for await (const group of dueRows(analytics, due, 1_000)) rows.push(...group);
  await deleteDue(analytics, due, await withEarlier(analytics, rows));
  const expired = new Set(rows.map(({ number }) => number));
  assert.ok(expired.size > 10);
  gone = (one) => masked(one) || erased.includes(one.home) || expired.has(one.number);
  for (const typed of ['', 'parcel', 'größ*']) {
    const found = (await everyPage(typed, {}, 500)).filter((number) => !masked({ number } as One));
    assert.deepEqual(found, expected(typed), `seed ${seed}: ${typed}`);
  }
});

test('the engine folds texts as we do, whatever they are written in', async () => {
  const blocks = [[0x20, 0x7f], [0xa0, 0x24f], [0x300, 0x36f], [0x370, 0x3ff], [0x400, 0x4ff], [0x590, 0x5ff], [0x600, 0x6ff], [0x900, 0x97f], [0xe00, 0xe5f], [0x1e00, 0x1eff], [0x2000, 0x206f], [0x2190, 0x2211], [0x3040, 0x30ff], [0x4e00, 0x4fff], [0xac00, 0xad00], [0xff00, 0xffef], [0xfb00, 0xfb4f], [0x1f300, 0x1f64f]] as const;
  const drawn = (): string => { const [from, to] = chance.pick(blocks); return String.fromCodePoint(from + chance.below(to - from + 1)); };
  const texts = Array.from({ length: 3_000 }, () => Array.from({ length: 1 + chance.below(25) }, () => (chance.below(4) === 0 ? chance.pick([' ', 'a', 'B', '\n']) : drawn())).join(''));
  const at = '2031-01-01T00:00:00.000Z';
  await analytics.insert('interactions_log', texts.map((text, place) => JSON.stringify({ number: 10_000 + place, revision: 1, home: 99, node: 99, source: 's', source_id: String(place), channel: 'fold', kind: 'said', direction: 'in', office: 'service', stage: 'x', occurred_at: at, occurred_precision: 'ms', placed_at: at, received_at: at, recorded_at: at, text })).join('\n'), { token: 'fold' });
  const rows = await analytics.rows<{ number: string; said: string }>(ch`select number, said from interactions_words where channel = 'fold' order by number`);
  const differing = texts.flatMap((text, place) => { const stored = rows.find((row) => Number(row.number) === 10_000 + place)?.said ?? ''; return stored === foldedPassages([text]) ? [] : [{ text: JSON.stringify(text), codes: [...text].map((sign) => sign.codePointAt(0)?.toString(16)).join(' '), stored, ours: foldedPassages([text]) }]; });
  assert.deepEqual(differing, [], `seed ${seed}`);
});
