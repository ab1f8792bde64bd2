import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCompany } from '../../simulator/index.ts';
import type { InteractionInput } from '../../src/modules/interactions/contract.ts';
import { parseStep } from '../../src/modules/interactions/parse-step.ts';
import { staffParts } from '../../src/modules/interactions/contract.ts';
import { FIRST_STATUS_SETTING } from '../../src/modules/subjects/contract.ts';
import { foldOrder, type OrderFact } from '../../src/modules/subjects/order.ts';
import { sightingsOf } from '../../src/modules/subjects/sightings.ts';
import { orderStanding } from '../../src/modules/subjects/status/order-standing.ts';
import { sayStatements } from '../../src/modules/subjects/status/sentences/say-standing.ts';
import { staffFacts } from '../../src/modules/voice/reading/staff/read-staff.ts';
import { factAgainst } from '../../src/modules/voice/told/hold-against-facts.ts';
import { heldFacts } from '../../src/modules/voice/told/told-against-fact.ts';
import { testSeed } from '../chance.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const first = testSeed();

/** What an item says of an order, as it is taken in. */
function orderFact(item: InteractionInput, interaction: number): OrderFact | null {
  const parsed = parseStep(item, item.source ?? 'shop', 'UTC', Date.parse(item.occurredAt) + 1);
  assert.ok(parsed.ok, JSON.stringify(parsed));
  const { order, occurredMs, source, amounts } = parsed.value.checked;
  return order === null ? null : { interaction, key: `${item.source}:${item.id}`, node: 1, brand: '', source: item.source ?? source, occurredMs, order, amounts };
}

for (const seed of [first, first + 1, first + 2]) {
  const endsAt = Date.UTC(2026, 0, 5) + ((seed * 7_919) % 300) * DAY;
  const company = createCompany({ seed, customers: 30, grammar: seed % 2 === 0 ? 'open' : 'held-out', endsAt });
  const items = [...company.history()];
  const story = [...company.truth()].find((line) => line.kind === 'story' && line.name === 'parcel');
  assert.ok(story !== undefined && story.kind === 'story');
  const facts = items.flatMap((item, at) => { const fact = item.order?.id === story.order ? orderFact(item, at) : null; return fact === null ? [] : [fact]; });
  const told = items.find(({ channel, subjects }) => channel === 'sms' && subjects?.some(({ id }) => id === story.order) === true) ?? assert.fail('nobody told her anything');
  const toldMs = Date.parse(told.occurredAt);
  const standsAt = (atMs: number) => {
    const order = foldOrder(story.order ?? '', facts.filter(({ occurredMs }) => occurredMs <= atMs), 1) ?? assert.fail('nothing is known of the order');
    return orderStanding(order, [], atMs, FIRST_STATUS_SETTING);
  };

  test(`when she was told “out for delivery”, the facts said that it had not left and was late (seed ${seed})`, () => {
    const standing = standsAt(toldMs);
    assert.deepEqual(standing.statements.map(({ key }) => key), ['announced', 'late-open']);
    assert.match(sayStatements(standing.statements, 'en', 'UTC'), /announced to the carrier on .*; we have no news yet that it left us\. It was promised by .* and is \d+ days late\.$/);
  });

  test(`the words are held against when it left, two days later, by the general rules (seed ${seed})`, () => {
    const parts = staffParts({ direction: told.direction, text: told.text ?? null, turns: [] });
    const read = parts.flatMap(({ text }) => staffFacts(text));
    const held = heldFacts(read).filter(({ kind }) => kind === 'out-for-delivery');
    assert.equal(held.length, 1, told.text);
    const against = factAgainst({ kind: 'out-for-delivery', mode: held[0]?.mode ?? 'not', atMs: toldMs }, sightingsOf(facts, []));
    assert.deepEqual([against?.because, against?.stage, against?.atMs, against?.source], ['later', 'shipped', toldMs + 2 * DAY, 'warehouse']);
  });

  test(`in the end it came, late, and nothing is open (seed ${seed})`, () => {
    const standing = standsAt(toldMs + 10 * DAY);
    assert.deepEqual([standing.statements.map(({ key }) => key), standing.isOpen, standing.isKnown], [['delivered', 'late-done'], false, true]);
  });
}
