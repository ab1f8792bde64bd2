import { domainToASCII } from 'node:url';

/** Providers that deliver `name+anything@` to `name@`, by their domain. Gmail also ignores dots. Source: the providers' help pages on plus addressing and aliases. */
const PLUS_DOMAINS: ReadonlySet<string> = new Set([
  'gmail.com', 'icloud.com', 'me.com', 'mac.com', 'proton.me', 'protonmail.com', 'protonmail.ch', 'pm.me', 'fastmail.com', 'fastmail.fm', 'mailbox.org', 'posteo.de', 'posteo.net', 'runbox.com', 'hey.com',
  'zohomail.com', 'zoho.com', 'yandex.com', 'yandex.ru', 'ya.ru', 'startmail.com', 'kolabnow.com', 'migadu.com', 'tuta.com', 'duck.com', 'msn.com',
]);
/** The same provider under the domain of each country: outlook.de, hotmail.co.uk, live.nl. */
const PLUS_DOMAIN = /^(?:outlook|hotmail|live)\.[a-z]{2,3}(?:\.[a-z]{2})?$/;

/** Domains that are one provider's two names: the same box answers to both. */
const OTHER_NAME: Readonly<Record<string, string>> = { 'googlemail.com': 'gmail.com', 'protonmail.com': 'proton.me', 'protonmail.ch': 'proton.me', 'pm.me': 'proton.me', 'ya.ru': 'yandex.ru' };

/** An address for matching. `said`: as it was written, in lower case, where the provider delivers that spelling to the same box; what others hash is that one. */
export type NormalMail = { readonly value: string; readonly said: string | null };

/** The address for matching; the one to write to stays in the interaction. Shape: null when it is not an address. */
export function normalMail(written: string): NormalMail | null {
  const bare = /<([^<>]+)>$/.exec(written)?.[1] ?? written.replace(/^mailto:/i, '').replace(/\?.*$/s, '');
  const lower = bare.normalize('NFKC').trim().toLowerCase().replace(/\.$/, '');
  const match = /^([^\s@<>,;]+)@([^\s@<>,;]+\.[^\s@<>,;.]+)$/.exec(lower);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  // Letters of any script in a domain and its punycode are one domain.
  const wire = /^[a-z0-9.-]+$/.test(match[2]) ? match[2] : domainToASCII(match[2]);
  if (wire === '') return null;
  const domain = OTHER_NAME[wire] ?? wire;
  let local = match[1];
  if ((PLUS_DOMAINS.has(domain) || PLUS_DOMAIN.test(domain)) && local.indexOf('+') > 0) local = local.slice(0, local.indexOf('+'));
  if (domain === 'gmail.com') local = local.replaceAll('.', '');
  if (local === '') return null;
  const value = `${local}@${domain}`;
  return { value, said: value === lower ? null : lower };
}
