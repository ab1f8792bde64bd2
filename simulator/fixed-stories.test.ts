import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCompany } from './index.ts';
import type { TruthLine } from './index.ts';

const first = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const DAY_MS = 86_400_000;

for (const seed of [first, first + 1, first + 2, first + 3, first + 4]) {
  const endsAt = Date.UTC(2026, 0, 5) + ((seed * 7_919) % 300) * DAY_MS + ((seed * 31) % 1_440) * 60_000;
  const company = createCompany({ seed, customers: 30, grammar: seed % 2 === 0 ? 'open' : 'held-out', endsAt });
  const items = [...company.history()];
  const truth = [...company.truth()];
  const story = (name: string) => truth.find((line): line is Extract<TruthLine, { kind: 'story' }> => line.kind === 'story' && line.name === name);
  const refs = new Map(items.map((item) => [`${item.source ?? ''}:${item.id}`, item]));

  test(`the parcel: five asks in nine days over four channels and four people, every department green (seed ${seed})`, () => {
    const parcel = story('parcel');
    const issue = truth.find((line): line is Extract<TruthLine, { kind: 'issue' }> => line.kind === 'issue' && line.order === parcel?.order && line.topic === 'parcel-late');
    assert.ok(parcel !== undefined && issue !== undefined);
    const asked = issue.asked.map(({ ref, agent }) => ({ item: refs.get(ref), agent }));
    assert.equal(asked.length, 5);
    assert.equal(new Set(asked.map(({ item }) => item?.channel)).size, 4);
    assert.equal(new Set(asked.map(({ agent }) => agent)).size, 4);
    const days = asked.map(({ item }) => Math.floor(Date.parse(item?.occurredAt ?? '') / DAY_MS));
    assert.equal((days.at(-1) ?? 0) - (days[0] ?? 0) + 1, 9);

    const own = items.filter(({ subjects, order, kind }) => kind !== 'order-placed' && (order?.id === parcel.order || subjects?.some(({ id }) => id === parcel.order) === true));
    const left = items.find(({ kind, order }) => kind === 'parcel-shipped' && order?.id === parcel.order);
    const told = own.find(({ channel }) => channel === 'sms');
    assert.ok(left !== undefined && told !== undefined);
    assert.match(told.text ?? '', /out for delivery/i);
    assert.equal(Date.parse(left.occurredAt) - Date.parse(told.occurredAt), 2 * DAY_MS);
    const call = asked.find(({ item }) => item?.channel === 'call')?.item;
    assert.ok(items.some((item) => item.id === call?.id && item.turns?.some(({ text }) => /out for delivery/i.test(text)) === true));
    assert.ok(Number(call?.properties?.['waitSeconds']) < 20, 'the call was taken in time');
    assert.ok(items.some(({ kind }) => kind === 'mail-opened'));
    assert.ok(items.some(({ channel, rating }) => channel === 'survey' && rating?.value === 4.6));
    const figures = items.filter(({ kind, occurredAt }) => kind === 'department-figure' && Date.parse(occurredAt) > endsAt - 15 * DAY_MS);
    assert.ok(figures.some(({ properties }) => properties?.['value'] === '96 %') && figures.some(({ properties }) => properties?.['value'] === '4.6 of 5'));

    const review = items.find(({ kind, identifiers }) => kind === 'review-written' && identifiers?.some(({ type, value }) => type === 'order' && value === parcel.order) === true);
    assert.equal(review?.rating?.value, 1);
    assert.doesNotMatch(JSON.stringify(review), /Maren|Holloway/);
    assert.ok(Date.parse(review?.occurredAt ?? '') > Date.parse(asked[4]?.item?.occurredAt ?? ''));
  });

  test(`"you never explain twice" is broken between bot and phone, and the Fjell jacket goes back for the claim (seed ${seed})`, () => {
    const twice = story('explain-twice')?.evidence.map((ref) => refs.get(ref));
    assert.deepEqual(twice?.map((item) => item?.channel), ['bot', 'call']);
    const fjell = story('fjell');
    const [review, praise] = fjell?.evidence.map((ref) => refs.get(ref)) ?? [];
    assert.ok((review?.rating?.value ?? 5) <= 2 && (praise?.rating?.value ?? 0) >= 4);
    assert.ok(items.some(({ kind, subjects, text }) => kind === 'return-announced' && subjects?.some(({ id }) => id === fjell?.order) === true && /not warm/.test(text ?? '')));
  });
}
