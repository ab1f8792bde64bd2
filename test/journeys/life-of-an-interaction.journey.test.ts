import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Answer } from '../../src/modules/customers/contract.ts';
import type { Calendar } from '../../src/modules/people/contract.ts';
import type { Pulse, TimelineItem } from '../../src/modules/interactions/contract.ts';
import type { HeldStatusSetting } from '../../src/modules/subjects/contract.ts';
import type { ToldAgainstFact } from '../../src/modules/voice/contract.ts';
import { customerOf, customerPage, minutesAgo, recorded, timelineOf } from './customers.ts';
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

const hoursAgo = (hours: number): string => minutesAgo(hours * 60);

test('whoever asks hears how things truly stand, in their language, of their own orders alone; and what was told too early stands beside what was true', async () => {
  const email = (name: string) => ({ type: 'email', value: `${name}.answers@example.org` });
  const news = (id: string, hours: number, state: string, name: string | null, more: Readonly<Record<string, unknown>> = {}) => ({ id, channel: 'order', kind: 'order-update', direction: 'internal', occurredAt: hoursAgo(hours), identifiers: name === null ? [{ type: 'order', value: 'ANS-1' }] : [{ ...email(name), verified: 'paid-order' }], order: { id: 'ANS-1', state, ...more } });
  const parcel = (more: object) => ({ parcels: [{ id: 'ANS-P', ...more }] });
  await custos.send([
    news('ans-1', 90, 'placed', 'liv', { promisedAt: hoursAgo(50), lines: [{ product: 'skarv', quantity: 1 }] }), news('ans-2', 20, 'shipped', null, parcel({ state: 'shipped', shippedAt: hoursAgo(20) })),
    { id: 'ans-3', channel: 'sms', kind: 'message-sent', direction: 'out', occurredAt: hoursAgo(60), identifiers: [email('liv')], subjects: [{ type: 'order', id: 'ANS-1' }], text: 'Hello Liv, your parcel is out for delivery today. Thank you for waiting so long.', language: 'en' },
    { id: 'ans-4', channel: 'return', kind: 'return-announced', direction: 'in', occurredAt: hoursAgo(9), identifiers: [email('liv')], subjects: [{ type: 'order', id: 'ANS-1' }, { type: 'return', id: 'ANS-R' }] },
    { id: 'ans-5', channel: 'email', kind: 'message', direction: 'in', occurredAt: hoursAgo(8), identifiers: [email('per')], order: { id: 'ANS-1' }, text: 'What about the order of Liv?' },
  ]);
  await recorded(custos);
  const [liv, per] = [await customerOf(custos, 'email:liv.answers@example.org'), await customerOf(custos, 'email:per.answers@example.org')];
  const asked = (id: string, query: string) => custos.ask(`/api/customers/${id}/answer${query}`, { cookie: custos.ownerSession });
  const told = await eventually('order and refund are known', async () => { const now = await answerOf<Answer>(asked(liv, '')); return now.parts.length === 2 ? now : null; });
  assert.deepEqual(told.parts.map(({ about, known, late }) => [about.type, about.id, known, late]), [['order', 'ANS-1', true, true], ['refund', 'ANS-R', true, false]]);
  assert.match(told.sentence, /^Your order ANS-1 left us on .* It was promised by .* and is 2 days late\. The refund for order ANS-1 was asked for on /);
  assert.deepEqual([told.who, told.by, told.facts.find(({ what }) => what === 'parcel ANS-P state')?.value], [null, null, 'shipped']);
  assert.match((await answerOf<Answer>(asked(liv, '?about=refund:ANS-1&language=de-AT'))).sentence, /^Um die Erstattung für die Bestellung ANS-1 wurde am /);
  for (const about of ['order:ANS-1', 'order:NO-SUCH', 'refund:ANS-R']) assert.equal((await asked(per, `?about=${about}`)).status, 404, `${about} is not of who only spoke of it`);
  assert.equal((await asked(liv, '?about=person:liv')).status, 400);
  const [sms] = (await timelineOf(custos, liv, 'channel=sms')).map(({ id }) => id);
  const { told: early } = await eventually('what was told is read', async () => { const now = await answerOf<{ told: ToldAgainstFact[] }>(custos.ask(`/api/voice/told?ids=${sms ?? ''}`, { cookie: custos.ownerSession })); return now.told.length > 0 ? now : null; });
  assert.deepEqual(early.map(({ kind, because, stage, order }) => [kind, because, stage, order]), [['out-for-delivery', 'later', 'shipped', 'ANS-1']]);
});

test('a problem that a person opens is an interaction like all others, and is told to whom it touches until it is over', async () => {
  const liv = await customerOf(custos, 'email:liv.answers@example.org');
  const say = (word: object) => answerOf<{ id: string }>(custos.ask('/api/incidents', { cookie: custos.ownerSession, body: { id: null, turn: 'opened', title: 'Zips of the Skarv break', tell: 'New zips come next week.', since: null, nextUpdateAt: null, affects: [{ type: 'product', id: 'skarv' }], ...word } }));
  const answer = () => answerOf<Answer>(custos.ask(`/api/customers/${liv}/answer`, { cookie: custos.ownerSession }));
  const { id } = await say({});
  const open = await eventually('the problem is told', async () => { const now = await answer(); return now.parts.some(({ about }) => about.type === 'incident') ? now : null; });
  assert.match(open.sentence, /A known problem touches it: Zips of the Skarv break \(since .*\)\. .*There is a known problem since .*: Zips of the Skarv break\. New zips come next week\.$/);
  const alone = await answerOf<Answer>(custos.ask(`/api/customers/${liv}/answer?about=order:ANS-1`, { cookie: custos.ownerSession }));
  assert.match(alone.sentence, /A known problem touches it: Zips of the Skarv break \(since .*\)\. New zips come next week\.$/);
  await say({ id, turn: 'closed', affects: [] });
  await eventually('it is over', async () => ((await answer()).parts.every(({ about }) => about.type !== 'incident') ? true : null));
  await recorded(custos);
  const nobody = await answerOf<{ items: TimelineItem[] }>(custos.ask('/api/nobody/timeline?channel=staff', { cookie: custos.ownerSession }));
  assert.deepEqual(nobody.items.map(({ kind }) => kind).filter((kind) => kind.startsWith('incident-')), ['incident-closed', 'incident-opened']);
});

test('who tells what is not known, and by when, is said only once somebody decided it', async () => {
  const liv = await customerOf(custos, 'email:liv.answers@example.org');
  await custos.send([{ id: 'ans-9', channel: 'order', kind: 'order-placed', direction: 'in', occurredAt: hoursAgo(24 * 12), identifiers: [{ type: 'email', value: 'liv.answers@example.org' }], order: { id: 'ANS-9', state: 'placed' } }]);
  await recorded(custos);
  const answer = () => custos.ask(`/api/customers/${liv}/answer?about=order:ANS-9`, { cookie: custos.ownerSession });
  const unknown = await eventually('the order is known', async () => { const response = await answer(); return response.status === 200 ? (await response.json()) as Answer : null; });
  assert.deepEqual([unknown.known, unknown.who, unknown.by], [false, null, null]);
  const { setting } = await answerOf<HeldStatusSetting>(custos.ask('/api/status-setting', { cookie: custos.ownerSession }));
  await answerOf(custos.ask('/api/status-setting', { cookie: custos.ownerSession, method: 'PUT', body: { ...setting, office: { name: 'Our service office', hours: 4 } } }));
  const named = await answerOf<Answer>(answer());
  assert.deepEqual([named.who, named.by], ['Our service office', null], 'hours that nobody confirmed name no moment');
  const { calendars: [office] } = await answerOf<{ calendars: Calendar[] }>(custos.ask('/api/calendars', { cookie: custos.ownerSession }));
  const always = Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]);
  await answerOf(custos.ask('/api/calendars/office-hours', { cookie: custos.ownerSession, method: 'PUT', body: { name: 'Office hours', hours: { ...office?.hours, week: always }, basedOn: office?.version ?? 0 } }));
  const known = await answerOf<Answer>(answer());
  const hours = (Date.parse(known.by ?? '') - Date.now()) / 3_600_000;
  assert.ok(known.who === named.who && hours > 3.9 && hours < 4.1, String(known.by));
  assert.match(known.sentence, /How it stands now we do not know: our last news is of .*\. Our service office will tell you by .*\.$/);
});
