/** Somebody who has a case open. */
export type Present = { readonly id: string; readonly name: string; readonly isWriting: boolean };

/** How long somebody counts as writing after they said so. Units: ms. */
const WRITING_MS = 20_000;

/** Who has which case open in this process, and who writes. Only a courtesy: what two people do at once is settled by the version of the case. */
export function createPresence(clock: () => number) {
  const cases = new Map<number, Map<string, { name: string; pages: number; writingUntilMs: number }>>();
  return {
    /** Notes that somebody opened a page. Answers what ends it. */
    enter(number: number, person: { readonly id: string; readonly name: string }): () => void {
      const there = cases.get(number) ?? new Map<string, { name: string; pages: number; writingUntilMs: number }>();
      cases.set(number, there);
      const known = there.get(person.id) ?? { name: person.name, pages: 0, writingUntilMs: 0 };
      known.pages += 1;
      there.set(person.id, known);
      let isHere = true;
      return () => {
        if (!isHere) return;
        isHere = false;
        known.pages -= 1;
        if (known.pages > 0) return;
        there.delete(person.id);
        if (there.size === 0) cases.delete(number);
      };
    },
    /** Notes that somebody writes, or does no longer. False: they have no page of it open. */
    writes(number: number, person: string, isWriting: boolean): boolean {
      const known = cases.get(number)?.get(person);
      if (known === undefined) return false;
      known.writingUntilMs = isWriting ? clock() + WRITING_MS : 0;
      return true;
    },
    /** Who is there beside somebody. Shape: by name. */
    others(number: number, person: string): Present[] {
      const there = [...cases.get(number) ?? []].filter(([id]) => id !== person);
      return there.map(([id, { name, writingUntilMs }]) => ({ id, name, isWriting: writingUntilMs > clock() })).toSorted((a, b) => a.name.localeCompare(b.name));
    },
  };
}
