import type { OrderState, ParcelState } from '../contract.ts';

/** What stands out about a parcel's promise: late and still open, late but there, or nothing. */
export function lateness(parcel: ParcelState, nowMs: number): { readonly days: number; readonly open: boolean } | null {
  if (parcel.promisedAt === null) return null;
  const until = parcel.deliveredAt === null ? nowMs : Date.parse(parcel.deliveredAt);
  const days = Math.floor((until - Date.parse(parcel.promisedAt)) / 86_400_000);
  return days >= 1 ? { days, open: parcel.deliveredAt === null } : null;
}

/** Orders with the newest first. */
export function newestFirst(orders: readonly OrderState[]): readonly OrderState[] {
  return orders.toSorted((a, b) => (b.placedAt ?? b.asOf.at).localeCompare(a.placedAt ?? a.asOf.at));
}
