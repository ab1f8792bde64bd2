import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { voiceEngines, voiceHouse, type VoiceEngines } from '../../../../test/engines/voice-house.ts';
import { maskText } from '../../../kernel/personal-data.ts';
import { ch } from '../../../platform/clickhouse/sql.ts';
import { embedderSource, INSTALL, isInstalled, openEmbedder } from '../../../platform/models/embedder.ts';
import { sql } from '../../../platform/pg/sql.ts';
import { createMeaning, createReadings, createVerbatims } from '../index.ts';
import type { Verbatim } from '../verbatims/contract.ts';
import type { Reader } from '../verbatims/verbatims.ts';
import type { AlikeVerbatims, MeaningShare } from './contract.ts';

const CLEAR: Reader = { isMasked: false, mask: (one) => one };
const MASKED: Reader = { isMasked: true, mask: (one: Verbatim) => ({ ...one, name: null, quotes: one.quotes.map((quote) => ({ ...quote, text: maskText(quote.text, one.signed) })) }) };
let engines: VoiceEngines;

async function open(isOn: boolean) {
  const life = voiceHouse(engines, Date.now);
  const { database, analytics, outbox, interactions, log, clock } = life;
  const readings = await createReadings({ database, analytics, outbox, interactions, log, clock });
  const meaning = await createMeaning({ ...life, readings, verbatims: createVerbatims(life), embedder: await embedderSource(isOn ? 'use-lite' : null) });
  await life.begin(readings, meaning);
  return {
    ...life, meaning,
    /** Waits until the share is as wanted. */
    async share(wanted: Omit<MeaningShare, 'isListing'>): Promise<void> {
      for (let tries = 0; ; tries += 1) {
        const { share } = await meaning.state();
        if (share !== null && !share.isListing && share.texts === wanted.texts && share.readable === wanted.readable && share.embedded === wanted.embedded) return;
        assert.ok(tries < 600, `the share is ${JSON.stringify(share)}, not ${JSON.stringify(wanted)}`);
        await new Promise((resolve) => { setTimeout(resolve, 100); });
      }
    },
  };
}

const mail = (id: string, text: string, more: object = {}): object => ({ id, channel: 'email', kind: 'message', direction: 'in', occurredAt: '2026-06-20T10:00:00Z', identifiers: [{ type: 'email', value: `${id}@x.example` }], text, ...more });
const words = ({ verbatims }: AlikeVerbatims): string[] => verbatims.map(({ quotes }) => quotes[0]?.text ?? '');
const cursors = async (): Promise<number> => (await engines.database.rows(sql`select consumer from platform.outbox_cursor where consumer = 'voice-meanings'`)).length;

describe('meaning', { skip: isInstalled('use-lite') ? false : `needs the packages that are not part of Custos (${openEmbedder.name}): ${INSTALL}` }, () => {
  let house: Awaited<ReturnType<typeof open>>;
  before(async () => {
    engines = await voiceEngines();
    house = await open(false);
    await house.say(
      mail('parcel', 'Where is my parcel? It should have been here a week ago.', { identifiers: [{ type: 'email', value: 'kari@x.example' }], traits: { name: 'Kari Quackenbush' } }),
      mail('package', 'The package has still not been delivered to my house.'),
      mail('login', 'I cannot sign in to my account, the password is refused.'),
      mail('german', 'Ich warte seit einer Woche auf mein Paket und niemand antwortet mir.'),
      mail('ours', 'Your parcel is on its way to you.', { direction: 'out' }),
      mail('named', 'Kari Quackenbush is asking again: when do I get my money back?', { identifiers: [{ type: 'email', value: 'kari@x.example' }] }),
    );
  });
  after(async () => {
    await house.end();
    await engines.close();
  });

  test('switched off it says so with what to type, keeps nothing and holds nothing up', async () => {
    const state = await house.meaning.state();
    assert.deepEqual([state.embedder, state.share, state.install], [null, null, INSTALL]);
    assert.deepEqual(await house.meaning.alike({ words: 'late', limit: 5 }, CLEAR), { because: 'off', to: null, verbatims: [], isMore: false, share: null });
    assert.deepEqual([(await engines.analytics.rows(ch`select 1 from voice_meanings`)).length, await cursors()], [0, 0]);
  });

  test('switched on it embeds the history by itself: of the customers’ texts those in its language', async () => {
    await house.end();
    house = await open(true);
    await house.share({ texts: 5, readable: 4, embedded: 4 });
  });

  test('texts are found by what they mean, the most alike first, in other words than were typed', async () => {
    const found = await house.meaning.alike({ words: 'delivery has not arrived', limit: 2 }, CLEAR);
    assert.deepEqual(words(found).toSorted(), ['The package has still not been delivered to my house.', 'Where is my parcel? It should have been here a week ago.']);
    const [first, second] = found.verbatims;
    assert.ok(first !== undefined && second !== undefined && first.likeness >= second.likeness && first.likeness < 1 && second.likeness > 0.4, `${first?.likeness} ${second?.likeness}`);
    assert.ok(found.isMore);
    const [login] = words(await house.meaning.alike({ words: 'forgot how to log on', limit: 1 }, CLEAR));
    assert.match(login ?? '', /sign in/);
    assert.deepEqual(words(await house.meaning.alike({ words: 'delivery has not arrived', channel: 'chat', limit: 5 }, CLEAR)), []);
  });

  test('what comes in is embedded too; texts like one are found without itself, copies of one text once, with how many they are', async () => {
    await house.say(...['a', 'b', 'c'].map((one) => mail(`copy-${one}`, 'Still waiting for the parcel that I ordered.')));
    await house.share({ texts: 8, readable: 7, embedded: 7 });
    const { verbatims: [like] } = await house.meaning.alike({ words: 'Where is my parcel? It should have been here a week ago.', limit: 1 }, CLEAR);
    assert.ok(like !== undefined && like.likeness > 0.99);
    const found = await house.meaning.alike({ to: like.id, limit: 2 }, CLEAR);
    assert.equal(found.to?.id, like.id);
    assert.ok(found.verbatims.every(({ id }) => id !== like.id));
    assert.deepEqual(found.verbatims.filter(({ same }) => same > 1).map(({ quotes, same }) => [quotes[0]?.text, same]), [['Still waiting for the parcel that I ordered.', 3]]);
  });

  test('a text in another language, and one of the company, say why nothing is like them', async () => {
    const { said } = await house.interactions.saidAfter({ home: 0, placedMs: 0, number: 0 }, 100);
    const idOf = async (text: string): Promise<string> => (await house.interactions.saidBy(said.map(({ number }) => number))).find(({ item }) => item.text === text)?.item.id ?? assert.fail(text);
    assert.equal((await house.meaning.alike({ to: await idOf('Ich warte seit einer Woche auf mein Paket und niemand antwortet mir.'), limit: 5 }, CLEAR)).because, 'other-language');
    assert.equal((await house.meaning.alike({ to: await idOf('Your parcel is on its way to you.'), limit: 5 }, CLEAR)).because, 'nothing-said');
    await assert.rejects(house.meaning.alike({ to: 'int_zzz', limit: 5 }, CLEAR));
    await assert.rejects(house.meaning.alike({ limit: 5 }, CLEAR), { code: 'one-question' });
  });

  test('whoever reads names masked reads them masked here, and a name is in no vector', async () => {
    const masked = await house.meaning.alike({ words: 'when is the refund coming', limit: 10 }, MASKED);
    assert.ok(words(masked).some((text) => text.includes('money back')) && words(masked).every((text) => !text.includes('Quackenbush')), words(masked).join(' | '));
    const typed = await house.meaning.alike({ words: 'is asking again: when do I get my money back?', limit: 1 }, CLEAR);
    assert.ok((typed.verbatims[0]?.likeness ?? 0) > 0.99, 'the vector is of the words without the name');
  });

  test('a correction is found by its new words alone, and what says nothing any more is not found', async () => {
    await house.say(mail('login', 'The blue jacket is too small for me.', { version: 2 }), mail('package', '', { version: 2 }));
    await house.share({ texts: 7, readable: 6, embedded: 6 });
    assert.match(words(await house.meaning.alike({ words: 'this coat does not fit', limit: 1 }, CLEAR))[0] ?? '', /jacket/);
    const rest = words(await house.meaning.alike({ words: 'the password is refused', limit: 50 }, CLEAR));
    assert.ok(rest.every((text) => !text.includes('password') && !text.includes('package')));
  });

  test('switched off and on again it catches up with what was said meanwhile, and embeds nothing twice', async () => {
    const at = async (): Promise<string> => JSON.stringify(await engines.analytics.rows(ch`select number, vector from voice_meanings final where outcome = 'embedded' order by number limit 3`));
    const before = await at();
    await house.end();
    assert.equal(await cursors(), 1);
    house = await open(false);
    assert.equal(await cursors(), 0, 'no event is kept for what is switched off');
    await house.say(mail('meanwhile', 'The invoice shows the wrong amount of money.'));
    await house.end();
    house = await open(true);
    await house.share({ texts: 8, readable: 7, embedded: 7 });
    assert.equal(await at(), before);
  });

  test('with a person their vectors go', async () => {
    const rows = async (): Promise<{ home: string; node: string }[]> => engines.analytics.rows(ch`select distinct home, node from voice_meanings where node in (select node from interactions_log where text like '%Quackenbush%')`);
    const theirs = await rows();
    assert.ok(theirs.length > 0);
    const counts = await house.interactions.eraseHistory(theirs.map(({ home }) => Number(home)), theirs.map(({ node }) => Number(node)));
    assert.ok((counts['voice_meanings'] ?? 0) >= 1);
    assert.deepEqual(words(await house.meaning.alike({ words: 'when do I get my money back?', limit: 50 }, CLEAR)).filter((text) => text.includes('money back')), []);
    await house.share({ texts: 7, readable: 6, embedded: 6 });
  });
});
