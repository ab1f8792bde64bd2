import type { IncidentState } from '../incidents/contract.ts';
import type { StatusSetting } from './contract.ts';
import { daysSince, isOld, type Standing, type Statement } from './standing.ts';

/** What customers are told of a known problem: the company's own words, and by when they hear more or should have. */
export function saidToCustomers({ tell, nextUpdateAt }: IncidentState, nowMs: number): Statement[] {
  return [
    ...(tell === '' ? [] : [{ key: 'tell' as const, quoted: tell }]),
    ...(nextUpdateAt === null ? [] : [{ key: Date.parse(nextUpdateAt) >= nowMs ? 'incident-next' as const : 'incident-overdue' as const, at: nextUpdateAt }]),
  ];
}

/** How a known problem stands. What has no day for its next news is known only as long as its last word is fresh; news that is overdue is not known. */
export function incidentStanding(incident: IncidentState, nowMs: number, setting: StatusSetting): Standing {
  const { id, brand, state, title, until, nextUpdateAt, asOf } = incident;
  const isOver = state === 'closed';
  const isOverdue = !isOver && nextUpdateAt !== null && Date.parse(nextUpdateAt) < nowMs;
  const isKnown = isOver || (nextUpdateAt === null ? !isOld(asOf.at, nowMs, setting.oldAfterDays.incident) : !isOverdue);
  const of = (what: string, value: string | null): Standing['facts'] => (value === null ? [] : [{ what, value, asOf: asOf.at, source: asOf.source }]);
  return {
    about: { type: 'incident', id }, brand,
    statements: isOver ? [{ key: 'incident-closed', quoted: title, at: until ?? asOf.at }] : [{ key: 'incident-open', quoted: title, at: incident.since }, ...saidToCustomers(incident, nowMs), ...(isKnown || isOverdue ? [] : [{ key: 'old-news' as const, at: asOf.at }])],
    besides: [], facts: [...of('incident state', state), ...of('incident since', incident.since), ...of('incident until', until), ...of('incident next news by', nextUpdateAt)],
    isOpen: !isOver && daysSince(asOf.at, nowMs) <= setting.openDays, isKnown, lateMs: isOverdue ? nowMs - Date.parse(nextUpdateAt) : null, asOf,
  };
}
