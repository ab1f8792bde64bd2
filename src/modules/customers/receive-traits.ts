import type { OutboxEvent } from '../../platform/outbox/outbox.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { InteractionRecorded } from '../interactions/contract.ts';
import { isLater } from './golden-record.ts';
import { putTraits, type TraitFact } from './trait-store.ts';

/** Keeps what recorded interactions said about their customers' traits; of several words on one trait of one claim, the latest. */
export async function receiveTraits(database: Database, events: readonly OutboxEvent[]): Promise<void> {
  const latest = new Map<string, TraitFact>();
  for (const event of events as readonly InteractionRecorded[]) {
    for (const { number, node, revision, said } of event.interactions) {
      if (said?.traits == null || node === 0) continue;
      for (const [name, value] of Object.entries(said.traits)) {
        const fact: TraitFact = { node, name, value: value === null ? null : String(value).trim(), source: said.source, saidMs: said.occurredMs, interaction: number, revision };
        const key = `${node} ${name}`;
        const before = latest.get(key);
        if (before === undefined || isLater(fact, before)) latest.set(key, fact);
      }
    }
  }
  if (latest.size > 0) await putTraits(database, [...latest.values()]);
}
