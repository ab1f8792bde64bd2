import { deserialize, serialize } from 'node:v8';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { TopicTree } from '../topics/topic-tree.ts';

/** Topics of each language, by themselves. */
export type Trees = ReadonlyMap<string, TopicTree>;

type Numbers = Float32Array | Int32Array;

/** The same with lists of numbers of their own. */
function apart(value: unknown, own: (list: Numbers) => Numbers): unknown {
  if (value instanceof Float32Array || value instanceof Int32Array) return own(value);
  if (Array.isArray(value)) return value.map((one) => apart(one, own));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, apart(one, own)]));
}

/** In memory that all threads see: every thread that reads by a tree would hold its megabytes once more. Nobody changes a tree. */
function shared(list: Numbers): Numbers {
  const memory = new SharedArrayBuffer(list.byteLength);
  const own = list instanceof Float32Array ? new Float32Array(memory) : new Int32Array(memory);
  own.set(list);
  return own;
}

/** Trees as they are kept. Shape: compressed; 4 MB of mostly empty places become some hundred kB. */
export function packTrees(trees: Trees): Buffer {
  // Memory that is shared cannot be written into a file.
  return gzipSync(serialize(apart([...trees], (list) => list.slice())), { level: 6 });
}

/** Kept trees as they are used: as they are read their numbers look into the file, which would be held whole as long as one of them. Invariant: what was packed comes back, bit by bit. */
export function unpackTrees(file: Uint8Array): Trees {
  return new Map(apart(deserialize(gunzipSync(file)), shared) as [string, TopicTree][]);
}
