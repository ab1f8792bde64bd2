import { ruleOf } from '../../identity/contract.ts';
import { ADDRESS_OF_CHANNEL, type CheckedConsent, type ConsentChannel, type ConsentInput } from './contract.ts';

type Written = { readonly type: string; readonly value: string };

/** What a word on consent is for when it does not say: the addresses of its channel, else the surest identifier. Shape: empty when the interaction names nobody. */
function aboutOf(channel: ConsentChannel, identifiers: readonly Written[]): Written[] {
  const addresses = identifiers.filter(({ type }) => type === ADDRESS_OF_CHANNEL[channel]);
  if (addresses.length > 0) return addresses.map(({ type, value }) => ({ type, value }));
  const surest = [...identifiers].sort((a, b) => ruleOf(a.type).priority - ruleOf(b.type).priority || (a.type + a.value < b.type + b.value ? -1 : 1))[0];
  return surest === undefined ? [] : [{ type: surest.type, value: surest.value }];
}

/**
 * The words on consent of one interaction, one for each address that they are for. `readMs` reads a moment in the zone of the source.
 * Invariant: the order of the identifiers makes no difference but to the order of the words.
 */
export function checkedConsents(consents: readonly ConsentInput[], identifiers: readonly Written[], occurredMs: number, readMs: (field: string, text: string) => number | null): CheckedConsent[] {
  return consents.flatMap((consent): CheckedConsent[] => {
    const word = {
      purpose: consent.purpose, channel: consent.channel, answer: consent.answer, atMs: consent.at === undefined ? occurredMs : readMs('consents.at', consent.at) ?? occurredMs, basis: consent.basis,
      wording: consent.wording ?? null, version: consent.version ?? null, expiresMs: consent.expiresAt === undefined ? null : readMs('consents.expiresAt', consent.expiresAt),
    };
    const about = consent.identifier === undefined ? aboutOf(consent.channel, identifiers) : [consent.identifier];
    return about.length === 0 ? [{ ...word, about: null }] : about.map((one) => ({ ...word, about: one }));
  });
}
