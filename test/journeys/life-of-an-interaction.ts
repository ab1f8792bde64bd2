import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TimelineItem } from '../../src/modules/interactions/contract.ts';
import { openLine } from './event-stream.ts';
import { answerOf, eventually, type RunningCustos } from './harness.ts';
import { customerOf, customerPage, customersFound, keyOf, minutesAgo, ordersOf, recorded, timelineOf } from './customers.ts';

/** The whole life of an interaction, told as tests on a running product. Each telling has people of its own, so that it can be told twice to one installation. */
export function lifeOfAnInteraction(running: () => RunningCustos, mark = 'life'): void {
  const email = (name: string): string => `${name}.${mark}@example.org`;
  const messageOf = (id: string, name: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => (
    { id: `${mark}-${id}`, channel: 'email', kind: 'message', direction: 'in', occurredAt: minutesAgo(90), identifiers: [{ type: 'email', value: email(name) }], text: 'Where is my parcel?', ...more });

  test('a message is answered with its number and stands on its customer’s timeline, once, however often it is sent', async () => {
    const custos = running();
    const message = messageOf('once', 'ida', { traits: { name: 'Ida Nordahl', city: 'Bergen' }, subjects: [{ type: 'order', id: `${mark}-A1` }], properties: { mailbox: 'help' }, weather: { seen: 'rain' } });
    const [first] = await custos.send([message]);
    assert.equal(first?.status, 'accepted');
    const again = await custos.send([message, message]);
    assert.deepEqual(again.map(({ status, reference }) => [status, reference]), [['duplicate', first.reference], ['duplicate', first.reference]]);
    await recorded(custos);
    const [item, ...others] = await timelineOf(custos, await customerOf(custos, `email:${email('ida')}`));
    assert.deepEqual(others, []);
    assert.deepEqual([item?.id, item?.sourceId, item?.source, item?.text, item?.office, item?.stage, item?.revision], [first.reference, `${mark}-once`, 'journeys', 'Where is my parcel?', 'service', 'support', 1]);
    assert.deepEqual(item?.properties, { mailbox: 'help', weather: { seen: 'rain' } }, 'fields that nobody foresaw are kept');
  });

  test('an order and its parcel are one state, folded from what shop, warehouse and carrier said in any order, each with its moment and its source', async () => {
    const custos = running();
    const order = `${mark}-A1`;
    const delivered = minutesAgo(20);
    const said = (id: string, minutes: number, about: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> =>
      ({ id, channel: 'order', kind: 'order-update', direction: 'internal', occurredAt: minutesAgo(minutes), identifiers: [{ type: 'order', value: order }], order: { id: order, ...about }, ...more });
    const sources = {
      carrier: [said('c2', 20, { parcels: [{ id: 'P1', state: 'delivered', deliveredAt: delivered }], state: 'delivered' }, { occurredAt: delivered }), said('c1', 60, { parcels: [{ id: 'P1', carrier: 'Posten', state: 'out-for-delivery' }] })],
      warehouse: [said('w1', 120, { state: 'shipped', parcels: [{ id: 'P1', shippedAt: minutesAgo(120), promisedAt: minutesAgo(70) }] })],
      shop: [said('s1', 240, { state: 'placed', currency: 'EUR', total: '249.90', lines: [{ product: 'jacket-1', name: 'Fjell jacket', quantity: 1, unitPrice: '249.90' }] }, { identifiers: [{ type: 'order', value: order }, { type: 'email', value: email('ida'), verified: 'paid-order' }] })],
    };
    for (const [source, interactions] of Object.entries(sources)) {
      await answerOf(custos.ask('/v1/interactions', { key: await keyOf(custos, `${source}-${mark}`), body: { interactions } }));
    }
    await recorded(custos);
    const ida = await customerOf(custos, `email:${email('ida')}`);
    const state = await eventually('the order is delivered, and all three were heard', async () => (await ordersOf(custos, ida)).find(({ id, state: now, history }) => id === order && now === 'delivered' && history.length === 3) ?? null);
    assert.deepEqual([state.totalMinor, state.currency, state.lines[0]?.name, state.asOf.source], ['24990', 'EUR', 'Fjell jacket', `carrier-${mark}`]);
    assert.deepEqual(state.history.map(({ state: then, source }) => [then, source]), [['placed', `shop-${mark}`], ['shipped', `warehouse-${mark}`], ['delivered', `carrier-${mark}`]]);
    const [parcel] = state.parcels;
    assert.deepEqual([state.parcels.length, parcel?.state, parcel?.carrier, parcel?.asOf.source], [1, 'delivered', 'Posten', `carrier-${mark}`]);
    assert.ok(parcel?.shippedAt !== null && parcel?.promisedAt !== null && parcel?.deliveredAt === delivered && parcel.asOf.at === delivered, JSON.stringify(parcel));
    const alone = await answerOf<{ customer: string; state: string }>(custos.ask(`/api/orders/${order}`, { cookie: custos.ownerSession }));
    assert.deepEqual([alone.customer, alone.state], [ida, 'delivered']);
    assert.deepEqual((await customerPage(custos, ida)).observedValue, [{ currency: 'EUR', minor: '24990', orders: 1 }]);
  });

  test('the latest word on a trait counts, though an older one arrives later', async () => {
    const custos = running();
    await custos.send([messageOf('moved', 'ida', { occurredAt: minutesAgo(10), traits: { city: 'Oslo' } })]);
    await custos.send([messageOf('old-form', 'ida', { occurredAt: minutesAgo(4_000), traits: { city: 'Tromsø', birthDate: '1988-02-29' } })]);
    await recorded(custos);
    const ida = await customerOf(custos, `email:${email('ida')}`);
    const page = await eventually('the birth date is known', async () => { const seen = await customerPage(custos, ida); return seen.traits.some(({ name }) => name === 'birthDate') ? seen : null; });
    const city = page.traits.find(({ name }) => name === 'city');
    assert.deepEqual([page.name, city?.value, city?.source, city?.others], ['Ida Nordahl', 'Oslo', 'journeys', 2]);
  });

  test('an edited review is shown and counted once, in its latest wording; its repeat is known, and a late older version never replaces it', async () => {
    const custos = running();
    // One moment for all wordings: a minute that passes meanwhile would be another change.
    const occurredAt = minutesAgo(40);
    const review = (version: number, text: string): Record<string, unknown> => messageOf('review', 'rune', { occurredAt, channel: 'review', kind: 'review-written', direction: 'public', version, text, rating: { value: version, min: 1, max: 5, scale: 'stars' } });
    const statuses: string[] = [];
    for (const wording of [review(2, 'A cold jacket.'), review(4, 'A warm jacket after all.'), review(3, 'Still in doubt.'), review(2, 'A cold jacket.'), review(4, 'A warm jacket after all.')]) {
      statuses.push(...(await custos.send([wording])).map(({ status }) => status));
    }
    assert.deepEqual(statuses, ['accepted', 'revised', 'revised', 'duplicate', 'duplicate']);
    await recorded(custos);
    const rune = await customerOf(custos, `email:${email('rune')}`);
    const items = await timelineOf(custos, rune);
    assert.deepEqual(items.map(({ text, rating }) => [text, rating?.value, rating?.max]), [['A warm jacket after all.', 4, 5]]);
    assert.deepEqual(await timelineOf(custos, rune, 'text=cold'), [], 'what was edited away is not found');
    assert.equal((await customerPage(custos, rune)).interactions, 1);
  });

  test('a source that corrects what it said about somebody is believed: the corrected name and town stand, though they are of the same moment', async () => {
    const custos = running();
    const occurredAt = minutesAgo(30);
    const form = (version: number, traits: Readonly<Record<string, string>>): Record<string, unknown> => messageOf('form', 'olav', { channel: 'web', kind: 'form-sent', occurredAt, version, traits });
    await custos.send([messageOf('earlier', 'olav', { traits: { name: 'Olav Nordli', city: 'Oslo' } })]);
    for (const [version, name, city] of [[1, 'Olaf Nordly', 'Bergn'], [2, 'Olav Nordli', 'Bergen']] as const) await custos.send([form(version, { name, city })]);
    await recorded(custos);
    const olav = await customerOf(custos, `email:${email('olav')}`);
    const page = await eventually('the traits are there', async () => { const seen = await customerPage(custos, olav); return seen.traits.some(({ value }) => value === 'Bergen') ? seen : null; });
    assert.deepEqual([page.name, page.traits.find(({ name }) => name === 'city')?.value], ['Olav Nordli', 'Bergen']);
  });

  test('a customer is found by name, by any identifier in any spelling, and by order number', async () => {
    const custos = running();
    await custos.send([messageOf('numbers', 'ida', { occurredAt: minutesAgo(5), identifiers: [{ type: 'email', value: email('ida') }, { type: 'phone', value: '+47 22 33 44 55' }, { type: 'loyalty', value: `FJ-${mark}-9` }, { type: 'crm-contact', value: `crm ${mark}` }] })]);
    await recorded(custos);
    const ida = await customerOf(custos, `email:${email('ida')}`);
    const questions = [{ q: 'Ida Nordahl' }, { q: 'nordahl ida' }, { q: email('ida').toUpperCase() }, { q: '+4722334455' }, { q: `FJ-${mark}-9` }, { q: `${mark}-A1` }, { q: ida },
      { identifier: `email:${email('IDA')}` }, { identifier: 'phone:+47 2233 4455' }, { identifier: `loyalty:FJ-${mark}-9` }, { identifier: `crm-contact:crm ${mark}` }, { identifier: `order:${mark}-A1` }];
    for (const question of questions) {
      const found = await customersFound(custos, question);
      assert.ok(found.some(({ id }) => id === ida), `${JSON.stringify(question)} finds ${JSON.stringify(found)}`);
    }
    assert.deepEqual(await customersFound(custos, { q: 'Nobody of this name' }), []);
  });

  test('two customers become one when somebody signs in as both; the timeline is one, and the former id still answers', async () => {
    const custos = running();
    const phone = { type: 'phone', value: '+4790000001' };
    await custos.send([messageOf('by-mail', 'mia'), messageOf('by-phone', 'mia', { channel: 'call', kind: 'call-ended', identifiers: [phone], text: 'It is late.' })]);
    await recorded(custos);
    const [byMail, byPhone] = [await customerOf(custos, `email:${email('mia')}`), await customerOf(custos, `phone:${phone.value}`)];
    assert.notEqual(byMail, byPhone);
    const pages = await Promise.all([byMail, byPhone].map((id) => openLine(custos, `/api/customers/${id}/live`)));
    await custos.send([messageOf('login', 'mia', { channel: 'web', kind: 'signed-in', occurredAt: minutesAgo(2), identifiers: [{ type: 'email', value: email('mia'), verified: 'login' }, { ...phone, verified: 'login' }] })]);
    await recorded(custos);
    const one = await customerOf(custos, `email:${email('mia')}`);
    assert.equal(await customerOf(custos, `phone:${phone.value}`), one);
    for (const id of [byMail, byPhone]) {
      assert.equal((await customerPage(custos, id)).id, one);
      assert.deepEqual((await timelineOf(custos, id)).map(({ sourceId }) => sourceId).sort(), ['by-mail', 'by-phone', 'login'].map((name) => `${mark}-${name}`));
    }
    assert.deepEqual((await customerPage(custos, one)).formerIds, [byMail, byPhone].filter((id) => id !== one));
    for (const page of pages) await page.next('the page is told to look again', ({ event }) => event === 'missed');
    await custos.send([messageOf('as-one', 'mia', { occurredAt: minutesAgo(0), text: 'Still me.' })]);
    for (const page of pages) await page.next('both pages hear the joined customer', ({ data }) => (data as TimelineItem).text === 'Still me.');
    for (const page of pages) await page.close();
  });

  test('a join that somebody made by hand can be taken back, and each has their own history again', async () => {
    const custos = running();
    await custos.send([messageOf('from-per', 'per'), messageOf('from-pia', 'pia')]);
    await recorded(custos);
    const [per, pia] = [await customerOf(custos, `email:${email('per')}`), await customerOf(custos, `email:${email('pia')}`)];
    const { decision, customer } = await answerOf<{ decision: string; customer: string }>(custos.ask(`/api/customers/${per}/identity/join`, { cookie: custos.ownerSession, body: { with: pia, reason: 'They live together and share an account' } }));
    const sourceIds = async (id: string): Promise<string[]> => (await timelineOf(custos, id)).map(({ sourceId }) => sourceId).sort();
    assert.deepEqual(await sourceIds(customer), [`${mark}-from-per`, `${mark}-from-pia`]);
    await answerOf(custos.ask(`/api/identity/decisions/${decision}/undo`, { cookie: custos.ownerSession, body: {} }));
    assert.deepEqual([await sourceIds(per), await sourceIds(pia)], [[`${mark}-from-per`], [`${mark}-from-pia`]]);
    assert.deepEqual([await customerOf(custos, `email:${email('per')}`), await customerOf(custos, `email:${email('pia')}`)], [per, pia]);
  });

  test('an open customer page hears a new interaction and its revision as they arrive, and nothing of anybody else', async () => {
    const custos = running();
    const page = await openLine(custos, `/api/customers/${await customerOf(custos, `email:${email('rune')}`)}/live`);
    await custos.send([messageOf('live', 'rune', { occurredAt: minutesAgo(0), text: 'Is anybody there?' }), messageOf('not-his', 'somebody')]);
    const isText = (text: string) => ({ event, data }: { event: string; data: unknown }): boolean => event === 'interaction' && (data as TimelineItem).text === text;
    await page.next('the new message is heard', isText('Is anybody there?'));
    await custos.send([messageOf('live', 'rune', { occurredAt: minutesAgo(0), text: 'Found it, thank you.' })]);
    const revision = await page.next('its revision is heard', isText('Found it, thank you.'));
    assert.equal((revision.data as TimelineItem).sourceId, `${mark}-live`);
    await page.close();
    assert.deepEqual([...new Set(page.heard.map(({ data }) => (data as TimelineItem).sourceId))], [`${mark}-live`]);
  });
}
