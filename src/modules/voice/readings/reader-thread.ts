import { parentPort, workerData } from 'node:worker_threads';
import { yieldToAnswers } from '../../../platform/jobs/yield-to-answers.ts';
import { knownNames } from '../reading/entities/entities-of.ts';
import type { KnownNames } from '../reading/entities/find-known.ts';
import { readText } from '../reading/read-text.ts';
import { staffFacts } from '../reading/staff/read-staff.ts';
import { textLanguage } from '../reading/text-language.ts';
import { lookAtText } from '../teaching/look-at-text.ts';
import { createTopicTeller } from '../topic-tree/kept-topic.ts';
import type { Trees } from '../topic-tree/tree-file.ts';
import { readingModels } from './shipped-models.ts';
import { kept, readFields } from './stored-reading.ts';

yieldToAnswers();

/** Another way to look at a text than reading it: the facts in words of staff, how sure the models are about one question, how many of its words they know, its language alone, or what it is about by the trees of a pass. */
export type Look = { readonly of: 'staff' } | { readonly of: 'question'; readonly question: string } | { readonly of: 'words' } | { readonly of: 'language' } | { readonly of: 'topic'; readonly pass: number };
/** Texts to be read or looked at, and what was found in each; null for one that could not be. */
export type ReadingTask = { readonly task: number; readonly texts: readonly string[]; readonly look: Look | null };
export type ReadingAnswer = { readonly task: number; readonly readings: readonly unknown[] };

/** Names that are looked for from now on. */
export type NamesChanged = { readonly names: KnownNames };

/** Trees of topics by which texts are looked at from now on, by pass. */
export type TreesHeld = { readonly trees: ReadonlyMap<number, Trees> };

const given = workerData as { readonly taught: Uint8Array | null; readonly names: KnownNames };
const { models, meanings } = await readingModels(given.taught);
const indexed = (names: KnownNames) => knownNames(names, { en: meanings.placeOf });
let names = indexed(given.names);
const topics = createTopicTeller();

function found(text: string, look: Look | null): unknown {
  try {
    if (look === null) return readFields(kept(readText(text, models, names)));
    if (look.of === 'staff') return staffFacts(text);
    if (look.of === 'topic') return topics.about(look.pass, text);
    return look.of === 'language' ? textLanguage(text)?.language ?? null : lookAtText(text, look, models, meanings);
  } catch {
    // One text that breaks a rule must not hold up all others; it is counted as unread by who asked.
    return null;
  }
}

parentPort?.on('message', (message: ReadingTask | NamesChanged | TreesHeld) => {
  if ('names' in message) {
    names = indexed(message.names);
    return;
  }
  if ('trees' in message) {
    topics.hold(message.trees);
    return;
  }
  const { task, texts, look } = message;
  const answer: ReadingAnswer = { task, readings: texts.map((text) => found(text, look)) };
  parentPort?.postMessage(answer);
});
