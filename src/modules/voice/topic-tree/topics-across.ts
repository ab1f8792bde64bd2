import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import { sameAcrossLanguages, type MeantTopic } from '../topics/same-across-languages.ts';
import { acrossAt, acrossOf, keepAcross, noteNoEmbedder, type KeptAcross } from './across-store.ts';
import { meantTexts } from './meant-topics-log.ts';
import type { TopicState } from './topic-state.ts';

/** Texts of a topic that tell where it lies, at most and at least. */
const OF_EACH = 100;
const FEWEST_TEXTS = 5;
/** How long what was found serves: meanwhile more is embedded. Units: ms. */
const ANEW_MS = 3_600_000;

/** The embedder by which topics of several languages are compared. `languages` null: all that are read. */
export type EmbedderOfTopics = { readonly number: number; readonly languages: readonly string[] | null };

/** Which topics of different languages are about the same, where an embedder that knows several languages is switched on. */
export function createTopicsAcross(deps: { readonly database: Database; readonly analytics: Analytics; readonly clock: () => number; readonly state: TopicState; /** Null: none is switched on. */ readonly embedder: EmbedderOfTopics | null }) {
  const { embedder } = deps;
  const isSeveral = embedder !== null && (embedder.languages === null || embedder.languages.length > 1);

  return {
    /** What was found last; null when no such embedder is on, or nothing was compared yet. */
    async now(): Promise<KeptAcross | null> {
      return isSeveral ? acrossOf(deps.database, embedder.number) : null;
    },
    /** What had been found last at a moment, whichever embedder was on then. Units: ms. */
    at: (atMs: number): Promise<KeptAcross | null> => acrossAt(deps.database, new Date(atMs)),
    /** Notes where no embedder is on any more. */
    noteOff: (): Promise<void> => (isSeveral ? Promise.resolve() : noteNoEmbedder(deps.database, new Date(deps.clock()))),
    /** Whether it is time: for topics that were not compared yet, and from time to time as more is embedded. */
    async isDue(): Promise<boolean> {
      if (!isSeveral) return false;
      const { current, languages } = await deps.state.shown();
      if (current === null || languages.size < 2) return false;
      const last = await acrossOf(deps.database, embedder.number);
      return last === null || last.pass !== current.number || deps.clock() - last.checkedAt.getTime() > ANEW_MS;
    },
    /** Compares the topics that are shown, merged ones as one, and keeps what is found. Topics of which hardly a text is embedded stay by themselves. */
    async compare(): Promise<void> {
      if (!isSeveral) return;
      const { current, languages } = await deps.state.shown();
      if (current === null) return;
      const meant: MeantTopic[] = [];
      for (const [language, { tree, into }] of languages) {
        if (embedder.languages?.includes(language) === false) continue;
        const totals = new Map<number, { texts: number; total: number[] }>();
        for (const { topic, texts, total } of await meantTexts(deps.analytics, current.number, embedder.number, language, OF_EACH)) {
          const id = into.get(topic) ?? topic;
          const own = totals.get(id);
          totals.set(id, own === undefined ? { texts, total: [...total] } : { texts: own.texts + texts, total: own.total.map((one, at) => one + (total[at] ?? 0)) });
        }
        for (const { id } of tree.topics) { const own = totals.get(id); if (own !== undefined && own.texts >= FEWEST_TEXTS) meant.push({ language, id, centre: own.total }); }
      }
      const { cut, compared, same } = sameAcrossLanguages(meant);
      const joined = same.map(({ members, likeness }) => ({ members: members.map(({ language, id }) => `${language}.${id}`), likeness: Math.round(likeness * 1_000) / 1_000 }));
      await deps.database.transaction((tx) => keepAcross(tx, { pass: current.number, embedder: embedder.number, madeAt: new Date(deps.clock()), cut, compared, joined }));
    },
  };
}
