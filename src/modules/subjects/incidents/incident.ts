import { isoOrNull } from '../../../kernel/instant.ts';
import type { SubjectNews } from '../../interactions/contract.ts';
import type { IncidentState } from '../contract.ts';
import { inMoments, sourced, type Fact } from '../fact.ts';

/** What one interaction said about an incident, as `said` keeps it. */
export type IncidentSaid = Pick<SubjectNews, 'kind' | 'subjects' | 'title' | 'text' | 'moments'>;
export type IncidentFact = Fact & { readonly incidentId: string; readonly said: IncidentSaid };

const CLOSED = ['closed', 'resolved', 'ended', 'solved', 'over'];
const OPENED = ['opened', 'reopened', 'started', 'reported', 'declared'];

/** Whether it tells that an incident began or is over, by the words of its kind; null when it tells neither. */
function turnOf({ said }: IncidentFact): 'open' | 'closed' | null {
  const words = said.kind.split('-');
  if (CLOSED.some((word) => words.includes(word))) return 'closed';
  return OPENED.some((word) => words.includes(word)) ? 'open' : null;
}
const progressOf = (fact: IncidentFact): number => ({ open: 0, closed: 2, none: 1 })[turnOf(fact) ?? 'none'];

/**
 * A known problem from everything said about it: the latest moment wins field by field, what a word leaves out stays as it was.
 * Invariant: depends on the set of facts alone, not on their arrival. Shape: null for no facts.
 */
export function foldIncident(id: string, facts: readonly IncidentFact[]): IncidentState | null {
  const ordered = inMoments(facts, progressOf);
  const [first, last] = [ordered[0], ordered.at(-1)];
  if (first === undefined || last === undefined) return null;
  let [state, title, label, tell]: [IncidentState['state'], string, string, string] = ['open', '', '', ''];
  let [sinceMs, untilMs, nextMs]: [number | null, number | null, number | null] = [null, null, null];
  let affects: IncidentState['affects'] = [];
  const history: IncidentState['history'] = [];
  for (const fact of ordered) {
    const { said } = fact;
    const turn = turnOf(fact);
    if (turn !== null) state = turn;
    untilMs = state === 'closed' ? said.moments.until ?? untilMs ?? fact.occurredMs : null;
    sinceMs = said.moments.since ?? sinceMs;
    nextMs = said.moments.nextUpdateAt ?? nextMs;
    title = said.title || title;
    label = said.subjects.find((one) => one.type === 'incident' && one.id === id)?.label || label;
    tell = said.text || tell;
    const named = said.subjects.filter(({ type }) => type !== 'incident').map((one) => ({ type: one.type, id: one.id, label: one.label }));
    if (named.length > 0) affects = named;
    history.push({ state: turn ?? 'updated', ...sourced(fact) });
  }
  return { id, brand: last.brand, state, title: title || label || id, tell, since: new Date(sinceMs ?? first.occurredMs).toISOString(), until: isoOrNull(untilMs), nextUpdateAt: state === 'closed' ? null : isoOrNull(nextMs), affects, asOf: sourced(last), history };
}

/** What an order went through and holds, by which an incident can touch it. */
export type Touchable = { readonly brand: string; readonly id: string; readonly lines: readonly { readonly product: string }[]; readonly parcels: readonly { readonly id: string }[]; readonly places: readonly string[] };

/** Whether an incident touches an order: itself, one of its products or parcels, or a place that it went through. An incident without a brand is everywhere. */
export function touches({ brand, affects }: Pick<IncidentState, 'brand' | 'affects'>, order: Touchable): boolean {
  if (brand !== '' && brand !== order.brand) return false;
  const ids: Readonly<Record<string, readonly string[]>> = { order: [order.id], product: order.lines.map(({ product }) => product), parcel: order.parcels.map(({ id }) => id), place: order.places };
  return affects.some(({ type, id }) => ids[type]?.includes(id) === true);
}
