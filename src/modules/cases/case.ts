import { granted, refused, type Outcome } from '../../kernel/outcome.ts';
import { OPEN_STATES, type CaseState, type CaseSubject, type CaseTarget, type Holder, type Priority } from './contract.ts';

/** One thing that happened with a case. Units: `…Ms` ms since 1970. Interactions and cases by their numbers. */
export type CaseFact =
  | { readonly kind: 'opened'; readonly about: string; readonly subject: CaseSubject | null; readonly interactions: readonly number[]; readonly priority: Priority; readonly queue: string; readonly target: CaseTarget; /** When the customer spoke in these interactions. */ readonly wroteMs: readonly number[]; /** Which rule or breach opened it by itself; null: a person did. */ readonly because: string | null }
  | { readonly kind: 'taken' }
  | { readonly kind: 'assigned'; readonly to: Holder }
  | { readonly kind: 'handed-over'; readonly to: Holder; readonly said: string; readonly tried: string; readonly promised: string }
  | { readonly kind: 'informed'; readonly told: string; readonly nextUpdateByMs: number | null; /** Which reply told it. */ readonly reply?: number }
  | { readonly kind: 'came-back'; /** Of what they were informed of, and never heard. */ readonly place: number; readonly text: string; readonly mentions: readonly string[] }
  | { readonly kind: 'resolved'; readonly how: string; /** What the customer was told of it; null: nothing yet. */ readonly told: string | null }
  | { readonly kind: 'customer-said'; readonly solved: boolean; readonly interaction: number | null; readonly words: string | null }
  | { readonly kind: 'noted'; readonly text: string; readonly mentions: readonly string[] }
  | { readonly kind: 'prioritised'; readonly priority: Priority; readonly target: CaseTarget }
  | { readonly kind: 'paused'; readonly waitingFor: string }
  | { readonly kind: 'resumed' }
  | { readonly kind: 'reopened'; readonly why: string }
  | { readonly kind: 'broken'; readonly promised: string; readonly what: string }
  | { readonly kind: 'remedied'; readonly gave: string }
  | { readonly kind: 'linked'; readonly interactions: readonly number[]; readonly wroteMs: readonly number[]; /** The contacts of an issue that was taken with the first. */ readonly matter?: number }
  | { readonly kind: 'absorbed'; readonly other: number; readonly sinceMs: number }
  | { readonly kind: 'let-go'; readonly other: number }
  | { readonly kind: 'merged'; readonly into: number }
  | { readonly kind: 'parted'; readonly from: number }
  | { readonly kind: 'returned'; /** Who left, or may work on cases no longer. */ readonly from: string }
  | { readonly kind: 'heard'; readonly interaction: number; readonly heardMs: number }
  | { readonly kind: 'fell-silent' };
export type CaseFactKind = CaseFact['kind'];

/** A fact in the log of its case. `place` counts from 1; it is the version of the case from then on. `by`: a person, or `custos`. Units: ms since 1970. */
export type CaseEvent = { readonly place: number; readonly atMs: number; readonly by: string; readonly fact: CaseFact };

/** What the customer was told since the case is open, as long as nothing says that it never reached them. `isByOwner`: by whoever has the case now. Units: ms since 1970. */
type ToldWord = { readonly place: number; readonly nextUpdateByMs: number | null; readonly isByOwner: boolean };

/** A case as its log leaves it. `sinceMs`: since when the customer waits, as far as this case knows: their first word in it, else when it was opened. Units: ms since 1970. `before`: what it was when it was merged, so that it can be parted. */
export type CaseNow = {
  readonly version: number; readonly state: CaseState; readonly openedMs: number; readonly sinceMs: number; readonly about: string; readonly subject: CaseSubject | null; readonly priority: Priority;
  readonly owner: string | null; readonly queue: string; /** Whose leaving brought it back, until somebody takes it. */ readonly returnedFrom: string | null; readonly interactions: readonly number[];
  readonly nextUpdateByMs: number | null; readonly told: readonly ToldWord[]; readonly pausedMs: number | null; readonly waitingFor: string | null; /** Since when only the customer's word is missing. */ readonly quietMs: number | null; readonly endedMs: number | null;
  readonly handOvers: number; readonly reopenings: number; readonly parts: readonly { readonly other: number; readonly sinceMs: number }[]; readonly mergedInto: number | null; readonly before: CaseNow | null;
};

type Rule = { readonly from: readonly CaseState[]; readonly otherwise: string };
const CLOSED = 'This case is closed. Open it again first.';
const ANY: readonly CaseState[] = [...OPEN_STATES, 'confirmed', 'unconfirmed', 'remedied'];
const atWork: Rule = { from: ['owned', 'informed'], otherwise: 'Only a case that somebody owns and that is not resolved yet can be changed so. Take it, or open it again.' };
const whileOpen: Rule = { from: OPEN_STATES, otherwise: CLOSED };

/** In which states each thing may happen; what else it needs stands in `mayHappen`. */
const RULES: Readonly<Record<Exclude<CaseFactKind, 'opened'>, Rule>> = {
  taken: whileOpen, assigned: whileOpen, 'handed-over': whileOpen, prioritised: whileOpen, returned: whileOpen, merged: whileOpen, absorbed: whileOpen,
  informed: { from: ['owned', 'informed', 'broken'], otherwise: 'The customer is informed by whoever owns the case, while it is open. Take it, or open it again.' },
  resolved: atWork, paused: atWork, resumed: atWork,
  'customer-said': { from: ['owned', 'informed', 'resolved', 'broken', 'remedied', 'unconfirmed', 'confirmed'], otherwise: 'Somebody must own the case before the customer’s word ends it. Take it first.' },
  noted: { from: ANY, otherwise: '' }, 'came-back': { from: [...ANY, 'merged'], otherwise: '' }, linked: { from: ANY, otherwise: '' }, 'let-go': { from: ANY, otherwise: '' },
  reopened: { from: ['resolved', 'confirmed', 'unconfirmed', 'remedied'], otherwise: 'This case is open already.' },
  broken: { from: ['owned', 'informed', 'resolved'], otherwise: 'Only a case that somebody owns and that is open can be said to be broken.' },
  remedied: { from: ['broken'], otherwise: 'A remedy is for a case that is broken. Say first what was promised and not kept.' },
  parted: { from: ['merged'], otherwise: 'This case is no part of another.' },
  heard: { from: ['resolved'], otherwise: 'This case does not wait for the customer’s word.' },
  'fell-silent': { from: ['resolved'], otherwise: 'This case does not wait for the customer’s word.' },
};

/** What a case becomes when something happens with it. Whatever must hold beside is decided by `mayHappen`; a log is folded without asking. */
export function happen(now: CaseNow | null, { place, atMs, by, fact }: CaseEvent): CaseNow | null {
  if (fact.kind === 'opened') {
    const { about, subject, interactions, priority, queue, wroteMs } = fact;
    return { version: place, state: 'new', openedMs: atMs, sinceMs: Math.min(atMs, ...wroteMs), about, subject, priority, owner: null, queue, returnedFrom: null, interactions, nextUpdateByMs: null, told: [], pausedMs: null, waitingFor: null, quietMs: null, endedMs: null, handOvers: 0, reopenings: 0, parts: [], mergedInto: null, before: null };
  }
  return now === null ? null : { ...now, ...changed(now, { place, atMs, by }, fact), version: place };
}

/** Work with nobody is new again; with somebody it is owned: they have not informed the customer yet. What is resolved or broken stays so. */
function heldBy(now: CaseNow, to: Holder): Partial<CaseNow> {
  const owner = 'person' in to ? to.person : null;
  const isAtWork = now.state === 'new' || now.state === 'owned' || now.state === 'informed';
  return { owner, told: now.told.map((one) => ({ ...one, isByOwner: false })), ...('queue' in to ? { queue: to.queue } : {}), returnedFrom: null, ...(isAtWork ? { state: owner === null ? 'new' : 'owned' } : {}) };
}

const GOING_ON = { pausedMs: null, waitingFor: null } as const;

/** What they were told, of which nothing is due any more. */
const settledWith = ({ told }: CaseNow): ToldWord[] => told.map(({ place }) => ({ place, nextUpdateByMs: null, isByOwner: false }));

function reopened(now: CaseNow): Partial<CaseNow> {
  return { state: now.owner === null ? 'new' : 'owned', reopenings: now.reopenings + 1, quietMs: null, endedMs: null, nextUpdateByMs: null, told: settledWith(now), ...GOING_ON };
}

const ended = (now: CaseNow, state: CaseState, atMs: number): Partial<CaseNow> => ({ state, endedMs: atMs, quietMs: null, nextUpdateByMs: null, told: settledWith(now), ...GOING_ON });

/** Places in the log of a case of what the customer was told and never heard, because it came back. */
export function unreachedPlaces(events: readonly CaseEvent[]): ReadonlySet<number> {
  return new Set(events.flatMap(({ fact }) => (fact.kind === 'came-back' ? fact.place : [])));
}

/** What is known of a case once it is known that something never reached the customer: as if it had not been said. */
function unsaid(now: CaseNow, place: number): Partial<CaseNow> {
  const told = now.told.filter((one) => one.place !== place);
  const wasLast = now.told.at(-1)?.place === place;
  return { told, ...(wasLast ? { nextUpdateByMs: told.at(-1)?.nextUpdateByMs ?? null } : {}), ...(now.state === 'informed' && !told.some(({ isByOwner }) => isByOwner) ? { state: 'owned' } : {}), ...(now.before === null ? {} : { before: { ...now.before, ...unsaid(now.before, place) } }) };
}

function changed(now: CaseNow, { place, atMs, by }: Pick<CaseEvent, 'place' | 'atMs' | 'by'>, fact: Exclude<CaseFact, { kind: 'opened' }>): Partial<CaseNow> {
  switch (fact.kind) {
    case 'taken': return heldBy(now, { person: by });
    case 'assigned': return heldBy(now, fact.to);
    case 'handed-over': return { ...heldBy(now, fact.to), handOvers: now.handOvers + 1 };
    case 'returned': return { ...heldBy(now, { queue: now.queue }), returnedFrom: fact.from };
    case 'informed': return { state: now.state === 'broken' ? 'broken' : 'informed', nextUpdateByMs: fact.nextUpdateByMs, told: [...now.told, { place, nextUpdateByMs: fact.nextUpdateByMs, isByOwner: true }] };
    case 'came-back': return unsaid(now, fact.place);
    case 'resolved': return { state: 'resolved', quietMs: atMs, nextUpdateByMs: null, told: settledWith(now), ...GOING_ON };
    case 'customer-said': return fact.solved ? ended(now, 'confirmed', atMs) : reopened(now);
    case 'fell-silent': return ended(now, 'unconfirmed', atMs);
    case 'remedied': return ended(now, 'remedied', atMs);
    case 'heard': return { quietMs: Math.max(now.quietMs ?? atMs, fact.heardMs) };
    case 'broken': return { state: 'broken', quietMs: null, ...GOING_ON };
    case 'reopened': return reopened(now);
    case 'paused': return { pausedMs: atMs, waitingFor: fact.waitingFor };
    case 'resumed': return GOING_ON;
    case 'prioritised': return { priority: fact.priority };
    case 'linked': return { interactions: [...new Set([...now.interactions, ...fact.interactions])], sinceMs: Math.min(now.sinceMs, ...fact.wroteMs) };
    case 'absorbed': return { parts: [...now.parts, { other: fact.other, sinceMs: fact.sinceMs }] };
    case 'let-go': return { parts: now.parts.filter(({ other }) => other !== fact.other) };
    case 'merged': return { state: 'merged', mergedInto: fact.into, endedMs: atMs, before: { ...now, before: null } };
    case 'parted': return now.before === null ? {} : { ...now.before, before: null };
    case 'noted': return {};
    default: return fact satisfies never;
  }
}

/** A case as its log leaves it. Shape: null for a log that no case was opened in. Invariant: the same however the log is cut into pieces. */
export function foldCase(events: readonly CaseEvent[]): CaseNow | null {
  return events.reduce<CaseNow | null>(happen, null);
}

/** Since when the customer waits: for the oldest of what the case is made of. Units: ms since 1970. */
export function waitingSince({ sinceMs, parts }: Pick<CaseNow, 'sinceMs' | 'parts'>): number {
  return Math.min(sinceMs, ...parts.map((part) => part.sinceMs));
}

/** Whether something may happen with a case now, and if not, why, in a sentence for whoever tried. Invariant: nothing but the customer's word, with its evidence, confirms a case. */
export function mayHappen(now: CaseNow, fact: Exclude<CaseFact, { kind: 'opened' }>): Outcome<null, string> {
  if (now.state === 'merged' && fact.kind !== 'parted' && fact.kind !== 'came-back') return refused('This case is a part of another one by now. Work on that one, or split it first.');
  const rule = RULES[fact.kind];
  if (!rule.from.includes(now.state)) return refused(rule.otherwise);
  switch (fact.kind) {
    case 'taken': case 'assigned': return now.owner === null ? granted(null) : refused('Somebody owns this case. It is handed over, with what was said, tried and promised, so that the customer is not asked again.');
    case 'handed-over':
      if (now.owner === null) return refused('Nobody owns this case: take it, or give it to somebody.');
      if ('person' in fact.to && fact.to.person === now.owner) return refused('They own this case already.');
      return [fact.said, fact.tried, fact.promised].every((part) => part.trim() !== '') ? granted(null) : refused('A hand-over needs what was said, what was tried and what was promised.');
    case 'returned': return now.owner === null ? refused('Nobody owns this case.') : granted(null);
    case 'customer-said':
      if (fact.interaction === null && (fact.words ?? '').trim() === '') return refused('Name the interaction, or the words in which the customer said so: we alone can not say it for them.');
      if (fact.solved) return now.state === 'confirmed' ? refused('The customer said so already.') : granted(null);
      return now.state === 'owned' || now.state === 'informed' ? refused('Nobody said that it is solved. Note what they said, and go on.') : granted(null);
    case 'came-back': return [...now.told, ...now.before?.told ?? []].some(({ place }) => place === fact.place) ? granted(null) : refused('Nothing that they were told there is known, or it is known that it came back.');
    case 'paused': return now.pausedMs === null ? granted(null) : refused('It is paused already.');
    case 'resumed': return now.pausedMs === null ? refused('It is not paused.') : granted(null);
    case 'merged': return now.parts.length === 0 ? granted(null) : refused('This case has parts itself. Split them first.');
    case 'let-go': return now.parts.some(({ other }) => other === fact.other) ? granted(null) : refused('That case is no part of this one.');
    default: return granted(null);
  }
}
