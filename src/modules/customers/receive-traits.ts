import type { OutboxEvent } from '../../platform/outbox/outbox.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';
import { latestRevisions, type InteractionRecorded } from '../interactions/contract.ts';
import { bringBackTraits, forgetWords, putTraits, putWords, wordsRecorded, type TraitFact, type Word } from './trait-store.ts';
import { isLater } from './weigh-words.ts';

/**
 * Keeps what recorded interactions say about their customers' traits; of several words on one trait of one claim, the latest.
 * A revised interaction replaces its earlier word wholly: what it no longer says is taken back, and what another interaction said stands again.
 */
export async function receiveTraits(tx: Transaction, events: readonly OutboxEvent[]): Promise<void> {
  const told = latestRevisions(events as readonly InteractionRecorded[]);
  const revised = told.filter(({ revision }) => revision > 1).map(({ number }) => number);
  const before = revised.length === 0 ? new Map<number, Date | null>() : await wordsRecorded(tx, revised);
  const words = told.flatMap(({ number, node, recordedMs, said }): Word[] => {
    if (said?.traits == null || node === 0) return [];
    const traits = Object.fromEntries(Object.entries(said.traits).map(([name, value]) => [name, value === null ? null : String(value).trim()]));
    return [{ interaction: number, node, key: said.key, source: said.source, saidMs: said.occurredMs, traits, recordedAt: before.has(number) ? before.get(number) ?? null : recordedMs === undefined ? null : new Date(recordedMs) }];
  });
  const takenBack = revised.length === 0 ? [] : await forgetWords(tx, revised);
  if (words.length > 0) await putWords(tx, words);
  if (takenBack.length > 0) await bringBackTraits(tx, takenBack);
  const facts = latestFacts(words);
  if (facts.length > 0) await putTraits(tx, facts);
}

function latestFacts(words: readonly Word[]): TraitFact[] {
  const latest = new Map<string, TraitFact>();
  for (const { traits, recordedAt: _, ...word } of words) {
    for (const [name, value] of Object.entries(traits)) {
      const fact: TraitFact = { ...word, name, value };
      const place = `${word.node} ${name}`;
      const before = latest.get(place);
      if (before === undefined || isLater(fact, before)) latest.set(place, fact);
    }
  }
  return [...latest.values()];
}
