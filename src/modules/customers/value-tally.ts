/** What customers spent in one currency: observed value of those of whom any is known. Units: minor units. */
export type SpentIn = { readonly currency: string; readonly minor: string; readonly people: number };
/** What some customers spent together. `known`: how many of them have any observed value known, in whichever currency. Shape: currencies of most people first. */
export type SpentByAll = { readonly known: number; readonly spent: readonly SpentIn[] };
/** Observed value of every customer, as it was counted. */
export type ValuesOfAll = { /** Adds up what these customers spent. Invariant: each is taken once, however often it is named. Cost: a look-up for each. */ of(customers: Iterable<number>): SpentByAll };

/** Currencies that are told apart; the standard has fewer. */
const CURRENCIES_MOST = 255;

/** Takes in what each customer spent, one by one: nine bytes a customer, so that a million take nine megabytes; the few who paid in several currencies have a list beside. Sums are exact. */
export function createValueTally(highest: number): { add(customer: number, spent: ReadonlyMap<string, bigint>): void; values(): ValuesOfAll } {
  const [codes, minors] = [new Uint8Array(highest + 1), new BigInt64Array(highest + 1)];
  const others = new Map<number, { readonly code: number; readonly minor: bigint }[]>();
  const [names, places] = [[''], new Map<string, number>()];

  function codeOf(currency: string): number | null {
    const known = places.get(currency);
    if (known !== undefined) return known;
    if (names.length > CURRENCIES_MOST) return null;
    places.set(currency, names.length);
    return names.push(currency) - 1;
  }

  return {
    add(customer, spent) {
      if (customer > highest || codes[customer] !== 0) return;
      for (const [currency, minor] of spent) {
        const code = codeOf(currency);
        if (code === null) continue;
        if (codes[customer] === 0) { codes[customer] = code; minors[customer] = minor; } else others.set(customer, [...others.get(customer) ?? [], { code, minor }]);
      }
    },
    values: () => ({
      of(customers) {
        const [sums, people, seen] = [names.map(() => 0n), names.map(() => 0), new Uint8Array(highest + 1)];
        const put = (code: number, minor: bigint): void => { sums[code] = (sums[code] ?? 0n) + minor; people[code] = (people[code] ?? 0) + 1; };
        let known = 0;
        for (const customer of customers) {
          const code = codes[customer] ?? 0;
          if (code === 0 || seen[customer] === 1) continue;
          seen[customer] = 1;
          known += 1;
          put(code, minors[customer] ?? 0n);
          for (const other of others.get(customer) ?? []) put(other.code, other.minor);
        }
        const spent = names.flatMap((currency, code): SpentIn[] => (people[code] === 0 ? [] : [{ currency, minor: String(sums[code]), people: people[code] ?? 0 }]));
        return { known, spent: spent.toSorted((a, b) => b.people - a.people || (a.currency < b.currency ? -1 : 1)) };
      },
    }),
  };
}
