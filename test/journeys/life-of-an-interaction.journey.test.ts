import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Pulse, TimelineItem } from '../../src/modules/interactions/contract.ts';
import { customerOf, customerPage, recorded, timelineOf } from './customers.ts';
import { EVERY_CHANNEL, everyChannelOf, HOUR_OF_TURNS } from './every-channel.ts';
import { answerOf, eventually, startCustos, type RunningCustos } from './harness.ts';
import { lifeOfAnInteraction } from './life-of-an-interaction.ts';

let custos: RunningCustos;
before(async () => { custos = await startCustos(); });
after(() => custos?.stop());

lifeOfAnInteraction(() => custos);

test('every kind of channel is heard, and what one person lived through is one timeline', async (t) => {
  const sent = everyChannelOf('every');
  const results = await custos.send(sent);
  assert.deepEqual(results.filter(({ status }) => status !== 'accepted'), []);
  await recorded(custos);
  const ida = await customerOf(custos, 'email:ida.every@example.org');
  const items = new Map((await timelineOf(custos, ida)).map((item) => [item.sourceId, item]));
  for (const [place, { title, who, sent: example }] of EVERY_CHANNEL.entries()) {
    const item = items.get(`every-${place}`);
    if (who === null) {
      await t.test(`${title} is on nobody’s timeline`, () => { assert.equal(item, undefined); });
    } else {
      await t.test(`${title} is on the timeline as it was sent`, () => { assertAsSent(item, example); });
    }
  }
});

function assertAsSent(item: TimelineItem | undefined, example: Readonly<Record<string, unknown>>): void {
  assert.ok(item !== undefined, 'it is missing');
  for (const field of ['channel', 'kind', 'direction', 'title', 'text', 'durationSeconds', 'language'] as const) {
    if (example[field] !== undefined) assert.equal(item[field], example[field]);
  }
  if (example['claims'] !== undefined) assert.deepEqual(item.claims.map(({ text }) => text), (example['claims'] as { text: string }[]).map(({ text }) => text));
  if (example['subjects'] !== undefined) assert.deepEqual(item.subjects.map(({ type, id }) => `${type} ${id}`), (example['subjects'] as { type: string; id: string }[]).map(({ type, id }) => `${type} ${id}`));
  assert.ok(['brand', 'service'].includes(item.office) && item.stage !== '', `${item.office} ${item.stage}`);
}

test('ratings keep their scale, money its currency and its exact minor units, a survey its question and answers', async () => {
  const items = await timelineOf(custos, await customerOf(custos, 'email:ida.every@example.org'));
  const ofKind = (kind: string): TimelineItem => items.find((item) => item.kind === kind) ?? assert.fail(kind);
  assert.deepEqual(ofKind('review-written').rating, { value: 2, min: 1, max: 5, scale: 'stars', question: null });
  assert.deepEqual(ofKind('survey-answered').rating, { value: 3, min: 0, max: 10, scale: 'nps', question: 'How likely are you to recommend us?' });
  assert.deepEqual(ofKind('survey-answered').properties['answers'], [{ question: 'Why?', value: 'The parcel never came' }]);
  const amounts = Object.fromEntries(['order-placed', 'payment-taken', 'item-returned', 'renewal'].map((kind) => [kind, ofKind(kind).amounts.map(({ role, amountMinor, currency }) => `${role} ${amountMinor} ${currency}`)]));
  assert.deepEqual(amounts, { 'order-placed': ['total 24990 EUR'], 'payment-taken': ['price 39000 JPY'], 'item-returned': ['refund -24990 EUR'], renewal: ['total 9990 KWD'] });
});

test('an hour-long call keeps each of its turns, and any word said in it finds it', async () => {
  const ida = await customerOf(custos, 'email:ida.every@example.org');
  const [call] = await timelineOf(custos, ida, 'channel=call');
  assert.deepEqual(call?.turns, HOUR_OF_TURNS.map(({ speaker, who, text, offsetMs }) => ({ speaker, who, text, offsetMs })));
  assert.deepEqual((await timelineOf(custos, ida, `text=${encodeURIComponent('TURN 239:')}`)).map(({ kind }) => kind), ['call-ended']);
});

test('the timeline can be read by channel, office and stage, and page by page without gap or repeat', async () => {
  const ida = await customerOf(custos, 'email:ida.every@example.org');
  const all = await timelineOf(custos, ida);
  for (const office of ['brand', 'service']) assert.deepEqual((await timelineOf(custos, ida, `office=${office}`)).map(({ id }) => id), all.filter((item) => item.office === office).map(({ id }) => id));
  assert.deepEqual((await timelineOf(custos, ida, 'stage=returns')).map(({ kind }) => kind), ['item-returned']);
  const paged: string[] = [];
  let before = '';
  do {
    const page = await answerOf<{ items: TimelineItem[]; next: string | null }>(custos.ask(`/api/customers/${ida}/timeline?limit=7${before === '' ? '' : `&before=${before}`}`, { cookie: custos.ownerSession }));
    paged.push(...page.items.map(({ id }) => id));
    before = page.next ?? '';
  } while (before !== '');
  assert.deepEqual(paged, all.map(({ id }) => id));
  assert.equal((await customerPage(custos, ida)).interactions, all.length);
});

test('Today counts what arrived, also what nobody was identified by', async () => {
  const pulse = await eventually('the advertisement is counted', async () => {
    const now = await answerOf<Pulse>(custos.ask('/api/today/pulse', { cookie: custos.ownerSession }));
    return now.channels.some(({ channel, lastHour }) => channel === 'ad' && lastHour === 2) ? now : null;
  });
  assert.deepEqual([pulse.waiting, pulse.refusedOpen], [0, 0]);
  assert.equal(pulse.channels.find(({ channel }) => channel === 'ad')?.office, 'brand');
});
