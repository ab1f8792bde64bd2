import { tokenise } from '../reading/tokenise-text.ts';
import { nameFrom } from '../topics/topic-names.ts';
import type { TellingPhrase, Topic, TopicTree } from '../topics/topic-tree.ts';

/** A text, who said it, and how they are called. Shape: `person` the same for texts of one; `names` in small letters, word by word. */
export type SpokenText = { readonly text: string; readonly person: number; readonly names: readonly string[] };

/** So many different customers share a phrase before it is kept; at most this share of them may bear a word of it as a name. */
const FEWEST_PEOPLE = 3;
const BEARERS = 0.1;
const LONGEST = 3;
const NO_WORDS = 'no common words';

/**
 * Which of these phrases may be kept: said by at least three different customers, and no name of those who say it.
 * Invariant: numbers, handles, links and addresses are in no phrase; they are no words to the engine.
 */
export function sharedPhrases(phrases: Iterable<string>, texts: readonly SpokenText[]): Set<string> {
  const sayers = new Map([...phrases].map((phrase) => [phrase, new Set<number>()]));
  const bearers = new Map<string, Set<number>>();
  for (const { text, person, names } of texts) {
    const run: string[] = [];
    for (const token of tokenise(text).tokens) {
      if (token.kind === 'mark' && token.norm === '-') continue;
      if (token.kind !== 'word') { run.length = 0; continue; }
      run.push(token.norm);
      for (let length = 1; length <= LONGEST && length <= run.length; length += 1) {
        const words = run.slice(-length);
        const phrase = words.join(' ');
        const said = sayers.get(phrase);
        if (said === undefined) continue;
        said.add(person);
        if (words.some((word) => names.includes(word))) bearers.set(phrase, (bearers.get(phrase) ?? new Set()).add(person));
      }
    }
  }
  return new Set([...sayers].filter(([phrase, people]) => people.size >= FEWEST_PEOPLE && (bearers.get(phrase)?.size ?? 0) <= BEARERS * people.size && !/[\p{N}@]/u.test(phrase)).map(([phrase]) => phrase));
}

const phrasesIn = (name: string): string[] => name.replace(/ \d+$/u, '').split(', ');

/** Words and a name without what is not shared. `before`: names that stand already, and stay. */
export function withShared<One extends { readonly name: string; readonly words: readonly TellingPhrase[] }>(one: One, shared: ReadonlySet<string>, taken: ReadonlySet<string>): One {
  const words = one.words.filter(({ phrase }) => shared.has(phrase));
  return { ...one, words, name: phrasesIn(one.name).every((phrase) => shared.has(phrase)) ? one.name : nameFrom(words, taken, NO_WORDS) };
}

/** The tree with phrases alone that several customers share. Names that people gave, and those of before, stay. */
export function treeOfShared(tree: TopicTree, texts: readonly SpokenText[], previous: TopicTree | undefined): TopicTree {
  const known = new Map((previous?.topics ?? []).map((topic) => [topic.id, topic]));
  const knownGroups = new Set((previous?.groups ?? []).map(({ id }) => id));
  const named = (topic: Topic): boolean => known.has(topic.id);
  const shared = sharedPhrases([...tree.topics.flatMap(({ words, name }) => [...words.map(({ phrase }) => phrase), ...phrasesIn(name)]), ...tree.groups.flatMap(({ name }) => phrasesIn(name))], texts);
  const taken = new Set(tree.topics.filter(named).map(({ name }) => name));
  const topics = tree.topics.map((topic): Topic => {
    // A phrase of before was shared then; with fewer texts now it is still nobody's alone.
    const old = new Set((known.get(topic.id)?.words ?? []).map(({ phrase }) => phrase));
    if (named(topic)) return { ...topic, words: topic.words.filter(({ phrase }) => shared.has(phrase) || old.has(phrase)) };
    const next = withShared(topic, shared, taken);
    taken.add(next.name);
    return next;
  });
  const groupNames = new Set<string>();
  const groups = tree.groups.map((group) => {
    const own = topics.filter((topic) => topic.group === group.id).toSorted((a, b) => b.texts - a.texts).flatMap(({ words }) => words.slice(0, 1));
    const name = knownGroups.has(group.id) || phrasesIn(group.name).every((phrase) => shared.has(phrase)) ? group.name : nameFrom(own, groupNames, NO_WORDS);
    groupNames.add(name);
    return { ...group, name };
  });
  return { ...tree, topics, groups };
}
