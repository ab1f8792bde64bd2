import type { MandateLine, Terms } from '../modules/promises/contract.ts';

/** Since when the demo company made its promises, before its history ends. Units: days. */
export const DEMO_PROMISED_DAYS = 90;

/** What the demo company promises: ready promises by their keys, each with what it gives where it breaks one. */
export const DEMO_PROMISES: readonly { readonly key: string; readonly remedy: Terms['remedy'] }[] = [
  { key: 'explain-once', remedy: { text: 'A voucher of 10 €', valueMinor: '1000', currency: 'EUR', withinDays: 7 } },
  { key: 'our-word', remedy: { text: 'A voucher of 15 €', valueMinor: '1500', currency: 'EUR', withinDays: 7 } },
  { key: 'delivered-as-ordered', remedy: { text: 'The cost of delivery back', valueMinor: '590', currency: 'EUR', withinDays: 14 } },
  { key: 'ask-once', remedy: null },
];

/** What its agents may give without asking. */
export const DEMO_MANDATE: readonly MandateLine[] = [
  { role: 'agent', kind: 'voucher', perCaseMinor: '2500', perWeekMinor: '15000', currency: 'EUR' },
  { role: 'agent', kind: 'refund', perCaseMinor: '5000', perWeekMinor: '20000', currency: 'EUR' },
  { role: 'agent', kind: 'replacement', perCaseMinor: '10000', perWeekMinor: '40000', currency: 'EUR' },
];
