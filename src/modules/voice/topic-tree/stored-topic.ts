import type { SaidInteraction } from '../../interactions/contract.ts';
import type { KeptTopic } from './kept-topic.ts';

/** The consumer of what is said: reading the history holds it where the two must not meet. */
export const TOPICS_CONSUMER = 'voice-topics';
/** The table of ClickHouse with what the words of interactions are about. */
export const TOPICS_TABLE = 'voice_topics';

/**
 * The finished row of what an interaction is about in a pass; null when nothing is said in it any more.
 * Invariant: starts with plain numbers, so that an erasure finds its node; depends on its arguments alone, so that a repeat is byte-equal. No text of anybody.
 */
export function topicRow(pass: number, { number, revision, home, node, source, brand, channel, office, kind, direction, occurredMs, recordedMs }: SaidInteraction, kept: KeptTopic | null): string {
  const { language, outcome, topic, confidence, fit } = kept ?? { language: '', outcome: 'silent', topic: 0, confidence: 0, fit: 0 };
  return JSON.stringify({ number, revision, home, node, pass, source, brand, channel, office, kind, direction, occurred_at: new Date(occurredMs).toISOString(), language, outcome, topic, confidence, fit, ...(recordedMs === undefined ? {} : { recorded_at: new Date(recordedMs).toISOString() }) });
}
