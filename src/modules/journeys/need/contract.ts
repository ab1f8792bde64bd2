import type { BreakCode } from '../threads/contract.ts';

const DAY_MS = 86_400_000;
/** Whoever asked again within this time still has it before them, also where somebody answered. Units: days. */
export const LATELY_DAYS = 7;

/** What tells whether an issue waits for somebody. */
export type Standing = { readonly unanswered: boolean; readonly asks: number; readonly lastAskAt: string; readonly lastSaidAt: string };

/** Whether an issue waits for somebody: nobody answered, or they came again lately, be it that they said it before everybody. Units: ms since 1970. */
export function isOpen({ unanswered, asks, lastAskAt, lastSaidAt }: Standing, nowMs: number, latelyDays = LATELY_DAYS): boolean {
  return unanswered || (asks > 1 || lastSaidAt > lastAskAt) && nowMs - Date.parse(lastSaidAt) <= latelyDays * DAY_MS;
}

/** For what an issue needs somebody: how often they came to ask, that they said it before everybody, how many of ours they had to tell it, what should not have been, what else went wrong, and that the company values them most. */
export const NEEDS = ['asks', 'public', 'people', 'breaks', 'wrongs', 'valued'] as const;
export type Need = { readonly of: (typeof NEEDS)[number]; readonly points: number };

/** An issue as its need is counted. `comings`: how often they came to us, of which who is handed on to another has come once. `wentContent`: they did at the last, and have said nothing since. */
export type NeedyIssue = Standing & { readonly comings: number; readonly wentContent: boolean; readonly people: number; readonly beganAt: string; readonly breaks: readonly BreakCode[] };

/** What went wrong in an issue by what others than its contacts tell: they were told something of their order that was not so, a promise to them broke. */
export const WRONGS = ['told-wrong', 'promise-broken'] as const;
export type Wrong = (typeof WRONGS)[number];
/** What is known of an issue beside its contacts. `wrongs`: each once. */
export type KnownBeside = { readonly isValued: boolean; readonly wrongs: readonly Wrong[] };

/** Points for each coming, for saying it in public afterwards, and for a customer of the segment that stands first. Each of our people beyond the first, each thing that should not have been, and each that went wrong beside, is one. */
const POINTS = { coming: 2, public: 2, valued: 2 } as const;

/** How much an issue needs somebody, and for what. Units: points. Source: docs/methods/issue-threading.md. */
export function needOf({ comings, people, lastAskAt, lastSaidAt, breaks }: NeedyIssue, { isValued, wrongs }: KnownBeside): { readonly points: number; readonly because: Need[]; readonly wrongs: Wrong[] } {
  const because = ([
    { of: 'asks', points: comings * POINTS.coming }, { of: 'public', points: lastSaidAt > lastAskAt ? POINTS.public : 0 }, { of: 'people', points: Math.max(0, people - 1) },
    { of: 'breaks', points: breaks.length }, { of: 'wrongs', points: wrongs.length }, { of: 'valued', points: isValued ? POINTS.valued : 0 },
  ] satisfies Need[]).filter(({ points }) => points > 0);
  return { points: because.reduce((sum, { points }) => sum + points, 0), because, wrongs: [...wrongs] };
}

/** Only what they came about so often stands on Today, and was said again within so many days where somebody answered. */
export const FIRST_LEAST_COMINGS = 3;
const FIRST_LATELY_DAYS = 3;

/** Issues that need somebody most, the first of all before; of equals whoever has waited longest. Shape: those that are open, that they came about three times at least, and that they did not go content with. */
export function neediestFirst<One extends NeedyIssue>(issues: readonly One[], besideOf: (issue: One) => KnownBeside, nowMs: number): (One & ReturnType<typeof needOf>)[] {
  return issues.filter((one) => one.comings >= FIRST_LEAST_COMINGS && !one.wentContent && isOpen(one, nowMs, FIRST_LATELY_DAYS)).map((one) => ({ ...one, ...needOf(one, besideOf(one)) })).toSorted((a, b) => b.points - a.points || Date.parse(a.beganAt) - Date.parse(b.beganAt));
}
