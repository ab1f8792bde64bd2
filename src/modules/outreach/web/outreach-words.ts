import { momentText } from '../../../web/primitives/moment-text.ts';
import { PURPOSES, REASON_WORDS, type ContactStanding, type Reason, type Standing } from '../contract.ts';

/** What may leave, in one line. `held`: why nothing may, whatever is switched on. */
export function standingLine({ held, switches }: Standing): string {
  const on = switches.filter(({ isOn }) => isOn);
  if (held !== null || on.length === 0) return 'Listen-only: nothing leaves.';
  const named = on.map(({ purpose, by, at }) => `${PURPOSES[purpose].name.toLowerCase()}${at === null ? '' : ` since ${momentText(at, 'day')}`}${by === null ? '' : ` by ${by}`}`);
  return `What leaves: ${named.join(', ')}. ${on.length === switches.length ? '' : 'Everything else is held.'}`.trim();
}

/** Reasons as sentences, each once. */
export function reasonText(reasons: readonly Reason[]): string {
  return reasons.map((reason) => REASON_WORDS[reason]).join(' ');
}

const ASKS: Readonly<Record<ContactStanding['now'][number]['kind'], string>> = { short: 'One question', long: 'A longer survey', campaign: 'A campaign' };

/** What an ask is called. */
export function askName(kind: ContactStanding['now'][number]['kind']): string {
  return ASKS[kind];
}

const STATES: Readonly<Record<ContactStanding['entries'][number]['state'], string>> = { reserved: 'reserved', committed: 'sent', released: 'given back', withheld: 'shown, not sent', held: 'held', dropped: 'not to be sent' };

/** What became of an entry of the ledger. */
export function becameText(state: ContactStanding['entries'][number]['state']): string {
  return STATES[state];
}

const CHANNELS: Readonly<Record<string, string>> = { email: 'e-mail', sms: 'text message', push: 'push message', 'in-app': 'the app' };

/** By what somebody would be reached. */
export function channelName(channel: string): string {
  return CHANNELS[channel] ?? channel;
}
