import type { CustomerKind } from '../../identity/contract.ts';
import { companyKey, isDomainOf } from './company-name.ts';

/** What somebody, or a source, said of where they work. Units: ms. */
export type SaidCompany = { readonly company: string; readonly source: string; readonly saidMs: number };

/** Somebody else with an address at one of the domains, or who says one of the companies. An organisation is a desk there. `domains` only those that were asked for. */
export type Other = { readonly customer: number; readonly kind: Exclude<CustomerKind, 'visitor'>; readonly domains: readonly string[]; readonly companies: readonly string[] };

/** An organisation that a customer likely belongs to. `name` null: nobody says what it is called. */
export type Organisation = {
  readonly name: string | null; readonly domains: readonly string[];
  /** Who said that they belong to it, the latest first. */ readonly said: readonly SaidCompany[];
  readonly people: readonly number[]; readonly desks: readonly number[];
};

/** So many people have addresses at a provider, not at one organisation that buys here. */
export const PROVIDER_FROM = 500;

/** Domains at which so many people have addresses that they say nothing about where anybody works. */
export function providersAmong(there: readonly { readonly domain: string; readonly kind: CustomerKind }[]): Set<string> {
  const people = Map.groupBy(there.filter(({ kind }) => kind === 'person'), ({ domain }) => domain);
  return new Set([...people].filter(([, ones]) => ones.length >= PROVIDER_FROM).map(([domain]) => domain));
}

/** The companies that are said, each spelling once, the latest said first; what names none is left out. */
export function companiesOf(said: readonly SaidCompany[]): string[] {
  return [...new Set(latestOfEach(said.filter(({ company }) => companyKey(company) !== null)).map(({ company }) => company))];
}

/** What each source said last of each company, the latest first. */
function latestOfEach(said: readonly SaidCompany[]): SaidCompany[] {
  const sorted = [...said].sort((a, b) => b.saidMs - a.saidMs || a.source.localeCompare(b.source) || a.company.localeCompare(b.company));
  return [...new Map(sorted.toReversed().map((one) => [`${one.source} ${companyKey(one.company) ?? ''}`, one])).values()].toReversed();
}

/** The company that most of these people say; null when they say none, or several equally often. */
function mostSaid(others: readonly Other[]): string | null {
  const byKey = [...Map.groupBy(others.flatMap(({ companies }) => companies), (company) => companyKey(company) ?? '')].filter(([key]) => key !== '').sort(([, a], [, b]) => b.length - a.length);
  const [first, second] = byKey;
  return first === undefined || first[1].length === second?.[1].length ? null : [...first[1]].sort()[0] ?? null;
}

function ofKind(others: readonly Other[], kind: Other['kind']): number[] {
  return others.filter((other) => other.kind === kind).map(({ customer }) => customer).sort((a, b) => a - b);
}

/**
 * Which organisations a customer likely belongs to: those that they say, and those at whose domain they and others, or a desk of it, have addresses. An own domain that nobody else uses says nothing.
 * A company and a domain are one organisation where the domain is plainly the company's, or where somebody with an address there says the company.
 * Shape: what was said and has a domain first, then what was said, then domains; the latest said first. Invariant: independent of the order of what is given.
 */
export function organisationsOf(own: { readonly domains: readonly string[]; readonly said: readonly SaidCompany[] }, others: readonly Other[]): Organisation[] {
  const saidOf = Map.groupBy(latestOfEach(own.said.filter(({ company }) => companyKey(company) !== null)), ({ company }) => companyKey(company) ?? '');
  const sayers = (key: string): Other[] => others.filter(({ companies }) => companies.some((company) => companyKey(company) === key));
  const at = (domain: string): Other[] => others.filter(({ domains }) => domains.includes(domain));
  const domains = [...own.domains].sort();
  const companyOf = (domain: string): string | undefined => [...saidOf.keys()].find((key) => isDomainOf(domain, key)) ?? [...saidOf.keys()].find((key) => sayers(key).some((other) => other.domains.includes(domain)));
  const named = [...saidOf].map(([key, said]): Organisation => {
    const theirs = domains.filter((domain) => companyOf(domain) === key);
    const together = [...new Set([...sayers(key), ...theirs.flatMap(at)])];
    return { name: said[0]?.company ?? null, domains: theirs, said, people: ofKind(together, 'person'), desks: ofKind(together, 'organisation') };
  });
  const unsaid = domains.filter((domain) => companyOf(domain) === undefined && at(domain).length > 0)
    .map((domain): Organisation => ({ name: mostSaid(at(domain)), domains: [domain], said: [], people: ofKind(at(domain), 'person'), desks: ofKind(at(domain), 'organisation') }));
  return [...named.filter((one) => one.domains.length > 0), ...named.filter((one) => one.domains.length === 0), ...unsaid];
}
