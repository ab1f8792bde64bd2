import type { InteractionInput } from '../src/modules/interactions/contract.ts';
import { emailAt, phoneAt, streetAt } from './customer.ts';
import type { Customer } from './customer.ts';
import type { Identifier, Scene, Subject } from './happening.ts';
import { DAY_MS, WEEK_MS } from './happening.ts';
import { misspell } from './language/noise.ts';
import { mix, scramble } from './random.ts';
import type { Random } from './random.ts';
import type { Agent } from './staff.ts';
import { TEAMS } from './staff.ts';

/** How each silo knows a person: never more than that system could know. */
type Traits = NonNullable<InteractionInput['traits']>;

/** A browser is thrown away about twice a year. */
export function cookieOf(customer: Customer, seed: number, atMs: number): Identifier {
  const life = Math.floor(atMs / (26 * WEEK_MS) + (customer.index % 7) / 7);
  return { type: 'cookie', value: `c${scramble(mix(mix(seed, customer.index), life)).toString(36)}${(customer.index % 1296).toString(36)}` };
}

/** Where a visit happens: own phone, own browser, or the tablet that a household shares. */
export type Visit = { readonly source: 'web' | 'app'; readonly session: string; readonly identifiers: readonly Identifier[]; readonly isLoggedIn: boolean; readonly isShared: boolean };

export function visitOf(scene: Scene, atMs: number, wantsLogin = 0.4): Visit {
  const { customer, random, world } = scene;
  const isShared = customer.tablet !== null && random.chance(0.45);
  const usesApp = !isShared && customer.user !== null && random.chance(0.3);
  const isLoggedIn = customer.user !== null && (usesApp ? random.chance(0.95) : random.chance(wantsLogin));
  const device: Identifier = isShared ? { type: 'device', value: customer.tablet ?? '' } : usesApp ? { type: 'device', value: `d${scramble(mix(world.seed + 5, customer.index)).toString(36)}${customer.index % 97}` } : cookieOf(customer, world.seed, atMs);
  const identifiers: Identifier[] = [device];
  if (isLoggedIn && customer.user !== null) identifiers.push({ type: 'user', value: customer.user, verified: 'login' });
  return { source: usesApp ? 'app' : 'web', session: `s${scene.newId()}`, identifiers, isLoggedIn, isShared };
}

/** A mail address as typed by hand: mostly right, now and then not. */
export function typedEmail(customer: Customer, atMs: number, random: Random): Identifier {
  const right = customer.officeMail !== null && random.chance(0.6) ? customer.officeMail : emailAt(customer, atMs);
  if (!random.chance(0.035)) return { type: 'email', value: random.chance(0.1) ? right.replace(/^./, (first) => first.toUpperCase()) : right };
  const at = 1 + random.below(Math.max(1, right.indexOf('@') - 1));
  return { type: 'email', value: random.chance(0.4) ? right.replace('.example', '.exmaple') : right.slice(0, at) + right.slice(at + 1) };
}

/** The mailbox somebody writes from, as the mail server proved it. */
export function mailboxOf(customer: Customer, atMs: number, random: Random): Identifier {
  return { type: 'email', value: customer.officeMail !== null && random.chance(0.7) ? customer.officeMail : emailAt(customer, atMs), verified: 'dkim' };
}

/** The caller's number as the exchange shows it; national style now and then. */
export function callerOf(customer: Customer, atMs: number, random: Random): Identifier {
  const phone = phoneAt(customer, atMs);
  return { type: 'phone', value: random.chance(0.15) ? phone.replace('+', '00') : phone };
}

/** A name as heard, typed or printed: nicknames, slips, swapped order. */
export function nameAsGiven(customer: Customer, random: Random): Traits {
  const given = random.chance(0.14) ? customer.shortName : random.chance(0.03) ? misspell(customer.givenName, random) : customer.givenName;
  const family = random.chance(0.05) ? misspell(customer.familyName, random) : customer.familyName;
  return random.chance(0.02) ? { givenName: family, familyName: given } : { givenName: given, familyName: family };
}

export function addressOf(customer: Customer, atMs: number): Traits {
  return { street: streetAt(customer, atMs), postcode: customer.postcode, city: customer.town, country: customer.country, ...(customer.organisation === null ? {} : { company: customer.officeMail?.slice(5).replace('.example', '') ?? '' }) };
}

export function paidOrder(orderId: string): Identifier {
  return { type: 'order', value: orderId, verified: 'paid-order' };
}

export function agentSubjects(agent: Agent): Subject[] {
  const team = TEAMS.find(({ id }) => id === agent.team);
  const subjects: Subject[] = [{ type: 'agent', id: agent.id, role: 'handled-by', label: agent.name }];
  if (team !== undefined) subjects.push({ type: 'team', id: team.id, label: team.name });
  return subjects;
}

/** A likely moment of a day for people to be awake. Units: ms since 1970 in, ms out, same day. */
export function wakingMoment(dayMs: number, random: Random): number {
  const start = Math.floor(dayMs / DAY_MS) * DAY_MS;
  const hour = random.weighted(HOURS);
  return start + hour * 3_600_000 + random.below(3_600_000);
}
/** Opening hours of the service desk, UTC. */
export function officeMoment(dayMs: number, random: Random): number {
  return Math.floor(dayMs / DAY_MS) * DAY_MS + 7 * 3_600_000 + random.below(10 * 3_600_000);
}
const HOURS: readonly (readonly [number, number])[] = [[6, 2], [7, 4], [8, 5], [9, 6], [10, 7], [11, 7], [12, 8], [13, 6], [14, 5], [15, 5], [16, 6], [17, 7], [18, 9], [19, 11], [20, 11], [21, 8], [22, 3], [23, 1]];
