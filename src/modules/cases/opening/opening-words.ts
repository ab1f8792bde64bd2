import type { OpeningRule, OpeningSign } from '../contract.ts';

/** What a case that opened by itself is called by: what was read, never the customer's words. */
const SIGNS: Readonly<Record<OpeningSign, { readonly about: string; readonly read: string }>> = {
  safety: { about: 'Danger is spoken of', read: 'that something is dangerous or that somebody was hurt' }, legal: { about: 'The law is spoken of', read: 'that they turn to the law or to an authority' },
  churn: { about: 'Wants to leave', read: 'that they leave' }, complaint: { about: 'A complaint', read: 'a complaint' }, negative: { about: 'Somebody is unhappy', read: 'bad feeling' },
  question: { about: 'A question', read: 'a question' }, request: { about: 'A wish', read: 'a wish' }, anything: { about: 'Somebody wrote', read: 'something to answer' },
};

const WAYS: Readonly<Record<string, string>> = {
  email: 'by e-mail', chat: 'in a chat', bot: 'in a talk with the bot', call: 'in a call', sms: 'by SMS', letter: 'by letter', ticket: 'in a ticket', store: 'in a shop', social: 'in public', review: 'in a review', marketplace: 'on a marketplace', survey: 'in a survey',
};

/** Title of a case, and why it opened by itself. */
export function openingWords({ sign }: Pick<OpeningRule, 'sign'>, channel: string): { readonly about: string; readonly because: string } {
  const way = WAYS[channel] ?? `(${channel})`;
  return { about: `${SIGNS[sign].about} ${way}`, because: `In what they said ${way}, ${SIGNS[sign].read} was read. A rule opens a case for that.` };
}
