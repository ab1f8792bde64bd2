import { formatMinor, parseMinor } from '../../../kernel/money.ts';
import type { InteractionInput } from '../../interactions/contract.ts';
import type { Mapping } from '../contract.ts';
import { orNothing, orderStateFrom, type Entry, type ReadText } from './mapping-plan.ts';
import { fitCurrency, readDecimal, type DecimalMark } from './read-amount.ts';
import type { ReadMoment } from './read-date.ts';
import { isFault, type Fault, type MomentReader, type Reading } from './reading.ts';
import type { SourceRow } from './source-row.ts';

/** The part of a mapping that speaks of orders; null when it names none. */
export type OrderPlan = { readonly id: ReadText; readonly read: (key: string) => ReadText | undefined; readonly currency: string | undefined; readonly mark: DecimalMark; readonly hasLines: boolean; readonly dated: boolean };

/** Prepares the order fields of a mapping. */
export function planOrder(mapping: Mapping, entries: ReadonlyMap<string, Entry>): OrderPlan | null {
  const id = entries.get('order.id')?.read;
  if (id === undefined) return null;
  return { id, read: (key) => entries.get(`order.${key}`)?.read, currency: mapping.currency, mark: mapping.decimal ?? null, hasLines: entries.has('order.lines.product'), dated: entries.get('occurredAt')?.constant === null };
}

/** What happened to an order after it was placed, in the order in which it happens. */
const MOMENTS = [
  { field: 'shippedAt', suffix: 'shipped', state: 'shipped', channel: 'delivery', kind: 'parcel-shipped', direction: 'out' },
  { field: 'deliveredAt', suffix: 'delivered', state: 'delivered', channel: 'delivery', kind: 'parcel-delivered', direction: 'out' },
  { field: 'cancelledAt', suffix: 'cancelled', state: 'cancelled', channel: 'order', kind: 'order-cancelled', direction: 'in' },
  { field: 'returnedAt', suffix: 'returned', state: 'returned', channel: 'return', kind: 'order-returned', direction: 'in' },
] as const;

/**
 * The moments of one order: placed, shipped, delivered, cancelled, returned, each an interaction with the state the order had then.
 * A state of the file that none of its dates explains is told with the last moment that is known. An order whose sum is negative is a refund.
 */
export function readOrder(plan: OrderPlan, base: InteractionInput, rows: readonly SourceRow[], moment: MomentReader, placed: ReadMoment): Reading {
  const row = rows[0];
  const id = row === undefined ? '' : orNothing(plan.id(row)).replace(/^(\d+)\.0$/, '$1').slice(0, 200);
  if (row === undefined || id === '') return { problem: 'It has no order number.' };
  const said = orderStateFrom(orNothing(plan.read('state')?.(row) ?? ''));
  const promised = moment(row, plan.read('promisedAt'), 'The promised date');
  if (isFault(promised)) return { problem: promised.fault };
  const written = orNothing(plan.read('currency')?.(row) ?? '').toUpperCase();
  const currency = /^[A-Z]{3}$/.test(written) ? written : plan.currency;
  const lines = plan.hasLines ? linesOf(plan, rows, currency) : [];
  const summed = totalOf(plan, row, rows, lines, currency);
  if (isFault(summed)) return { problem: summed.fault };
  const { total } = summed;

  const moments: { at: ReadMoment; suffix: string; state: string; channel: string; kind: string; direction: 'in' | 'out' }[] = [];
  for (const one of MOMENTS) {
    const at = moment(row, plan.read(one.field), `The date for "${one.suffix}"`);
    if (isFault(at)) return { problem: at.fault };
    if (at !== null) moments.push({ at, suffix: one.suffix, state: one.state, channel: one.channel, kind: one.kind, direction: one.direction });
  }
  const refund = total !== null && total.startsWith('-');
  const parcel = orNothing(plan.read('parcel')?.(row) ?? '') || id;
  const subjects = [...(base.subjects ?? []), { type: 'order', id }];
  const last = moments.at(-1);
  const first: InteractionInput = {
    ...base, subjects, ...(refund ? { channel: 'return', kind: 'refund-given' } : {}),
    order: {
      id, ...stateAndDate(plan, refund, last === undefined ? said : '', placed), ...(promised === null ? {} : { promisedAt: promised.text }),
      ...(currency === undefined ? {} : { currency, ...(total === null || refund ? {} : { total }) }), ...(lines.length === 0 ? {} : { lines: lines.slice(0, 1_000).map(({ line }) => line) }),
    },
    ...(currency === undefined || total === null ? {} : { amounts: [...(base.amounts ?? []), { role: refund ? 'refund' as const : 'total' as const, amount: total, currency }] }),
  };
  const later = moments.map((one, index): InteractionInput => ({
    id: `${base.id}/${one.suffix}`, channel: one.channel, kind: one.kind, direction: one.direction, occurredAt: one.at.text, ...(one.at.precision === 'ms' ? {} : { occurredPrecision: one.at.precision }),
    ...(base.brand === undefined ? {} : { brand: base.brand }), ...(base.identifiers === undefined ? {} : { identifiers: base.identifiers }), subjects: [{ type: 'order', id }],
    order: {
      id, state: index === moments.length - 1 && said !== '' && said !== 'placed' ? said : one.state,
      ...(one.channel === 'delivery' ? { parcels: [{ id: parcel, state: one.state, ...(promised === null ? {} : { promisedAt: promised.text }), ...(one.suffix === 'shipped' ? { shippedAt: one.at.text } : { deliveredAt: one.at.text }) }] } : {}),
    },
  }));
  return { interactions: [first, ...later] };
}

/** A file of order lines without dates says nothing about when the order was placed, nor that it was placed just now. */
function stateAndDate(plan: OrderPlan, refund: boolean, said: string, placed: ReadMoment): { state?: string; placedAt?: string } {
  if (refund) return { state: 'refunded' };
  if (!plan.dated) return said === '' ? {} : { state: said };
  return { state: said === '' ? 'placed' : said, placedAt: placed.text };
}

type Line = { readonly line: { product: string; name?: string; quantity: number; unitPrice?: string; priceText?: string }; readonly minor: bigint | null };

function linesOf(plan: OrderPlan, rows: readonly SourceRow[], currency: string | undefined): Line[] {
  return rows.flatMap((row) => {
    const product = orNothing(plan.read('lines.product')?.(row) ?? '').slice(0, 200);
    if (product === '') return [];
    const name = plan.read('lines.name')?.(row) ?? '';
    const quantity = Number(readDecimal(orNothing(plan.read('lines.quantity')?.(row) ?? ''), plan.mark) ?? 1);
    const price = readDecimal(orNothing(plan.read('lines.unitPrice')?.(row) ?? ''), plan.mark);
    const unitPrice = price === null || currency === undefined ? null : fitCurrency(price, currency);
    const minor = unitPrice === null || currency === undefined || !Number.isInteger(quantity) ? null : parseMinor(unitPrice, currency) * BigInt(quantity);
    return [{ line: { product, ...(name === '' ? {} : { name: name.slice(0, 300) }), quantity, ...(unitPrice === null ? {} : { unitPrice }), ...(price !== null && unitPrice === null && currency !== undefined ? { priceText: price } : {}) }, minor }];
  });
}

/** The total that the file states, else the exact sum of its lines; null when one of them is missing. */
function totalOf(plan: OrderPlan, row: SourceRow, rows: readonly SourceRow[], lines: readonly Line[], currency: string | undefined): { readonly total: string | null } | Fault {
  if (currency === undefined) return { total: null };
  const written = orNothing(plan.read('total')?.(row) ?? '');
  if (written !== '') {
    const value = readDecimal(written, plan.mark);
    const total = value === null ? null : fitCurrency(value, currency);
    return total === null ? { fault: 'The total of the order is not an amount of its currency.' } : { total };
  }
  if (lines.length === 0 || lines.length < rows.length || lines.some((line) => line.minor === null)) return { total: null };
  const sum = lines.reduce((total, line) => total + (line.minor ?? 0n), 0n);
  return { total: formatMinor(sum, currency) };
}
