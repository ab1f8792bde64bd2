import { textLanguage } from '../reading/text-language.ts';
import { topicReader, type Assignment } from '../topics/assign-topic.ts';
import type { Trees } from './tree-file.ts';

/** What a text is about, as it is kept. */
export type KeptTopic = { readonly language: string; readonly outcome: 'topic' | 'unclear' | 'no-tree'; readonly topic: number; readonly confidence: number; readonly fit: number };

/** Longer texts tell nothing more about what they are about. Units: characters. */
const TEXT_MOST = 5_000;
const thousandths = (value: number): number => Math.round(value * 1_000) / 1_000;

/** Tells what texts are about, by the trees of one pass or two. For threads that read. */
export function createTopicTeller() {
  let readers = new Map<number, ReadonlyMap<string, (text: string) => Assignment>>();
  return {
    /** Reads by these trees from now on, by pass; those that it has already are not made ready again. */
    hold(passes: ReadonlyMap<number, Trees>): void {
      readers = new Map([...passes].map(([pass, trees]) => [pass, readers.get(pass) ?? new Map([...trees].map(([language, tree]) => [language, topicReader(tree)]))]));
    },
    about(pass: number, text: string): KeptTopic {
      const cut = text.slice(0, TEXT_MOST);
      const language = textLanguage(cut)?.language ?? '';
      const read = readers.get(pass)?.get(language);
      if (read === undefined) return { language, outcome: 'no-tree', topic: 0, confidence: 0, fit: 0 };
      const { topic, confidence, fit } = read(cut);
      return { language, outcome: topic === null ? 'unclear' : 'topic', topic: topic ?? 0, confidence: thousandths(confidence), fit: thousandths(fit) };
    },
  };
}
