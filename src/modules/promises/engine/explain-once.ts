import type { Clause } from '../terms/contract.ts';
import { isMarked, MARK, type Contact, type CustomerHistory } from './contact.ts';
import type { EvidenceRule } from './contract.ts';
import type { Evidence, FoldedRule, Instance } from './instance.ts';

type Once = Extract<Clause, { type: 'explain-once' }>;
const MINUTE_MS = 60_000;

/** What tells that it had to be told again, the surest first. That a customer tells something at length says so only where the source of that talk tells of the hand-over: else it may be another matter. */
const SIGNS: readonly (readonly [number, EvidenceRule])[] = [[MARK.ASKS_STORY, 'asked-again'], [MARK.SAYS_TOLD, 'said-told-before'], [MARK.TELLS, 'told-again']];

/** The talk from which somebody was handed over to this one: the last before it, near enough, or told by the source. */
function talkBefore(contacts: readonly Contact[], at: number, withinMs: number): Contact | null {
  const now = contacts[at];
  if (now === undefined) return null;
  for (let before = at - 1; before >= 0; before -= 1) {
    const one = contacts[before];
    if (one === undefined || !isMarked(one, MARK.ASKS) || isMarked(one, MARK.ELSEWHERE)) continue;
    // The same talk may be told of by two systems.
    if (one.channel === now.channel && one.atMs === now.atMs) continue;
    const isNear = now.atMs - Math.max(one.endsMs, one.atMs) <= withinMs;
    if (isMarked(now, MARK.HANDED_IN)) return one;
    return isNear && isMarked(one, MARK.TALK) && (isMarked(one, MARK.HANDED_ON) || one.channel !== now.channel) ? one : null;
  }
  return null;
}

/** Whoever was handed from one channel or team to another does not have to tell it again. Judged when the second talk is over; one of which no words are known is not judged. */
export function foldExplaining({ contacts }: CustomerHistory, rule: FoldedRule & { readonly clause: Once }): Instance[] {
  const instances: Instance[] = [];
  for (const [at, talk] of contacts.entries()) {
    if (!isMarked(talk, MARK.TALK) || !isMarked(talk, MARK.PERSON) || !isMarked(talk, MARK.ASKS) || isMarked(talk, MARK.ELSEWHERE) || !rule.covers(talk)) continue;
    const before = talkBefore(contacts, at, rule.clause.withinMinutes * MINUTE_MS);
    if (before === null && !isMarked(talk, MARK.HANDED_IN)) continue;
    const isTold = isMarked(talk, MARK.HANDED_IN);
    const sign = SIGNS.find(([mark]) => isMarked(talk, mark) && (isTold || mark !== MARK.TELLS));
    const from = talk.from === '' ? before?.channel ?? '' : talk.from;
    const evidence: Evidence[] = [
      ...(before === null ? [] : [{ interaction: before.number, atMs: before.atMs, rule: 'told-first' as const }]),
      { interaction: talk.number, atMs: talk.atMs, rule: 'handed-over' }, { interaction: talk.number, atMs: talk.endsMs, rule: sign?.[1] ?? 'known' },
    ];
    instances.push({ trigger: talk.number, ordinal: 0, node: talk.node, channel: talk.channel, seam: `${from} to ${talk.channel}`, startedMs: talk.atMs, dueMs: null, state: sign === undefined ? 'kept' : 'broken', settledMs: talk.endsMs, evidence });
  }
  return instances;
}
