import { parentPort, workerData } from 'node:worker_threads';
import { yieldToAnswers } from '../../../platform/jobs/yield-to-answers.ts';
import type { ContactTopic } from './compare-contact.ts';
import type { Contact } from './contact.ts';
import { learnThreads } from './learn-threads.ts';
import type { ThreadModel } from './thread-model.ts';

yieldToAnswers();

/** What is learnt from: contacts of one customer each, until a moment. Units: ms since 1970. Shape: `topics` of what customers said, by interaction, where they are known. */
export type LearnTask = { readonly customers: readonly (readonly Contact[])[]; readonly nowMs: number; readonly topics: ReadonlyMap<number, ContactTopic> };

const { customers, nowMs, topics } = workerData as LearnTask;
parentPort?.postMessage(learnThreads(customers, nowMs, (interaction) => topics.get(interaction) ?? null) satisfies ThreadModel);
