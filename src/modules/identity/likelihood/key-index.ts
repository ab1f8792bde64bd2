import type { BlockingKey } from './blocking-keys.ts';
import { lengthened } from './lengthen.ts';

/** Which records share keys, while records keep coming. */
export type KeyIndex = {
  /** Takes in a record. Answers the records that share a key with it that is rare enough, and those whose key has just become too common to say anything. */
  add(record: number): { readonly candidates: readonly number[]; readonly nowGeneric: readonly (readonly number[])[] };
  /** Whether two records share a key that is rare enough. */
  share(a: number, b: number): boolean;
};

/** A growing list of whole numbers. */
type Numbers = { values: Int32Array };

function put(list: Numbers, at: number, value: number): void {
  if (at >= list.values.length) list.values = lengthened(list.values, at + 1);
  list.values[at] = value;
}

/** Per key: the latest record of each key number, and behind each record the one before it. Numbers only: some 8 bytes a record and key. */
export function createKeyIndex(keys: readonly { readonly key: BlockingKey; readonly limit: number }[]): KeyIndex {
  const lists = keys.map(({ key, limit }) => ({ key, limit, keyOf: { values: new Int32Array(1_024) }, before: { values: new Int32Array(1_024) }, latest: { values: new Int32Array(1_024) }, counts: { values: new Int32Array(1_024) } }));
  const seenAt: Numbers = { values: new Int32Array(1_024) };
  let visit = 0;

  return {
    add(record) {
      visit += 1;
      const candidates: number[] = [];
      const nowGeneric: number[][] = [];
      for (const { key, limit, keyOf, before, latest, counts } of lists) {
        const number = key.of(record);
        put(keyOf, record, number);
        if (number === 0) { put(before, record, 0); continue; }
        const earlier = latest.values[number] ?? 0;
        const count = (counts.values[number] ?? 0) + 1;
        put(before, record, earlier);
        put(latest, number, record + 1);
        put(counts, number, count);
        if (count > limit + 1) continue;
        const members: number[] = [];
        for (let at = earlier; at !== 0; at = before.values[at - 1] ?? 0) members.push(at - 1);
        if (count === limit + 1) { nowGeneric.push([...members, record]); continue; }
        for (const member of members) {
          if ((seenAt.values[member] ?? 0) === visit) continue;
          put(seenAt, member, visit);
          candidates.push(member);
        }
      }
      return { candidates, nowGeneric };
    },
    share: (a, b) => lists.some(({ keyOf, counts, limit }) => { const number = keyOf.values[a] ?? 0; return number !== 0 && number === keyOf.values[b] && (counts.values[number] ?? 0) <= limit; }),
  };
}
