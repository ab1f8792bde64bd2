import type { Topic, TopicTree } from '../topics/topic-tree.ts';
import type { DecisionTold } from './contract.ts';
import type { Logged, LoggedAct } from './replay-decisions.ts';

/** Decisions that are listed. */
const LISTED = 30;

/** A decision in words. `nameOf`: what a topic or group is called now. */
function wordsOf(act: LoggedAct, nameOf: (id: number) => string): string {
  switch (act.kind) {
    case 'rename': return `Named “${act.name}”`;
    case 'pin': return `Pinned ${nameOf(act.id)}`;
    case 'unpin': return `Unpinned ${nameOf(act.id)}`;
    case 'hide': return `Hid ${nameOf(act.id)}`;
    case 'apart': return `Kept ${nameOf(act.id)} apart from other languages`;
    case 'show': return `Showed ${nameOf(act.id)} again`;
    case 'merge': return `Merged ${act.from.map(nameOf).join(', ')} into ${nameOf(act.into)}`;
    case 'split': return `Split ${nameOf(act.id)} into ${act.parts.map(({ name }) => `“${name}”`).join(', ')}`;
    case 'new': return `Something new: “${act.topic.name}”`;
    case 'undo': return '';
  }
}

/** What was decided about a language's topics, the latest first. `base`: the tree as it was found, with all that was decided before. */
export function toldDecisions(log: readonly Logged[], language: string, base: TopicTree, shown: TopicTree, byName: ReadonlyMap<string, string>): DecisionTold[] {
  const names = new Map<number, string>([...base.groups, ...base.topics, ...shown.groups, ...shown.topics].map((one: Pick<Topic, 'id' | 'name'>) => [one.id, one.name]));
  for (const { act } of log) if (act.kind === 'new') names.set(act.topic.id, names.get(act.topic.id) ?? act.topic.name);
  const undone = new Set(log.flatMap(({ act }) => (act.kind === 'undo' ? [act.undoes] : [])));
  const nameOf = (id: number): string => { const name = names.get(id); return name === undefined ? 'a topic that is gone' : `“${name}”`; };
  return log.filter((one) => one.language === language && one.act.kind !== 'undo').slice(-LISTED).toReversed().map(({ number, act, by, at }) => ({
    number, kind: act.kind, words: wordsOf(act, nameOf), by: byName.get(by) ?? 'somebody who left', at: at.toISOString(), isUndone: undone.has(number), mayUndo: act.kind !== 'new' && !undone.has(number) && (act.kind === 'apart' || number > base.decidedThrough),
  }));
}

/** Decisions of several languages, the latest first: one that was made for a topic in each of them is told once. */
export function toldTogether(told: readonly DecisionTold[]): DecisionTold[] {
  const latest = told.toSorted((a, b) => b.number - a.number);
  return [...new Map(latest.toReversed().map((one) => [`${one.at} ${one.by} ${one.kind}`, one])).values()].toReversed().slice(0, LISTED);
}
