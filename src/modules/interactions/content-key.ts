import { createHash } from 'node:crypto';

function uuidOf(digest: Buffer): string {
  const hex = digest.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Names an interaction for ever: the first 128 bits of sha256 over source and id, written as a uuid. Length-prefixed, so that no pair can pass for another. */
export function keyOf(source: string, id: string): string {
  return uuidOf(createHash('sha256').update(`${source.length}:${source}:${id}`).digest());
}

/** Names a content: equal contents have equal keys. */
export function contentKeyOf(text: string): string {
  return uuidOf(createHash('sha256').update(text).digest());
}
