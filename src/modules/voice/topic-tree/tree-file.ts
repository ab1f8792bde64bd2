import { deserialize, serialize } from 'node:v8';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { TopicTree } from '../topics/topic-tree.ts';

/** Topics of each language, by themselves. */
export type Trees = ReadonlyMap<string, TopicTree>;

/** Trees as they are kept. Shape: compressed; 4 MB of mostly empty places become some hundred kB. */
export function packTrees(trees: Trees): Buffer {
  return gzipSync(serialize([...trees]), { level: 6 });
}

/** The same with lists of numbers of their own: as they are read they look into the file, which would be held whole as long as one of them, and sent whole to every thread. */
function apart(value: unknown): unknown {
  if (value instanceof Float32Array || value instanceof Int32Array) return value.slice();
  if (Array.isArray(value)) return value.map(apart);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, apart(one)]));
}

/** Kept trees as they are used. Invariant: what was packed comes back, bit by bit. */
export function unpackTrees(file: Uint8Array): Trees {
  return new Map(apart(deserialize(gunzipSync(file))) as [string, TopicTree][]);
}
