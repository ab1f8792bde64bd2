import type { Readings } from '../readings/readings.ts';
import type { KeptTopic } from './kept-topic.ts';
import type { Trees } from './tree-file.ts';

/** What is kept of a text that could not be read. */
const UNREAD: KeptTopic = { language: '', outcome: 'no-tree', topic: 0, confidence: 0, fit: 0 };

/** Reads what texts are about in the threads that read them anyway: a thread of its own would hold the same word lists once more. */
export function createTopicReaders(readings: Pick<Readings, 'ask' | 'holdTrees'>) {
  return {
    /** Makes trees ready, and lets go of those of other passes. */
    hold: (passes: ReadonlyMap<number, Trees>): void => { readings.holdTrees(passes); },
    /** What texts are about, in their order. Errors: `unavailable` when a thread ended meanwhile. */
    read: async (pass: number, texts: readonly string[]): Promise<KeptTopic[]> => (await readings.ask<KeptTopic>({ of: 'topic', pass }, texts)).map((kept) => kept ?? UNREAD),
  };
}

export type TopicReaders = ReturnType<typeof createTopicReaders>;
