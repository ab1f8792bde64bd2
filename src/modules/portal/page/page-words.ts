import type { StatusLanguage } from '../../subjects/contract.ts';

/** Everything that a customer's page says by itself, in one language. `{…}` are filled in. */
export type PageWords = {
  readonly title: string; readonly greeting: string; readonly asOf: string; readonly lookAgain: string; readonly isNew: string;
  readonly door: { readonly lead: string; readonly open: string; readonly ask: string; readonly label: string; readonly hint: string; readonly send: string; readonly wrong: string; readonly often: string; readonly closed: string };
  readonly status: string;
  readonly cases: { readonly title: string; readonly none: string; readonly former: string; readonly since: string; readonly order: string; readonly promise: string; readonly request: string; readonly matter: string; readonly theyWrote: string; readonly told: string };
  readonly states: { readonly new: string; readonly owned: string; readonly resolved: string; readonly broken: string; readonly confirmed: string; readonly unconfirmed: string; readonly remedied: string; readonly waiting: string };
  readonly next: { readonly ahead: string; readonly late: string; readonly none: string };
  readonly acts: { readonly solved: string; readonly notSolved: string; readonly what: string; readonly say: string; readonly sayTitle: string; readonly about: string; readonly anything: string; readonly send: string; readonly escalate: string; readonly escalateLead: string };
  readonly issues: { readonly title: string; readonly once: string; readonly line: string; readonly unanswered: string };
  readonly channel: { readonly title: string; readonly lead: string; readonly names: Readonly<Record<'email' | 'phone' | 'sms' | 'letter', string>>; readonly now: string };
  readonly consent: { readonly title: string; readonly lead: string; readonly purposes: Readonly<Record<'marketing' | 'research' | 'quotes' | 'profiling' | 'sharing', string>>; readonly channels: Readonly<Record<'email' | 'sms' | 'phone' | 'post' | 'any', string>>; readonly none: string };
  readonly data: { readonly title: string; readonly lead: string; readonly traits: Readonly<Record<'street' | 'postcode' | 'city' | 'country', string>>; readonly reach: string; readonly other: string; readonly copy: string; readonly copyLead: string; readonly erasure: string; readonly erasureLead: string; readonly sure: string; readonly asked: string };
  readonly escalation: { readonly title: string; readonly open: string; readonly closed: string; readonly ask: string; readonly yes: string; readonly no: string };
  readonly done: { readonly noted: string; readonly saved: string; readonly asked: string; readonly escalated: string; readonly tooMuch: string; readonly empty: string; readonly not: string; readonly fault: string };
  readonly save: string; readonly leave: string; readonly left: string; readonly language: string; readonly footer: string;
};

/** Languages by their own names. */
export const LANGUAGE_NAMES: Readonly<Record<StatusLanguage, string>> = { en: 'English', de: 'Deutsch', fr: 'Français', es: 'Español', pt: 'Português', it: 'Italiano', nl: 'Nederlands' };

/** A sentence with its places filled in. */
export function fill(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
