import { refused } from '../../../kernel/outcome.ts';

/**
 * A promise whose keeping a clock measures. `endsWith`: what keeps it. `time`: opening hours, or the wall clock. `pauses`: whether it rests while we wait for the customer; one that an answer keeps never does.
 * Units: ms.
 */
export type PromiseTarget = { readonly key: string; readonly endsWith: 'answer' | 'resolution'; readonly targetMs: number; readonly time: 'business' | 'wall'; readonly pauses: boolean };

/**
 * By when the customer hears from us. Shape: null means no such clock. Units: ms of opening hours.
 * `nextUpdateMs`: once they were answered, when they write again. `keepInformedMs`: after our own word, where it named no moment. `warnBeforeMs`: how long before a clock is due somebody is warned. `name` says which policy, and which version of it.
 */
export type ClockPolicy = {
  readonly name: string;
  readonly firstAnswerMs: number | null;
  readonly nextUpdateMs: number | null;
  readonly keepInformedMs: number | null;
  readonly resolutionMs: number | null;
  readonly promises: readonly PromiseTarget[];
  readonly warnBeforeMs: number;
};

/** Why clocks cannot be told, and what to do. */
export type ClockRefusal = { readonly code: 'target-malformed' | 'promise-twice' | 'calendar-unknown' | 'moment-malformed'; readonly detail: string };

/** What is wrong with a policy; null: nothing. */
export function policyRefusal({ name, firstAnswerMs, nextUpdateMs, keepInformedMs, resolutionMs, promises, warnBeforeMs }: ClockPolicy): { readonly ok: false; readonly refusal: ClockRefusal } | null {
  const targets = [firstAnswerMs, nextUpdateMs, keepInformedMs, resolutionMs, ...promises.map(({ targetMs }) => targetMs)];
  const isRight = targets.every((ms) => ms === null || (Number.isFinite(ms) && ms > 0)) && Number.isFinite(warnBeforeMs) && warnBeforeMs >= 0;
  if (!isRight) return refused({ code: 'target-malformed', detail: `A target of ${name} is no length of time. Give more than nothing, or leave it out.` });
  if (new Set(promises.map(({ key }) => key)).size < promises.length) return refused({ code: 'promise-twice', detail: `${name} names a promise twice. Keep one of the two.` });
  return null;
}
