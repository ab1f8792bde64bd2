import type { ClaimInput } from '../contract.ts';
import { randomPeople } from '../likelihood/random-people.fixture.ts';

/** What invented people send. `personOf`: the person behind the evidence of each claim; `homeOf`: the home of each person, named by the family name that most of their claims give; who never gives one is missing. */
export type ClaimsOfPeople = { readonly claims: readonly ClaimInput[]; readonly personOf: ReadonlyMap<number, number>; readonly homeOf: ReadonlyMap<number, string> };

/** Claims of invented people in households; each comes with an order of its own, so that those who give neither address nor number are somebody too. The same for the same seed. */
export function claimsOfPeople(seed: number, households: number): ClaimsOfPeople {
  const personOf = new Map<number, number>();
  const surnames = new Map<number, string[]>();
  const claims = randomPeople(seed, households).map(({ values: [givenName = '', familyName = '', email = '', phone = '', postcode = '', birthDate = ''], person }, at): ClaimInput => {
    personOf.set(at + 1, person);
    if (familyName !== '') surnames.set(person, [...(surnames.get(person) ?? []), familyName]);
    const identifiers = [{ type: 'order', value: `o-${at}` }, ...(email === '' ? [] : [{ type: 'email', value: email }]), ...(phone === '' ? [] : [{ type: 'phone', value: phone.replace(/^0/, '+44') }])];
    const traits = Object.fromEntries(Object.entries({ givenName, familyName, postcode, birthDate }).filter(([, value]) => value !== ''));
    return { source: 'shop', brand: 'main', identifiers: identifiers.map((one) => ({ ...one, verified: false })), traits, session: null, occurredMs: Date.UTC(2026, 0, 1) + at * 60_000, evidence: at + 1 };
  });
  const mostSaid = (names: readonly string[]): string => [...Map.groupBy(names, (name) => name)].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? '';
  return { claims, personOf, homeOf: new Map([...surnames].map(([person, names]) => [person, mostSaid(names)])) };
}
