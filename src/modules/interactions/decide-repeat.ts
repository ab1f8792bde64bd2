import type { SeenCandidate, SeenRow } from './accept-store.ts';

/** What becomes of an item whose (source, id) was seen before. `older`: a later version is already shown, this one is kept in the history only. `expired`: it was deleted by a retention rule and is not taken in again. */
export type Repeat = 'duplicate' | 'revision' | 'older-revision' | 'expired';

/**
 * The same content again, or a late repeat of an earlier content, is a duplicate; other content is a revision.
 * Versions given by the source decide over arrival: a lower version than the shown one never replaces it.
 */
export function decideRepeat(seen: SeenRow, candidate: SeenCandidate): Repeat {
  if (seen.expired) return 'expired';
  if (candidate.content === seen.content) return 'duplicate';
  if (candidate.version !== null && seen.version !== null) {
    if (candidate.version > seen.version) return 'revision';
    return seen.earlier ? 'duplicate' : 'older-revision';
  }
  return seen.earlier ? 'duplicate' : 'revision';
}
