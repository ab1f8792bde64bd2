import { parsePublicId } from '../src/kernel/public-id.ts';
import type { InteractionInput } from '../src/modules/interactions/contract.ts';
import type { voiceHouse } from '../test/engines/voice-house.ts';

const BATCH = 2_500;
const REPORT_EVERY = 50_000;

/** Sends a company's history into the product as its systems would, until all of it is told whose it is, recorded, and has arrived. `note`: hears of what was recorded, by its number. Answers how many were sent. */
export async function sendCompany(house: Pick<ReturnType<typeof voiceHouse>, 'interactions' | 'identity' | 'outbox'>, history: Iterable<InteractionInput>, note: (number: number, item: InteractionInput) => void): Promise<number> {
  const send = async (items: readonly InteractionInput[]): Promise<void> => {
    for (const [source, some] of Map.groupBy(items, (item) => item.source ?? 'demo')) {
      const results = await house.interactions.acceptBatch(source, some, true);
      for (const [at, { reference, status }] of results.entries()) if (status !== 'quarantined') note(parsePublicId('interaction', reference), some[at] as InteractionInput);
    }
  };
  let batch: InteractionInput[] = [];
  let sent = 0;
  for (const interaction of history) {
    batch.push(interaction);
    if (batch.length < BATCH) continue;
    await send(batch);
    sent += batch.length;
    batch = [];
    if (sent % REPORT_EVERY < BATCH) {
      await house.interactions.settled();
      process.stdout.write(`sent ${sent}\n`);
    }
  }
  await send(batch);
  await house.interactions.settled();
  await house.identity.caughtUp();
  await house.outbox.drained();
  return sent + batch.length;
}
