import { hashedOrder } from './engine/contact.ts';
import type { Place } from './history-log.ts';

/** Where the company said or paid something about which orders, to anybody: found by the order, so that nobody's words must be held to know. */
export type ToldPlaces = {
  /** Notes where something stands, and about which orders. */
  add(row: Place & { readonly brand: string; readonly orders: readonly string[] }): void;
  /** Everything that was said or paid about one of these orders (hashed). Shape: each place once. */
  about(orders: Iterable<number>): Place[];
};

/** Begins with nothing. Cost: some thirty bytes for each order that is named somewhere, and as many for each order there is. */
export function createToldPlaces(): ToldPlaces {
  // Lists, threaded through each other: of each order the last place, of each place the one before it.
  const last = new Map<number, number>();
  const before: number[] = [];
  const homes: number[] = [];
  const numbers: number[] = [];
  return {
    add({ home, number, brand, orders }) {
      for (const id of orders) {
        const order = hashedOrder(brand, id);
        before.push(last.get(order) ?? -1);
        last.set(order, homes.length);
        homes.push(home);
        numbers.push(number);
      }
    },
    about(orders) {
      const found = new Map<number, Place>();
      for (const order of orders) for (let at = last.get(order) ?? -1; at >= 0; at = before[at] ?? -1) found.set(numbers[at] ?? 0, { home: homes[at] ?? 0, number: numbers[at] ?? 0 });
      return [...found.values()];
    },
  };
}
