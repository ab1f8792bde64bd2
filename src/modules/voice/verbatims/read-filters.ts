import type { ShownTopicNames } from '../topic-tree/topic-names-shown.ts';
import type { Searched } from './contract.ts';
import { numbersRead } from './read-filter-log.ts';

/** Whether a search asks for anything that is read in words. */
export function asksRead({ feeling, intent, alarm, topic, product, rival }: Searched): boolean {
  return [feeling, intent, alarm, topic, product, rival].some((asked) => asked !== undefined);
}

/** Filters by what was read, as readers and topics stand now. `deps` is asked when somebody filters by it, never before. */
export function createReadFilters(deps: { reader(): number; topicNames(): Promise<ShownTopicNames | null> }) {
  return {
    /** Topics to choose from, by name. */
    async topics(): Promise<{ id: string; name: string }[]> {
      return [...(await deps.topicNames())?.names ?? []].map(([id, name]) => ({ id, name })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    },
    /** The interactions in which it was read, as a statement. A topic counts with those that people merged into it. */
    async numbers(searched: Searched): Promise<ReturnType<typeof numbersRead>> {
      const shown = searched.topic === undefined ? null : await deps.topicNames();
      const keys = [...shown?.shownAs ?? []].flatMap(([key, as]) => (as === searched.topic ? [key] : []));
      return numbersRead(searched, { reader: deps.reader(), topics: shown === null ? null : { pass: shown.pass, keys } });
    },
  };
}

export type ReadFilters = ReturnType<typeof createReadFilters>;
