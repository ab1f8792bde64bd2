/** By what the customers are told apart where it is asked how they are made up. */
const MAKE_UP_TRAITS = ['segment', 'country', 'region', 'language', 'channel', 'brand', 'persona', 'stage'] as const;
type MakeUpTrait = (typeof MAKE_UP_TRAITS)[number];

/** What one customer is by these traits. Shape: a trait of which nothing is known is missing. */
export type Placement = { readonly [trait in MakeUpTrait]?: string };
/** Customers of one group. */
export type MakeUpGroup = { readonly name: string; readonly people: number };
/** How everybody is made up. `groups`: largest first; those beyond the most that are told apart, or of fewer than ten people, are together in `OTHERS`; of whom nothing is known, in `NOT_KNOWN`. */
export type MakeUp = { readonly people: number; groups(trait: MakeUpTrait): readonly MakeUpGroup[]; /** Shape: null for who is no customer, or was none when they were counted. */ groupsOf(customer: number, traits: readonly MakeUpTrait[]): string[] | null };

export const OTHERS = 'others';
export const NOT_KNOWN = 'not known';
/** Groups that are told apart. */
const GROUPS_MOST = 24;
/** Fewer people may be somebody. */
const PEOPLE_LEAST = 10;
/** Values of one trait that are kept at all; later ones are others. */
const CODES_MOST = 60_000;

const OTHER_CODE = 1;

/** Takes in customers one by one: two bytes each for every trait, so that a million take sixteen megabytes. Invariant: independent of their order, but for values beyond the most that are kept. */
export function createMakeUpTally(highest: number): { add(customer: number, placement: Placement): void; makeUp(): MakeUp } {
  const isCounted = new Uint8Array(highest + 1);
  const columns = MAKE_UP_TRAITS.map((trait) => ({ trait, codes: new Uint16Array(highest + 1), names: ['', OTHERS], places: new Map<string, number>() }));
  let people = 0;

  function codeOf(column: (typeof columns)[number], value: string | undefined): number {
    const name = (value ?? '').trim();
    if (name === '') return 0;
    // Traits come from many hands: case does not tell them apart.
    const key = name.toLowerCase();
    const known = column.places.get(key);
    if (known !== undefined) return known;
    if (column.names.length >= CODES_MOST) return OTHER_CODE;
    column.places.set(key, column.names.length);
    column.names.push(name);
    return column.names.length - 1;
  }

  return {
    add(customer, placement) {
      if (customer > highest || isCounted[customer] === 1) return;
      isCounted[customer] = 1;
      people += 1;
      for (const column of columns) column.codes[customer] = codeOf(column, placement[column.trait]);
    },
    makeUp() {
      const told = new Map(columns.map(({ trait, codes, names }) => {
        const counts = new Uint32Array(names.length);
        for (const [customer, code] of codes.entries()) if (isCounted[customer] === 1) counts[code] = (counts[code] ?? 0) + 1;
        const shown = names.map((name, code) => ({ name, code, people: counts[code] ?? 0 })).slice(OTHER_CODE + 1).filter((one) => one.people >= PEOPLE_LEAST).toSorted((a, b) => b.people - a.people || (a.name < b.name ? -1 : 1)).slice(0, GROUPS_MOST);
        const nameOf: string[] = names.map((_, code) => (code === 0 ? NOT_KNOWN : OTHERS));
        for (const { code, name } of shown) nameOf[code] = name;
        const others = people - (counts[0] ?? 0) - shown.reduce((sum, one) => sum + one.people, 0);
        const groups = [...shown.map(({ name, people: own }) => ({ name, people: own })), { name: OTHERS, people: others }, { name: NOT_KNOWN, people: counts[0] ?? 0 }].filter((group) => group.people > 0);
        return [trait, { codes, nameOf, groups }] as const;
      }));
      return {
        people,
        groups: (trait) => told.get(trait)?.groups ?? [],
        groupsOf: (customer, traits) => (isCounted[customer] !== 1 ? null : traits.map((trait) => { const one = told.get(trait); return one?.nameOf[one.codes[customer] ?? 0] ?? NOT_KNOWN; })),
      };
    },
  };
}
