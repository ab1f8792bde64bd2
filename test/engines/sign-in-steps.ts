import assert from 'node:assert/strict';
import type { Role } from '../../src/kernel/access.ts';
import type { Me, Person, SetUp } from '../../src/modules/people/contract.ts';
import type { House } from './people-house.ts';
import { codeOnPhone } from './phone-app.ts';

/** What every colleague of these tests has. */
export const PASSWORD = 'long enough 1';

/** The answer of a request that went well. */
export async function json<T>(asked: Promise<Response>): Promise<T> {
  const response = await asked;
  assert.equal(response.status, 200, await response.clone().text());
  return response.json() as Promise<T>;
}

/** Asserts that a request is refused in this way. */
export async function refusedWith(asked: Promise<Response>, status: number, code: string): Promise<void> {
  const response = await asked;
  assert.deepEqual([response.status, ((await response.json()) as { code: string }).code], [status, code]);
}

/** What a browser holds after an answer. */
export function cookieOf(response: Response): string {
  return response.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
}

/** A colleague with a second factor, and what is on their phone and paper. */
export type Secured = { readonly person: Person; readonly email: string; readonly setUp: SetUp; readonly recoveryCodes: readonly string[] };

/** What people do who sign in at this installation. */
export function signInStepsAt(house: House) {
  const colleague = (name: string, role: Role = 'agent'): Promise<Person> => house.people.add({ name, email: `${name.toLowerCase()}@example.org`, password: PASSWORD, role });
  /** What the app on a phone shows, some steps of 30 s from now. */
  const codeOf = ({ secret }: SetUp, steps = 0): string => codeOnPhone(secret, house.nowMs, steps);
  const secrets: string[] = [];
  return {
    colleague, codeOf,
    /** What people were shown once, which must stand nowhere. */
    secrets,
    /** Moves the clock on by a step, so that the app shows another code. */
    nextCode(setUp: SetUp): string {
      house.nowMs += 30_000;
      return codeOf(setUp);
    },
    /** Signs in by password as far as that leads. */
    async passwordOf(email: string): Promise<{ cookie: string; answer: Partial<Me> & { next?: string } }> {
      const response = await house.ask('/api/sign-in', { body: { email, password: PASSWORD } });
      return { answer: await json(Promise.resolve(response.clone())), cookie: cookieOf(response) };
    },
    /** Sets a second factor up, as people do it for themselves. */
    async withFactor(name: string): Promise<Secured> {
      const person = await colleague(name);
      const cookie = await house.signIn(person.email, PASSWORD);
      const setUp = await json<SetUp>(house.ask('/api/me/second-factor', { body: {}, cookie }));
      const { recoveryCodes } = await json<{ recoveryCodes: string[] }>(house.ask('/api/me/second-factor/confirm', { body: { code: codeOf(setUp) }, cookie }));
      secrets.push(setUp.secret, ...recoveryCodes);
      return { person, email: person.email, setUp, recoveryCodes };
    },
    auditOf: async (id: string): Promise<string[]> => (await house.people.auditPage({ about: id, limit: 100 })).entries.map(({ what, outcome }) => `${what} ${outcome}`),
  };
}
