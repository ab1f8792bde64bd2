import { AppError } from '../../../kernel/app-error.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import type { TopicId, TopicTree } from '../topics/topic-tree.ts';
import { readingTree, shownTree, type Logged } from './replay-decisions.ts';
import { decisionLog, livePasses, passShownAt, treesOf, type TopicPass } from './topic-store.ts';
import type { TopicReaders } from './topic-readers.ts';
import type { Trees } from './tree-file.ts';

/** A language's topics as they are shown: the tree as it was found, the one its texts were read by, and the one with all that was decided. */
export type ShownTree = { readonly base: TopicTree; readonly rows: TopicTree; readonly tree: TopicTree; readonly into: ReadonlyMap<TopicId, TopicId> };

/** Topics of now, or of a moment. `current` null: none are shown yet. */
export type ShownTopics = { readonly current: TopicPass | null; readonly reading: TopicPass | null; readonly log: readonly Logged[]; readonly languages: ReadonlyMap<string, ShownTree> };

/** Topics of a pass by language, with all that was decided about them. */
function languagesOf(pass: TopicPass, trees: Trees, log: readonly Logged[]): ReadonlyMap<string, ShownTree> {
  return new Map([...trees].map(([language, base]): [string, ShownTree] => {
    const own = log.filter((entry) => entry.language === language);
    return [language, { base, rows: readingTree(base, own, pass.decidedThrough), ...shownTree(base, own, pass.decidedThrough) }];
  }));
}

/** What of topics is shown and what is on its way, as PostgreSQL says it; trees are kept at hand. */
export function createTopicState(deps: { readonly database: Database; readonly readers: Pick<TopicReaders, 'hold'> }) {
  const files = new Map<number, Trees>();
  let held = '';

  async function filesOf(passes: readonly TopicPass[]): Promise<void> {
    for (const number of files.keys()) if (!passes.some(({ tree }) => tree === number)) files.delete(number);
    for (const { tree } of passes) if (!files.has(tree)) files.set(tree, await treesOf(deps.database, tree));
  }

  return {
    /** Passes that are shown or on their way, with their trees made ready to read by. */
    async passes(): Promise<TopicPass[]> {
      const passes = await livePasses(deps.database);
      const numbers = passes.map(({ number }) => number).join(' ');
      if (numbers === held) return passes;
      await filesOf(passes);
      const log = await decisionLog(deps.database);
      deps.readers.hold(new Map(passes.map(({ number, tree, decidedThrough }) => [number, new Map([...files.get(tree) ?? []].map(([language, one]) => [language, readingTree(one, log.filter((entry) => entry.language === language), decidedThrough)]))])));
      held = numbers;
      return passes;
    },
    /** Topics as they are shown now. */
    async shown(): Promise<ShownTopics> {
      const passes = await livePasses(deps.database);
      await filesOf(passes);
      const log = await decisionLog(deps.database);
      const current = passes.find(({ state }) => state === 'current') ?? null;
      return { current, reading: passes.find(({ state }) => state === 'reading') ?? null, log, languages: current === null ? new Map() : languagesOf(current, files.get(current.tree) ?? new Map(), log) };
    },
    /** Topics as they were shown at a moment: by the pass of then, with what had been decided until then. Units: ms. Errors: `conflict` where others were shown then, and what texts were about by those is not kept. */
    async shownThen(atMs: number): Promise<ShownTopics> {
      const [current, decided] = await Promise.all([passShownAt(deps.database, new Date(atMs)), decisionLog(deps.database)]);
      const log = decided.filter(({ at }) => at.getTime() <= atMs);
      if (current === null) return { current, reading: null, log, languages: new Map() };
      const trees = current.state === 'gone' ? new Map() : files.get(current.tree) ?? await treesOf(deps.database, current.tree);
      if (trees.size === 0) throw new AppError('conflict', 'topics-anew-since', `Other topics were shown then, until ${current.leftAt?.toISOString() ?? 'a later moment'}, and which text was about which of them is kept only where somebody had pinned a figure of topics: it can not be told any more.`);
      return { current, reading: null, log, languages: languagesOf(current, trees, log) };
    },
  };
}

export type TopicState = ReturnType<typeof createTopicState>;

/** The first id that was never given in a language, also by what was taken back since. */
export function freshId(tree: TopicTree, log: readonly Logged[], language: string): TopicId {
  return log.filter((one) => one.language === language && one.firstId !== null).reduce((most, { firstId, act }) => Math.max(most, (firstId ?? 0) + (act.kind === 'split' ? act.parts.length : 1)), tree.nextId);
}
