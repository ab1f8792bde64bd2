import type { CaseEvent, CaseNow } from './case.ts';

/** States in which we say that it is over: whoever asks again says that it is not. */
const SAID_OVER: ReadonlySet<CaseNow['state']> = new Set(['resolved', 'confirmed', 'unconfirmed', 'remedied']);

/** Since when it is said to be over; never while it is not. Units: ms since 1970. */
export function overMs({ state, endedMs, quietMs }: CaseNow): number {
  return SAID_OVER.has(state) ? endedMs ?? quietMs ?? Number.POSITIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** When staff last said that it is over, whatever the customer said of it since; never while it is not over. Units: ms since 1970. */
export function staffSaidOverMs({ now, events }: { readonly now: CaseNow; readonly events: readonly CaseEvent[] }): number {
  const said = events.findLast(({ fact }) => fact.kind === 'resolved' || fact.kind === 'remedied');
  return SAID_OVER.has(now.state) ? said?.atMs ?? Number.POSITIVE_INFINITY : Number.POSITIVE_INFINITY;
}
