import { countedAs } from './present-topics.ts';
import type { ShownTopics } from './topic-state.ts';

/** Topics as they are shown now, for whoever counts by them. Shape: `names` by key such as `en.12`; `shownAs` which of them rows of the pass stand for: merged ones as one, hidden ones missing. */
export type ShownTopicNames = { readonly pass: number; readonly names: ReadonlyMap<string, string>; readonly shownAs: ReadonlyMap<string, string> };

/** Names of the topics that are shown; null where none are yet. */
export function topicNamesShown({ current, languages }: Pick<ShownTopics, 'current' | 'languages'>): ShownTopicNames | null {
  if (current === null) return null;
  const [names, shownAs] = [new Map<string, string>(), new Map<string, string>()];
  for (const [language, { rows, tree, into }] of languages) {
    const several = languages.size > 1 ? ` (${language})` : '';
    for (const { id, name, care } of tree.topics) if (!care.hidden) names.set(`${language}.${id}`, `${name}${several}`);
    const { from, topic } = countedAs(rows, tree, into);
    from.forEach((id, at) => { const key = `${language}.${topic[at] ?? id}`; if (names.has(key)) shownAs.set(`${language}.${id}`, key); });
  }
  return { pass: current.number, names, shownAs };
}
