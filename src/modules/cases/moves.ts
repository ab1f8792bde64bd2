import type { Viewer } from '../../kernel/access.ts';
import { may } from '../../kernel/access.ts';
import { mayHappen, type CaseNow } from './case.ts';
import type { LaterFact } from './change-case.ts';
import { CASE_MOVES, type CaseMove } from './contract.ts';

const words = 'words';
const context = { said: words, tried: words, promised: words };

/** What each move would add to the log, with all that it needs. */
const WOULD_BE: Readonly<Record<CaseMove, (now: CaseNow) => LaterFact>> = {
  take: () => ({ kind: 'taken' }), assign: () => ({ kind: 'assigned', to: { person: words } }), 'hand-over': ({ queue }) => ({ kind: 'handed-over', to: { queue }, ...context }),
  inform: () => ({ kind: 'informed', told: words, nextUpdateByMs: null }), resolve: () => ({ kind: 'resolved', how: words, told: null }), 'customer-said': ({ state }) => ({ kind: 'customer-said', solved: state !== 'confirmed', interaction: null, words }),
  note: () => ({ kind: 'noted', text: words, mentions: [] }), prioritise: ({ priority }) => ({ kind: 'prioritised', priority, target: { firstAnswerMinutes: 1, keepInformedMinutes: null, resolutionMinutes: null } }),
  pause: () => ({ kind: 'paused', waitingFor: words }), resume: () => ({ kind: 'resumed' }), reopen: () => ({ kind: 'reopened', why: words }), break: () => ({ kind: 'broken', ...context, what: words }), remedy: () => ({ kind: 'remedied', gave: words }),
  link: () => ({ kind: 'linked', interactions: [], wroteMs: [] }), merge: () => ({ kind: 'absorbed', other: 0, sinceMs: 0 }), split: ({ parts }) => ({ kind: 'let-go', other: parts[0]?.other ?? 0 }),
};

/** What a viewer may do with a case now. */
export function movesOf(now: CaseNow, viewer: Viewer | null): CaseMove[] {
  if (viewer?.kind !== 'person' || !may(viewer, 'work-cases')) return [];
  return CASE_MOVES.filter((move) => mayHappen(now, WOULD_BE[move](now)).ok);
}
