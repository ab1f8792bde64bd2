import { parentPort } from 'node:worker_threads';
import { textLanguage } from '../reading/text-language.ts';
import { topicReader, type Assignment } from '../topics/assign-topic.ts';
import type { TopicTree } from '../topics/topic-tree.ts';

/** What a text is about, as it is kept. */
export type KeptTopic = { readonly language: string; readonly outcome: 'topic' | 'unclear' | 'no-tree'; readonly topic: number; readonly confidence: number; readonly fit: number };
/** Trees to read by from now on, those to let go of, or texts to be read by the trees of a pass. */
export type TopicTask = { readonly hold: number; readonly trees: readonly (readonly [string, TopicTree])[] } | { readonly drop: number } | { readonly task: number; readonly pass: number; readonly texts: readonly string[] };
export type TopicAnswer = { readonly task: number; readonly kept: readonly KeptTopic[] };

/** Longer texts tell nothing more about what they are about. Units: characters. */
const TEXT_MOST = 5_000;
const readers = new Map<number, Map<string, (text: string) => Assignment>>();
const thousandths = (value: number): number => Math.round(value * 1_000) / 1_000;

function about(pass: number, text: string): KeptTopic {
  const cut = text.slice(0, TEXT_MOST);
  const language = textLanguage(cut)?.language ?? '';
  const read = readers.get(pass)?.get(language);
  if (read === undefined) return { language, outcome: 'no-tree', topic: 0, confidence: 0, fit: 0 };
  const { topic, confidence, fit } = read(cut);
  return { language, outcome: topic === null ? 'unclear' : 'topic', topic: topic ?? 0, confidence: thousandths(confidence), fit: thousandths(fit) };
}

parentPort?.on('message', (task: TopicTask) => {
  if ('hold' in task) readers.set(task.hold, new Map(task.trees.map(([language, tree]) => [language, topicReader(tree)])));
  else if ('drop' in task) readers.delete(task.drop);
  else parentPort?.postMessage({ task: task.task, kept: task.texts.map((text) => about(task.pass, text)) } satisfies TopicAnswer);
});
