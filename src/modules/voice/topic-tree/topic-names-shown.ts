import { countedAs } from './present-topics.ts';
import type { JointTree, LanguageTopics } from './joint-tree.ts';
import type { ShownTopics } from './topic-state.ts';

/** Topics as they are shown now, for whoever counts by them. Shape: `names` by key such as `en.12`; `shownAs` which of them rows of the pass stand for: merged ones and those of several languages as one, hidden ones missing. */
export type ShownTopicNames = { readonly pass: number; readonly names: ReadonlyMap<string, string>; readonly shownAs: ReadonlyMap<string, string> };

/** Names of the topics that are shown; null where none are yet. */
export function topicNamesShown({ current, languages }: Pick<ShownTopics, 'current'> & { readonly languages: ReadonlyMap<string, LanguageTopics> }, joint: Pick<JointTree, 'idsOf'> | null = null): ShownTopicNames | null {
  if (current === null) return null;
  /** Of a topic of several languages, its first one's. */
  const leading = (key: string): string => joint?.idsOf(key)[0] ?? key;
  const [names, shownAs] = [new Map<string, string>(), new Map<string, string>()];
  for (const [language, { rows, tree, into }] of languages) {
    const several = languages.size > 1 ? ` (${language})` : '';
    for (const { id, name, care } of tree.topics) { const key = `${language}.${id}`; if (!care.hidden && leading(key) === key) names.set(key, `${name}${(joint?.idsOf(key).length ?? 1) > 1 ? '' : several}`); }
    const { from, topic } = countedAs(rows, tree, into);
    from.forEach((id, at) => { shownAs.set(`${language}.${id}`, leading(`${language}.${topic[at] ?? id}`)); });
  }
  // What is hidden, or hidden in the language that leads, has no name.
  for (const [id, key] of shownAs) if (!names.has(key)) shownAs.delete(id);
  return { pass: current.number, names, shownAs };
}
