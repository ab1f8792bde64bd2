const CUT = '[nested too deeply]';

/** Whether a value has lists or objects within each other beyond so many levels. Never goes deeper than that itself. */
export function isNestedBeyond(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const inner of Array.isArray(value) ? (value as readonly unknown[]) : Object.values(value)) if (isNestedBeyond(inner, levels - 1)) return true;
  return false;
}

/** The same value with a mark where it goes beyond so many levels, so that it can be written down at all. */
export function cutBeyond(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return CUT;
  if (Array.isArray(value)) return value.map((inner) => cutBeyond(inner, levels - 1));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cutBeyond(inner, levels - 1)]));
}
