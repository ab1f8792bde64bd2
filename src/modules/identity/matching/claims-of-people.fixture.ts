import type { ClaimInput } from '../contract.ts';
import { randomPeople } from '../likelihood/random-people.fixture.ts';

/** What invented people send. `personOf` and `homeOf`: the person and the home behind the evidence of each claim. */
export type ClaimsOfPeople = { readonly claims: readonly ClaimInput[]; readonly personOf: ReadonlyMap<number, number>; readonly homeOf: ReadonlyMap<number, number> };

/** Claims of invented people in households; each comes with an order of its own, so that those who give neither address nor number are somebody too. The same for the same seed. */
export function claimsOfPeople(seed: number, households: number): ClaimsOfPeople {
  const records = randomPeople(seed, households);
  const claims = records.map(({ values: [givenName = '', familyName = '', email = '', phone = '', postcode = '', birthDate = ''] }, at): ClaimInput => {
    const identifiers = [{ type: 'order', value: `o-${at}` }, ...(email === '' ? [] : [{ type: 'email', value: email }]), ...(phone === '' ? [] : [{ type: 'phone', value: phone.replace(/^0/, '+44') }])];
    const traits = Object.fromEntries(Object.entries({ givenName, familyName, postcode, birthDate }).filter(([, value]) => value !== ''));
    return { source: 'shop', brand: 'main', identifiers: identifiers.map((one) => ({ ...one, verified: false })), traits, session: null, occurredMs: Date.UTC(2026, 0, 1) + at * 60_000, evidence: at + 1 };
  });
  return { claims, personOf: new Map(records.map(({ person }, at) => [at + 1, person])), homeOf: new Map(records.map(({ home }, at) => [at + 1, home])) };
}
