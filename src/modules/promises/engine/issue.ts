import { isMarked, MARK, type Contact } from './contact.ts';

/**
 * A contact in an issue (journeys), as far as promises about whole issues need it. `people`: who of ours dealt with it, hashed: only to tell whether two are one; `team` empty where none is named; `settles`: the customer went content, or we answered without a promise;
 * `isThanks`: they only thank; `isCold`: they were handed on and had to tell it again. `contact`: the same as promises read it; null for a call of which no words are known. Units: ms since 1970.
 */
export type IssueStep = {
  readonly number: number; readonly node: number; readonly atMs: number; readonly endsMs: number; readonly channel: string; readonly role: 'ask' | 'public' | 'reply'; readonly people: readonly number[]; readonly team: string;
  readonly isHandedOver: boolean; readonly settles: boolean; readonly isThanks: boolean; readonly isCold: boolean; readonly contact: Contact | null;
};

/** One thing that one customer comes to us about, in the order in which it happened. */
export type IssueTrack = { readonly issue: number; readonly steps: readonly IssueStep[] };

/** Whoever comes back within this time goes on with the same talk. Units: ms. */
const SAME_TALK_MS = 30 * 60_000;

const has = ({ contact }: IssueStep, mark: number): boolean => contact !== null && isMarked(contact, mark);

/** Whether the customer turns to us with a step, by themselves: an out-of-office notice and mere thanks are none. */
export const isAsk = (step: IssueStep): boolean => step.role === 'ask' && !step.isThanks && !has(step, MARK.AUTOMATIC);

/** Whether we said in a step that the matter is done; who asks the customer for something has not. */
export const isSettling = (step: IssueStep): boolean => step.role !== 'public' && step.settles && !has(step, MARK.REQUESTS) && !has(step, MARK.AUTOMATIC);

/**
 * Whether the customer has to come again with a step: not when they are handed over, go on with a talk that ended within half an hour, or give what our last message asked of them.
 * Shape: null when not, else the step before, from which they come.
 */
export function comesAgainFrom(steps: readonly IssueStep[], at: number): IssueStep | null {
  const step = steps[at];
  const before = steps.slice(0, at).findLast(({ role }) => role !== 'public');
  if (step === undefined || before === undefined || !isAsk(step) || step.isHandedOver) return null;
  if (step.atMs - Math.max(before.atMs, before.endsMs) <= SAME_TALK_MS) return null;
  return before.role === 'reply' && has(before, MARK.REQUESTS) ? null : before;
}

/** From where to where a matter went: teams where they are named, else channels. */
export function seamOf(from: IssueStep, to: IssueStep): string {
  const place = ({ team, channel }: IssueStep): string => (team === '' ? channel : team);
  return `${place(from)} to ${place(to)}`;
}

/** A step as something that a rule covers. */
export const begunAt = ({ channel, contact, atMs }: IssueStep): { readonly channel: string; readonly brand: string; readonly atMs: number } => ({ channel, brand: contact?.brand ?? '', atMs });
