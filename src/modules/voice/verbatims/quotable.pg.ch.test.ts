import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { voiceEngines, voiceHouse, type VoiceEngines } from '../../../../test/engines/voice-house.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { createVerbatims } from '../index.ts';
import type { Searched, Verbatim } from './contract.ts';
import type { Reader } from './verbatims.ts';

const NOW = Date.UTC(2026, 5, 20, 12);
const PLAIN: Reader = { isMasked: false, mask: (verbatim) => verbatim };
let engines: VoiceEngines;
let house: Awaited<ReturnType<typeof open>>;

async function open() {
  const life = voiceHouse(engines, () => NOW);
  const verbatims = createVerbatims(life);
  await life.begin();
  return {
    verbatims,
    say: async (...items: readonly object[]): Promise<void> => { await life.interactions.acceptBatch('shop', items); await life.interactions.settled(); await life.outbox.drained(); },
    end: life.end,
  };
}

let count = 0;
const mail = (who: string, text: string, more: object = {}): object => {
  count += 1;
  return { id: `m-${count}`, channel: 'email', kind: 'message', direction: 'in', occurredAt: new Date(NOW - 60_000 * (50 - count)).toISOString(), identifiers: [{ type: 'email', value: `${who}@x.example` }], text, ...more };
};
const consents = (answer: string, more: object = {}): object => ({ consents: [{ purpose: 'quotes', answer, ...more }] });
before(async () => {
  engines = await voiceEngines();
  house = await open();
  await house.say(
    mail('ann', 'Ann Berg here: a lovely coat. Write to ann@x.example.', { traits: { name: 'Ann Berg' }, ...consents('given') }),
    mail('ben', 'A dreadful coat.', { traits: { name: 'Ben Dahl' }, ...consents('refused') }),
    mail('cleo', 'A coat like any other.'),
    mail('dora', 'A warm coat.', consents('given', { expiresAt: new Date(NOW - 1_000).toISOString() })),
    mail('ann', 'We thank you for the coat.', { direction: 'out' }),
    mail('ann', 'My second coat came.'),
  );
});
after(async () => {
  await house?.end();
  await engines.close();
});

const found = async (searched: Searched): Promise<Verbatim[]> => (await house.verbatims.page({ ...searched, limit: 50 }, PLAIN)).verbatims;
const marks = async (searched: Searched): Promise<string[]> => (await found(searched)).map(({ quotes, quoting }) => `${quotes[0]?.text.slice(0, 12)}: ${quoting}`);

test('at each verbatim stands whether its customer agreed to be quoted; a yes that is over is none, and our own words are nobody’s to ask', async () => {
  assert.deepEqual(await marks({ words: 'coat' }), ['My second co: agreed', 'We thank you: null', 'A warm coat.: not-asked', 'A coat like : not-asked', 'A dreadful c: refused', 'Ann Berg her: agreed']);
});

test('the filter leaves only words of those who agreed, in the list, as a file and in alerts; how many there are is told as far as was looked', async () => {
  assert.deepEqual(await marks({ words: 'coat', quotable: 'true' }), ['My second co: agreed', 'Ann Berg her: agreed']);
  assert.deepEqual((await house.verbatims.page({ words: 'coat', quotable: 'true', limit: 50 }, PLAIN)).total, { count: 2, isLeast: false });
  const rows: string[] = [];
  for await (const part of house.verbatims.file({ quotable: 'true' }, PLAIN)) if ('verbatims' in part) rows.push(...part.verbatims.map(({ quoting }) => String(quoting)));
  assert.deepEqual(rows, ['agreed', 'agreed']);
  const since = await house.verbatims.foundSince({ quotable: 'true' }, PLAIN, { receivedMs: 0, placedFromMs: 0 }, 100);
  assert.equal(since.numbers.length, 2);
  assert.deepEqual([...(await house.verbatims.countByDay({ quotable: 'true' }, PLAIN, '2026-06-01', 100)).days], [['2026-06-20', 2]]);
});

test('to be shown to others words are masked whoever asks, and have a name only where the customer agreed and the viewer may read it', async () => {
  const all = await found({ words: 'coat' });
  const shown = (begins: string, isMasked: boolean) => house.verbatims.quoteToShow(all.find(({ quotes }) => quotes[0]?.text.startsWith(begins))?.id ?? '', isMasked);
  const ann = await shown('Ann', false);
  assert.deepEqual([ann.name, ann.quoting], ['Ann Berg', 'agreed']);
  assert.match(ann.text, /^A•+ B•+ here: a lovely coat\. Write to a•+@•+\.example\.$/);
  assert.equal((await shown('Ann', true)).name, null);
  assert.deepEqual([(await shown('A dreadful', false)).name, (await shown('A dreadful', false)).quoting], [null, 'refused']);
  await assert.rejects(shown('We thank', false), (error: unknown) => error instanceof AppError && error.code === 'nothing-to-quote');
});

test('a wall shows words of those who agreed, masked for every role; of the others only when all are asked for, and never our own', async () => {
  const texts = async (query: Parameters<typeof house.verbatims.wall>[0]): Promise<string[]> => (await house.verbatims.wall(query)).quotes.map(({ text }) => text);
  const [newest, masked, ...others] = await texts({ words: 'coat' });
  assert.deepEqual([newest, others], ['My second coat came.', []]);
  assert.match(masked ?? '', /^A•+ B•+ here: a lovely coat\./);
  assert.deepEqual((await texts({ words: 'coat', all: 'true' })).length, 5);
  assert.deepEqual(await texts({ words: 'berg', all: 'true' }), [], 'nobody is found by a name that nobody reads there');
});

test('who takes a yes back is quoted no more, at once', async () => {
  await house.say(mail('ann', 'Do not quote me.', consents('withdrawn')));
  assert.deepEqual(await marks({ quotable: 'true' }), []);
  assert.deepEqual((await house.verbatims.wall({})).quotes, []);
  assert.deepEqual((await marks({ words: 'second coat' })), ['My second co: refused']);
});
