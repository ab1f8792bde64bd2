import type { Outbox, OutboxEvent } from '../../platform/outbox/outbox.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';
import { ANSWERS_EARLIER_TABLE, replacedBy } from './as-of/replaced-by.ts';
import { latestRevisions, type InteractionRecorded, type RecordedInteraction } from '../interactions/contract.ts';

/** The table of ClickHouse with what interactions answered. */
export const ANSWERS_TABLE = 'voice_answers';

/** The finished row of an interaction. Invariant: starts with plain numbers, so that an erasure finds its node; depends on the event alone, so that a repeat is byte-equal. */
function rowOf({ number, revision, home, node, recordedMs, answered }: RecordedInteraction): string {
  const recorded = recordedMs === undefined ? {} : { recorded_at: new Date(recordedMs).toISOString() };
  if (answered === undefined) return JSON.stringify({ number, revision, home, node, ...recorded });
  const { answers, occurredMs, source, brand, channel, office, kind, direction, survey } = answered;
  return JSON.stringify({
    number, revision, home, node, source, brand, channel, office, kind, direction, occurred_at: new Date(occurredMs).toISOString(), survey,
    scales: answers.map(({ scale }) => scale), values: answers.map(({ value }) => value), mins: answers.map(({ min }) => min), maxs: answers.map(({ max }) => max),
    questions: answers.map(({ question }) => question), ones: answers.map(({ isOne }) => Number(isOne)), turned: answers.map(({ higherIsBetter }) => Number(!higherIsBetter)), ...recorded,
  });
}

/** Keeps what recorded interactions answered. A correction replaces what was answered before, also when it answers nothing any more. */
export async function receiveAnswers(outbox: Outbox, tx: Transaction, events: readonly OutboxEvent[]): Promise<void> {
  const told = latestRevisions(events as readonly InteractionRecorded[]).filter(({ answered, revision }) => answered !== undefined || revision > 1);
  if (told.length > 0) await outbox.copy(tx, [{ table: ANSWERS_TABLE, jsonLines: told.map(rowOf).join('\n'), rows: told.length, ...replacedBy(told, ANSWERS_EARLIER_TABLE) }]);
}
