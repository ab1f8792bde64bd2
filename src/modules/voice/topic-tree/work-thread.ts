import { parentPort, workerData } from 'node:worker_threads';
import { yieldToAnswers } from '../../../platform/jobs/yield-to-answers.ts';
import { discoverTopics } from '../topics/discover-topics.ts';
import { partsOfTopic } from '../topics/split-topic.ts';
import type { TopicPart } from '../topics/topic-decisions.ts';
import type { TopicTree } from '../topics/topic-tree.ts';
import { newTopics, type DoubtfulText, type NewTopicAlarm } from '../topics/watch-new-topics.ts';
import { sharedPhrases, treeOfShared, withShared, type SpokenText } from './shared-phrases.ts';

yieldToAnswers();

/** Long work on topics: finding them, looking for new ones, splitting one. */
export type Work =
  | { readonly kind: 'find'; readonly texts: readonly SpokenText[]; readonly previous: TopicTree | undefined }
  | { readonly kind: 'watch'; readonly tree: TopicTree; readonly texts: readonly (SpokenText & { readonly on: string; readonly fit: number })[]; readonly today: string; readonly watchedFrom: string }
  | { readonly kind: 'split'; readonly tree: TopicTree; readonly texts: readonly SpokenText[]; readonly parts: number };
/** What came of it. Shape: `find`: the tree and from how many texts; `watch`: new topics; `split`: parts, fewer than two when it cannot be split. */
export type Worked = { readonly find: { readonly tree: TopicTree; readonly distinct: number; readonly learntFrom: number }; readonly watch: readonly NewTopicAlarm[]; readonly split: readonly TopicPart[] };

/** The same texts make the same topics. */
const SEED = 1;

function worked(work: Work): Worked[Work['kind']] {
  if (work.kind === 'find') {
    const { tree, distinct, learntFrom } = discoverTopics(work.texts.map(({ text }) => text), { seed: SEED, ...(work.previous === undefined ? {} : { previous: work.previous }) });
    return { tree: treeOfShared(tree, work.texts, work.previous), distinct, learntFrom };
  }
  const taken = new Set(work.tree.topics.map(({ name }) => name));
  const named = <One extends { readonly name: string; readonly words: TopicPart['words'] }>(ones: readonly One[]): One[] => {
    const shared = sharedPhrases(ones.flatMap(({ name, words }) => [...words.map(({ phrase }) => phrase), ...name.split(', ')]), work.texts);
    return ones.map((one) => { const next = withShared(one, shared, taken); taken.add(next.name); return next; });
  };
  if (work.kind === 'split') return named(partsOfTopic(work.tree, work.texts.map(({ text }) => text), { parts: work.parts, seed: SEED }));
  const doubtful = work.texts.map(({ text, on, fit, person }, at): DoubtfulText => ({ ref: String(at), on, text, fit, by: String(person) }));
  const alarms = newTopics(work.tree, doubtful, { today: work.today, watchedFrom: work.watchedFrom });
  const topics = named(alarms.map(({ topic }) => topic));
  return alarms.map((alarm, at) => ({ ...alarm, topic: topics[at] ?? alarm.topic }));
}

parentPort?.postMessage(worked(workerData as Work));
