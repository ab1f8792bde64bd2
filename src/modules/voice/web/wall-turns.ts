/** What a wall shows next: the newest that it did not show yet, else the one below the one that is shown, round and round. Shape: `ids` newest first; null when there is none. */
export function nextOnWall(ids: readonly string[], shown: string | null, seen: ReadonlySet<string>): string | null {
  const unseen = ids.find((id) => !seen.has(id));
  if (unseen !== undefined) return unseen;
  const at = shown === null ? -1 : ids.indexOf(shown);
  return ids[(at + 1) % Math.max(1, ids.length)] ?? null;
}

/** How large words are drawn, by how many signs there are. */
export function sizeOnWall(text: string): 'huge' | 'large' | 'middle' | 'small' {
  return text.length <= 60 ? 'huge' : text.length <= 130 ? 'large' : text.length <= 220 ? 'middle' : 'small';
}
