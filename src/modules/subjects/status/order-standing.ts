import type { IncidentState } from '../incidents/contract.ts';
import type { OrderState, ParcelState } from '../contract.ts';
import type { StatusSetting } from './contract.ts';
import { saidToCustomers } from './incident-standing.ts';
import { sayPromise } from './lateness.ts';
import { isFinal, stageOf, type Stage } from './stages.ts';
import { daysSince, isOld, type Standing, type Statement, type StatusFact } from './standing.ts';

/** Parcels that are spoken of one by one. */
const PARCELS_SAID = 10;

/** When the order came into the state in which it is. */
function stateSince({ history, placedAt, asOf, state }: OrderState, stage: Stage): string {
  return (stage === 'placed' ? placedAt : null) ?? history.findLast((step) => step.state === state)?.at ?? asOf.at;
}

function parcelSince(parcel: ParcelState, stage: Stage): string {
  return (stage === 'shipped' ? parcel.shippedAt : stage === 'delivered' ? parcel.deliveredAt : null) ?? parcel.asOf.at;
}

/** Parcels that say more than the order does: none once the order is over and no parcel was heard of since. */
function parcelsThatSay(order: OrderState, stage: Stage): readonly ParcelState[] {
  const overAt = isFinal(stage) ? stateSince(order, stage) : null;
  return order.parcels.filter(({ asOf }) => overAt === null || (stage === 'delivered' && Date.parse(asOf.at) > Date.parse(overAt))).slice(0, PARCELS_SAID);
}

type Part = { readonly statements: readonly Statement[]; readonly isOver: boolean; readonly isKnown: boolean; readonly lateMs: number | null };

function wholeOrder(order: OrderState, stage: Stage, nowMs: number, setting: StatusSetting): Part {
  const about = { order: order.id };
  if (order.history.length === 0) return { statements: [{ key: 'no-news', ...about }], isOver: false, isKnown: false, lateMs: null };
  const at = stateSince(order, stage);
  const isOver = isFinal(stage);
  const deliveredAt = stage === 'delivered' || stage === 'completed' ? order.parcels.map((parcel) => parcel.deliveredAt).findLast((moment) => moment !== null) ?? at : null;
  const promise = isOver && deliveredAt === null ? { statements: [], lateMs: null } : sayPromise(order.promisedAt ?? order.parcels[0]?.promisedAt ?? null, deliveredAt, nowMs);
  const isKnown = isOver || !isOld(order.asOf.at, nowMs, setting.oldAfterDays.order);
  return { statements: [{ key: stage, ...about, at, ...(stage === 'other' ? { quoted: order.state } : {}) }, ...promise.statements, ...(isKnown ? [] : [{ key: 'old-news' as const, at: order.asOf.at }])], isOver, isKnown, lateMs: promise.lateMs };
}

function oneParcel(order: OrderState, parcel: ParcelState, nowMs: number, setting: StatusSetting): Part {
  const stage = stageOf(parcel.state);
  const about = { order: order.id, ...(order.parcels.length > 1 ? { parcel: parcel.id } : {}) };
  const at = parcelSince(parcel, stage);
  const isOver = isFinal(stage);
  const promise = isOver && stage !== 'delivered' && stage !== 'completed' ? { statements: [], lateMs: null } : sayPromise(parcel.promisedAt ?? order.promisedAt, isOver ? at : null, nowMs);
  const isKnown = isOver || !isOld(parcel.asOf.at, nowMs, setting.oldAfterDays.parcel);
  return { statements: [{ key: stage, ...about, at, ...(stage === 'other' ? { quoted: parcel.state } : {}) }, ...promise.statements, ...(isKnown ? [] : [{ key: 'old-news' as const, at: parcel.asOf.at }])], isOver, isKnown, lateMs: promise.lateMs };
}

function factsOf(order: OrderState, parcels: readonly ParcelState[]): StatusFact[] {
  const of = (what: string, value: string | null, { at, source }: { readonly at: string; readonly source: string }): StatusFact[] => (value === null ? [] : [{ what, value, asOf: at, source }]);
  const last = order.history.at(-1);
  return [
    ...(last === undefined ? [] : of('order state', last.state, last)), ...of('placed', order.placedAt, order.asOf), ...of('promised by', order.promisedAt, order.asOf),
    ...parcels.flatMap((parcel) => [
      ...of(`parcel ${parcel.id} state`, parcel.state, parcel.asOf), ...of(`parcel ${parcel.id} carrier`, parcel.carrier, parcel.asOf), ...of(`parcel ${parcel.id} promised by`, parcel.promisedAt, parcel.asOf),
      ...of(`parcel ${parcel.id} left us`, parcel.shippedAt, parcel.asOf), ...of(`parcel ${parcel.id} arrived`, parcel.deliveredAt, parcel.asOf),
    ]),
  ];
}

/** How an order stands: itself or its parcels, what is late against what was promised, the known problems that touch it, and what we do not know. */
export function orderStanding(order: OrderState, incidents: readonly IncidentState[], nowMs: number, setting: StatusSetting): Standing {
  const stage = stageOf(order.state);
  const parcels = parcelsThatSay(order, stage);
  const parts = parcels.length === 0 ? [wholeOrder(order, stage, nowMs, setting)] : parcels.map((parcel) => oneParcel(order, parcel, nowMs, setting));
  const isOver = parts.every((part) => part.isOver);
  const late = parts.flatMap(({ lateMs }) => lateMs ?? []);
  const touching = isOver ? [] : incidents.filter(({ state }) => state === 'open');
  return {
    about: { type: 'order', id: order.id }, brand: order.brand, statements: [...parts.flatMap(({ statements }) => statements), ...touching.map(({ title, since }): Statement => ({ key: 'incident-touches', quoted: title, at: since }))], besides: touching.flatMap((incident) => saidToCustomers(incident, nowMs)), facts: factsOf(order, order.parcels.slice(0, PARCELS_SAID)),
    isOpen: !isOver && daysSince(order.asOf.at, nowMs) <= setting.openDays, isKnown: parts.every((part) => part.isKnown), lateMs: late.length === 0 ? null : Math.max(...late), asOf: order.asOf,
  };
}
