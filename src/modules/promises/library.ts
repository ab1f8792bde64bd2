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
  {
    key: 'complaint-settled', about: 'Of complaint handling (ISO 10002, and the usual rule of financial services): each complaint has its final answer within 30 days, and the customer does not have to come again. Complaints are recognised by what is said, not by the word.',
    terms: { ...ANYBODY, name: 'Complaints are settled in 30 days', published: 'When something went wrong, you have our final answer within 30 days.', clause: { type: 'final-answer', to: 'complaint', withinDays: 30 } },
  },
  {
    key: 'ask-once', about: 'Ask once, over the whole matter: whoever turned to us does not have to turn to us about it again, by any channel. Stands on issues put together across channels.',
    terms: { ...ANYBODY, name: 'You ask once', published: 'Ask us once. You will not have to ask again.', clause: { type: 'ask-once', withinDays: 14 } },
  },
  {
    key: 'one-person', about: 'Of an ask-once promise: one of ours is responsible from the first contact on, and nobody is handed from desk to desk.',
    terms: { ...ANYBODY, name: 'One person is responsible', published: 'Whoever takes up your matter sees it through.', clause: { type: 'one-person', mostPeople: 1, withinDays: 30 } },
  },
  {
    key: 'followed-through', about: 'What staff said in a matter would happen by a moment (news, money, a delivery) is looked for in the whole matter, whoever did it and by whatever channel.',
    terms: { ...ANYBODY, name: 'We follow through', published: 'What we say will happen, happens.', clause: { type: 'followed-through' } },
  },
  {
    key: 'told-before', about: 'Of a travel-style guarantee: whoever waits for something that will be late hears of it from us, before they ask.',
    terms: { ...ANYBODY, name: 'You hear it from us first', published: 'When your order is late, we tell you before you have to ask.', clause: { type: 'told-before', withinHours: 24 } },
  },
  {
    key: 'no-repeat', about: 'Settled means settled: what we said was done does not come back within two weeks.',
    terms: { ...ANYBODY, name: 'Settled is settled', published: 'When we say it is settled, it is.', clause: { type: 'no-repeat', withinDays: 14 } },
  },
  {
    key: 'made-good', about: 'Of a code of conduct for customer satisfaction (ISO 10001): what a broken promise entitles to is given by its deadline, unasked.',
    terms: { ...ANYBODY, name: 'We make good in time', published: 'When we break a promise, you get what we owe you without asking.', clause: { type: 'remedy-given' } },
  },
];
