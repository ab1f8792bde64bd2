import { deserialize, serialize } from 'node:v8';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { TopicTree } from '../topics/topic-tree.ts';

/** Topics of each language, by themselves. */
export type Trees = ReadonlyMap<string, TopicTree>;

/** Trees as they are kept. Shape: compressed; 4 MB of mostly empty places become some hundred kB. */
export function packTrees(trees: Trees): Buffer {
  return gzipSync(serialize([...trees]), { level: 6 });
}

/** Kept trees as they are used. Invariant: what was packed comes back, bit by bit. */
export function unpackTrees(file: Uint8Array): Trees {
  return new Map(deserialize(gunzipSync(file)) as [string, TopicTree][]);
}
