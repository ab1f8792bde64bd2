/** A product under a name, as interactions told of it: `told` so often. */
export type ToldProduct = { readonly id: string; readonly name: string; readonly told: number };

/** A product as it is looked for in texts. Shape: `names` what it is called first. */
export type KnownProduct = { readonly id: string; readonly names: readonly string[]; readonly told: number };

/** What parts a product from its size, colour or pack: "Fjell jacket, M", "Fjell jacket – blue (2 pieces)". */
const VARIANT = /\s*(?:,\s|\s[-–—|/]\s|[([]).*$/su;
const NAMES_MOST = 12;
/** Longer names nobody writes. Units: words. */
const WORDS_MOST = 8;

const folded = (name: string): string => name.toLowerCase().normalize('NFD').replace(/\p{M}+/gu, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

type Group = { readonly ids: Set<string>; readonly names: Map<string, { name: string; told: number }>; told: number };

/** A name without what makes it a variant, or null for what nobody would call a product by: a code, a number, too short or too long. */
export function baseName(name: string): string | null {
  const whole = name.normalize('NFC').trim().replace(/\s+/gu, ' ');
  const base = whole.replace(VARIANT, '').trim();
  const wanted = folded(base).replaceAll(' ', '').length >= 3 ? base : whole;
  const letters = wanted.replace(/[^\p{L}]/gu, '').length;
  if (letters < 3 || letters <= wanted.replace(/[^\p{L}\p{N}]/gu, '').length / 2 || folded(wanted).split(' ').length > WORDS_MOST) return null;
  return wanted;
}

/**
 * Products as they are looked for: variants that share a name are one product, under the first of their ids by letters, so that it stays the same whichever sells most.
 * Invariant: does not depend on the order of `told`. Shape: told of most first, at most `most`.
 */
export function productNames(told: readonly ToldProduct[], most: number): KnownProduct[] {
  const groups: Group[] = [];
  const byId = new Map<string, Group>();
  const byName = new Map<string, Group>();
  for (const one of told.toSorted((a, b) => b.told - a.told || (a.id < b.id ? -1 : Number(a.id > b.id)) || (a.name < b.name ? -1 : 1))) {
    const name = baseName(one.name);
    if (name === null) continue;
    const key = folded(name);
    const group = byId.get(one.id) ?? byName.get(key) ?? { ids: new Set<string>(), names: new Map<string, { name: string; told: number }>(), told: 0 };
    if (group.told === 0) groups.push(group);
    group.ids.add(one.id);
    group.told += one.told;
    const spelling = group.names.get(key) ?? { name, told: 0 };
    group.names.set(key, { ...spelling, told: spelling.told + one.told });
    byId.set(one.id, group);
    if (!byName.has(key)) byName.set(key, group);
  }
  return groups.map((group): KnownProduct => ({
    id: [...group.ids].toSorted()[0] ?? '', told: group.told,
    names: [...group.names.values()].toSorted((a, b) => b.told - a.told || (a.name < b.name ? -1 : 1)).slice(0, NAMES_MOST).map(({ name }) => name),
  })).toSorted((a, b) => b.told - a.told || (a.id < b.id ? -1 : 1)).slice(0, most);
}
