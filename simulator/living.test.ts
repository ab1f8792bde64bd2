import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InteractionInput } from '../src/modules/interactions/contract.ts';
import { InteractionInput as Schema } from '../src/modules/interactions/contract.ts';
import { createCompany } from './index.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
console.log(`seed ${seed}`);
const endsAt = Date.UTC(2026, 3, 9, 10);
const company = createCompany({ seed, customers: 200, grammar: 'open', endsAt });

/** Runs the living company on a clock of its own. */
async function livedThrough(forMs: number, startMs: number, nextBreachMs?: number): Promise<{ readonly item: InteractionInput; readonly atMs: number }[]> {
  let nowMs = startMs;
  const told: { item: InteractionInput; atMs: number }[] = [];
  for await (const item of company.living({ nextBreachMs, clock: () => nowMs, sleep: async (ms) => { nowMs += ms; } })) {
    told.push({ item, atMs: nowMs - startMs });
    if (nowMs - startMs > forMs) break;
  }
  return told;
}

test('the living company says one to three things a second, now, and never repeats an id after a restart', async () => {
  const told = await livedThrough(40 * 60_000, endsAt);
  const late = told.filter(({ atMs }) => atMs > 10 * 60_000);
  const perSecond = late.length / (30 * 60);
  assert.ok(perSecond >= 1 && perSecond <= 3, `${perSecond} a second`);
  for (const { item, atMs } of told) {
    assert.ok(Schema.safeParse(item).success);
    assert.ok(Math.abs(Date.parse(item.occurredAt) - endsAt - atMs) < 26 * 3_600_000);
  }
  const keyOf = ({ item }: { item: InteractionInput }) => `${item.source ?? ''}:${item.id}:${item.version ?? 1}:${item.sentAt ?? ''}`;
  const before = new Set(told.map(keyOf));
  const again = await livedThrough(5 * 60_000, endsAt + 41 * 60_000);
  assert.deepEqual(again.map(keyOf).filter((key) => before.has(key)), []);
});

test('the living company begins at once, also a small one: something within seconds, one to three things a second from the first minute on', async () => {
  for (const customers of [10, 2_000]) {
    const small = createCompany({ seed, customers, grammar: 'open', endsAt });
    let nowMs = endsAt;
    const atMs: number[] = [];
    for await (const _ of small.living({ clock: () => nowMs, sleep: async (ms) => { nowMs += ms; } })) {
      atMs.push(nowMs - endsAt);
      if (nowMs - endsAt > 5 * 60_000) break;
    }
    assert.ok(atMs[0] !== undefined && atMs[0] < 5_000, `${customers} customers: first after ${atMs[0]} ms`);
    for (const minute of [0, 1, 2, 3, 4]) {
      const perSecond = atMs.filter((ms) => Math.floor(ms / 60_000) === minute).length / 60;
      assert.ok(perSecond >= 0.8 && perSecond <= 3.3, `${customers} customers, minute ${minute}: ${perSecond} a second`);
    }
  }
});

test('"you never explain twice" is broken within the time asked for: the bot hears it, the phone asks again', async () => {
  for (const nextBreachMs of [60_000, 20_000]) {
    const told = await livedThrough(nextBreachMs, endsAt, nextBreachMs);
    const bot = told.find(({ item }) => item.kind === 'bot-handed-over' && item.properties?.['handedOverTo'] === 'phone');
    const phone = bot?.item.identifiers?.find(({ type }) => type === 'phone' || type === 'email');
    const call = told.find(({ item, atMs }) => item.channel === 'call' && atMs <= nextBreachMs && item.properties?.['transferredFrom'] === 'bot');
    assert.ok(bot !== undefined && phone !== undefined && call !== undefined, `${nextBreachMs} ms`);
    assert.ok(call.atMs > bot.atMs);
  }
});
