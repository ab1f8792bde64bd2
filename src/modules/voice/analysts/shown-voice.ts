import type { Readings } from '../readings/readings.ts';
import { countedAs } from '../topic-tree/present-topics.ts';
import type { ShownTopics } from '../topic-tree/topic-state.ts';
import { voiceViews, type ShownVoice } from './analysts-view.ts';

function namedTopics({ languages }: ShownTopics): ShownVoice['topics'] {
  return [...languages].flatMap(([language, { rows, tree, into }]) => {
    const topics = new Map(tree.topics.map((topic) => [topic.id, topic]));
    const groups = new Map(tree.groups.map((group) => [group.id, group.name]));
    const { from, topic, group } = countedAs(rows, tree, into);
    return from.map((id, at) => ({ key: `${language}.${id}`, id: `${language}.${topic[at] ?? id}`, name: topics.get(topic[at] ?? id)?.name ?? '', group: groups.get(group[at] ?? 0) ?? '' }));
  });
}

/** The views of voice, as readings and topics are shown at the moment of each call. */
export function createVoiceViews(deps: { readonly topics: { shown(): Promise<ShownTopics> }; readonly readings: Pick<Readings, 'shown'> }): () => Promise<ReturnType<typeof voiceViews>> {
  return async () => {
    const shown = await deps.topics.shown();
    const { version, card } = deps.readings.shown();
    return voiceViews({ reader: version, said: card.filter(({ isSaid }) => isSaid).map(({ output, label }) => `${output}/${label}`), pass: shown.current?.number ?? 0, topics: namedTopics(shown) });
  };
}

/** The same without anything shown: what their columns are and mean. */
export const VOICE_VIEW_COLUMNS = voiceViews({ reader: 0, said: [], pass: 0, topics: [] });
