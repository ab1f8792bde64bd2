import type { LibraryPromise, Terms } from './contract.ts';

const ANYBODY: Omit<Terms, 'name' | 'published' | 'clause'> = { audience: { kind: 'everyone' }, channels: [], clock: { kind: 'wall' }, exclusions: { brands: [], channels: [], days: [] }, remedy: null, owners: { brand: null, service: null } };
const WRITTEN = ['email', 'ticket', 'letter', 'sms', 'social'];
const HOUR = 60;

/** Promises to begin with. Each is a template: who answers for it and what it costs is the company's own. */
export const LIBRARY: readonly LibraryPromise[] = [
  {
    key: 'explain-once', about: 'The heart of an ask-once promise: whoever is handed on never tells it twice. Checked in every conversation after a hand-over.',
    terms: { ...ANYBODY, name: 'You explain it once', published: 'You tell us once. Whoever takes over knows what you said.', clause: { type: 'explain-once', withinMinutes: 30 } },
  },
  {
    key: 'our-word', about: 'What staff promise with a deadline in words ("I will write to you by Friday, 17:00") counts as promised, and is checked. Read in messages and transcripts; not on a condition.',
    terms: { ...ANYBODY, name: 'We keep our word', published: 'When one of us says you will hear from us by a moment, you will.', clause: { type: 'kept-word', word: 'any' } },
  },
  {
    key: 'answer-in-four-hours', about: 'Of a travel-style guarantee: written questions are answered by a person within four hours. An auto-reply is no answer.',
    terms: { ...ANYBODY, name: 'An answer in four hours', published: 'Write to us, and a person answers within four hours.', channels: WRITTEN, clause: { type: 'response-deadline', to: 'question', withinMinutes: 4 * HOUR } },
  },
  {
    key: 'delivered-as-ordered', about: 'Of a travel-style guarantee: what was ordered comes by the day that the order named.',
    terms: { ...ANYBODY, name: 'Delivered when we said', published: 'Your order arrives by the day we named when you bought it.', clause: { type: 'outcome-as-ordered', outcome: { is: 'deliver-by', graceHours: 0 } } },
  },
  {
    key: 'money-back', about: 'The money is on its way within 14 days after the return arrived.',
    terms: { ...ANYBODY, name: 'Money back in 14 days', published: 'Fourteen days after your return is with us, your money is on its way back.', clause: { type: 'outcome-as-ordered', outcome: { is: 'refund-by', withinDays: 14 } } },
  },
  {
    key: 'complaint-acknowledged', about: 'Of complaint handling (ISO 10002, and the usual rule of financial services): each complaint is answered by a person within 24 hours, also one without the word complaint.',
    terms: { ...ANYBODY, name: 'Complaints are heard in a day', published: 'When something went wrong, a person answers you within 24 hours.', channels: [...WRITTEN, 'chat', 'call'], clause: { type: 'response-deadline', to: 'complaint', withinMinutes: 24 * HOUR } },
  },
];
