import { fullMoment, momentText } from '../../../web/primitives/moment-text.ts';
import { counted, countText, moneyText } from '../../../web/primitives/number.ts';
import type { TimelineItem } from '../../interactions/contract.ts';
import type { OrderState } from '../../subjects/contract.ts';
import type { Customer, ObservedChannels } from '../contract.ts';
import { customerName } from './customer-name.ts';
import { proofWords, traitName } from './survivorship-words.ts';

/** What a page shows, to be written down. Everything in it is as the server gave it to the viewer: what their role may not see is masked already. */
export type PageAsText = { readonly customer: Customer; readonly orders: readonly OrderState[]; readonly observed: ObservedChannels; readonly items: readonly TimelineItem[]; /** No older interaction is left out. */ readonly isAll: boolean; /** Where the page is. */ readonly address: string };

/** How the page calls things. */
export type PageWords = { channelName(channel: string): string; briefly(item: TimelineItem): string; typeName(type: string): string };

/** A titled part of the page, line by line. */
export type PageSection = { readonly title: string; readonly lines: readonly string[] };

/** The page of a customer in plain words: each fact with its source, what happened last. Parts with nothing in them are left out; the first is named after the customer. */
export function pageSections({ customer, orders, observed, items, isAll, address }: PageAsText, { channelName, briefly, typeName }: PageWords): PageSection[] {
  const sections: PageSection[] = [
    { title: customerName(customer), lines: [
      `${customer.kind}, ${customer.id}${customer.brands.length > 0 ? `, ${customer.brands.join(', ')}` : ''}`, `${address}/customers/${customer.id}`,
      `${counted(customer.interactions, 'interaction')}${customer.firstSeenAt === null ? '' : `, first seen ${momentText(customer.firstSeenAt, 'day')}`}${customer.lastSeenAt === null ? '' : `, last seen ${fullMoment(customer.lastSeenAt)}`}`,
      ...customer.observedValue.map(({ currency, minor, orders: count }) => `Paid, last 365 days: ${moneyText(minor, currency)} net, ${counted(count, 'order')}`),
    ] },
    { title: 'Who they are', lines: customer.traits.map(({ name, value, source, at, verifiedBy, others }) => `${traitName(name)}: ${value} (${source}, ${momentText(at, 'day')}, ${proofWords(verifiedBy)}${others > 0 ? `; ${counted(others, 'other value')} not counted` : ''})`) },
    { title: 'How they are known', lines: customer.identifiers.map(({ type, value, verified }) => `${typeName(type)}: ${value} (${verified ? 'verified' : 'claimed'})`) },
    { title: 'How they turn to us, last 12 months', lines: observed.channels.map(({ channel, times, lastAt }) => `${channelName(channel)}: ${countText(times)}, last ${momentText(lastAt, 'day')}`) },
    { title: 'Orders', lines: orders.map((order) => `${order.id}: ${order.state.replaceAll('-', ' ')}${order.placedAt === null ? '' : `, placed ${momentText(order.placedAt, 'day')}`}${order.totalMinor === null || order.currency === null ? '' : `, ${moneyText(order.totalMinor, order.currency)}`}`) },
    { title: isAll ? 'What happened' : `What happened, the latest ${items.length}`, lines: items.map((item) => `${momentText(item.occurredAt, 'short', item.occurredPrecision)} ${channelName(item.channel)}: ${briefly(item)}`) },
  ];
  return sections.map(({ title, lines }) => ({ title, lines: lines.map((line) => line.replace(/\s+/g, ' ').trim()) })).filter(({ lines }) => lines.length > 0);
}

/** The same as one text, for a mail or a note. */
export function customerText(page: PageAsText, words: PageWords): string {
  return `${pageSections(page, words).map(({ title, lines }) => [title, ...lines.map((line) => `  ${line}`)].join('\n')).join('\n\n')}\n`;
}
