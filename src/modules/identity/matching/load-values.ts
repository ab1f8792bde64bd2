import type { Queryable } from '../../../platform/pg/transaction.ts';
import type { ValueHolders } from './learnt-model.ts';
import { valuesAfter } from './model-store.ts';

/** Values that are read at a time. */
const PART = 50_000;

/** The counts of all values of a model, to be remembered. Cost: 12 bytes a value, a step of halving for each that is asked for. */
export async function loadValues(tx: Queryable, model: number): Promise<ValueHolders> {
  const parts: { readonly key: number; readonly holders: number }[][] = [];
  for (let after = -1; ;) {
    const part = await valuesAfter(tx, model, after, PART);
    const last = part.at(-1);
    if (last === undefined) break;
    parts.push(part);
    after = last.key;
  }
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  const [keys, counts] = [new Float64Array(size), new Uint32Array(size)];
  let at = 0;
  for (const part of parts) {
    for (const { key, holders } of part) {
      keys[at] = key;
      counts[at] = holders;
      at += 1;
    }
  }
  return {
    get(fingerprint) {
      let [low, high] = [0, size - 1];
      while (low <= high) {
        const middle = (low + high) >>> 1;
        const key = keys[middle] ?? 0;
        if (key === fingerprint) return counts[middle];
        if (key < fingerprint) low = middle + 1;
        else high = middle - 1;
      }
      return undefined;
    },
  };
}
