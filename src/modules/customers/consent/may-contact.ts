import { ADDRESS_OF_CHANNEL, type ConsentChannel } from '../../interactions/contract.ts';
import { standingsOf, type ConsentWord } from './consent-state.ts';
import { purposeOf, type ConsentState } from './contract.ts';

/** One address that is meant, in normal form. */
export type Address = { readonly type: string; readonly value: string };

/** Whether it is allowed, and why in one sentence. */
export type MayContact = { readonly allowed: boolean; readonly state: ConsentState; readonly why: string };

/** Identifiers that are addresses of a channel: a yes for one of them is for that one alone. */
const ADDRESSES: ReadonlySet<string> = new Set(Object.values(ADDRESS_OF_CHANNEL));
const BY: Readonly<Record<ConsentChannel, string>> = { email: ' by e-mail', sms: ' by text message', phone: ' by phone', post: ' by post', push: ' by push message', 'in-app': ' in the app', any: '' };

const DAY = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

function day(ms: number): string {
  return DAY.format(ms);
}

/**
 * Whether a customer may be contacted, or their data used, for a purpose over a channel. `words`: of all their claims.
 * `to`: an address that is meant; a yes for another address is none for it, a no for any of theirs is a no.
 */
export function decideContact(words: readonly ConsentWord[], purpose: string, channel: ConsentChannel, nowMs: number, to: Address | null = null): MayContact {
  const what = `${purposeOf(purpose).name.toLowerCase()}${BY[channel]}`;
  const standings = standingsOf(words, purpose, channel, nowMs);
  const first = standings[0];
  if (first?.word != null && (first.state === 'withdrawn' || first.state === 'refused')) {
    return { allowed: false, state: first.state, why: `They ${first.state === 'withdrawn' ? 'withdrew' : 'refused'} ${what} on ${day(first.word.saidMs)}.` };
  }
  const given = standings.filter(({ state }) => state === 'given');
  const yes = given.find(({ word }) => to === null || word?.about == null || !ADDRESSES.has(word.about.type) || (word.about.type === to.type && word.about.value === to.value));
  if (yes?.word != null) return { allowed: true, state: 'given', why: `They allowed ${what} on ${day(yes.word.saidMs)}${yes.word.about !== null && ADDRESSES.has(yes.word.about.type) ? ` for ${yes.word.about.value}` : ''}.` };
  const withoutWord = purposeOf(purpose).withoutWord;
  if (given.length > 0) return { allowed: withoutWord !== null, state: 'not-asked', why: `They allowed ${what} for another address only.` };
  if (first?.word != null) return { allowed: withoutWord !== null, state: 'expired', why: `They allowed ${what} on ${day(first.word.saidMs)}; that ended on ${day(first.word.expiresMs ?? nowMs)}.` };
  if (withoutWord !== null) return { allowed: true, state: 'not-asked', why: `${purposeOf(purpose).name} rests on the ${withoutWord} with them, and they did not object.` };
  return { allowed: false, state: 'not-asked', why: `They were never asked about ${what}.` };
}
