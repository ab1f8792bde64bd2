import type { Database, Transaction } from '../../platform/pg/transaction.ts';
import { lostAddresses } from '../channels/index.ts';
import type { Customers } from '../customers/index.ts';
import type { Identity } from '../identity/index.ts';
import { PURPOSES, type GovernorRules, type Purpose, type Reach } from './contract.ts';
import { companionsOf, type Target } from './find-targets.ts';
import { isContactedLess } from './governor/contacted-less.ts';
import { contactZones } from './governor/contact-zones.ts';
import { DAY_MS, type PastSend, type PersonFacts } from './governor/person-facts.ts';
import { holdsOf, type HoldSource } from './holds.ts';
import { lastReplies, lockCustomers, ownersOf, pastOf, takeTurn, type PastQuestion } from './ledger-store.ts';

/** Whom facts are asked of. `companyZone`: for people of whom nobody knows where they are. */
export type FactSources = { readonly database: Database; readonly identity: Pick<Identity, 'reach' | 'withOwners'>; readonly consents: Pick<Customers['consents'], 'mayContactEach'>; readonly holdSources: readonly HoldSource[]; readonly companyZone: string; readonly clock: () => number };

/** What is known of people before the ledger is looked at. */
export type Known = { readonly targets: readonly Target[]; readonly companions: Awaited<ReturnType<typeof companionsOf>>; personOf(target: Target): Omit<PersonFacts, 'past' | 'lastReplyMs'> };

/** Asks about all of these people at once: consent, states, where they are, who is asked as one with them. Service messages need neither states nor companions. */
export async function gatherKnown(sources: FactSources, targets: readonly Target[], { purpose, channel }: { readonly purpose: Purpose; readonly channel: Reach }, rules: GovernorRules, drawKey: string): Promise<Known> {
  const { identity } = sources;
  const customers = [...new Set(targets.map(({ customer }) => customer))];
  const { asks, consent } = PURPOSES[purpose];
  const to = new Map(targets.flatMap(({ customer, address }) => (address === null ? [] : [[customer, address] as const])));
  const [allowed, holds, companions, whereabouts, lost] = await Promise.all([
    sources.consents.mayContactEach(customers, consent, channel, to), asks ? holdsOf(sources.holdSources, customers, sources.clock(), rules) : new Map<number, never[]>(), asks ? companionsOf(identity, targets, channel) : new Map<number, never[]>(),
    purpose === 'reply' || customers.length === 0 ? [] : identity.reach.whereaboutsOf(customers),
    channel === 'email' ? lostAddresses(sources.database, [...to.values()]) : new Set<string>(),
  ]);
  const zones = new Map(whereabouts.map((one) => [one.customer, contactZones(one, sources.companyZone)]));
  return {
    targets, companions,
    personOf: ({ customer, address }) => {
      const said = allowed.get(customer);
      return {
        consent: { allowed: said?.allowed ?? false, wasRefused: said?.state === 'refused' || said?.state === 'withdrawn' }, isLost: address !== null && lost.has(address), holds: holds.get(customer) ?? [], isContactedLess: asks && isContactedLess(drawKey, customer, rules.less.shareRatio),
        zones: zones.get(customer) ?? [sources.companyZone],
      };
    },
  };
}

/** The ledger about some people, while nobody else decides about them. `note`: a send that was decided just now. */
export type Ledger = { factsOf(target: Target): PersonFacts; note(customer: number, send: Omit<PastSend, 'whose'>): void };

/**
 * Locks everybody concerned, lowest number first, and reads what counts of them.
 * Shape: null when a claim went to another customer meanwhile: find the people again. `isMany`: waits for whoever else decides about many.
 */
export async function openLedger(tx: Transaction, sources: Pick<FactSources, 'identity'>, known: Known, asked: Pick<PastQuestion, 'slots' | 'nowMs' | 'isDry' | 'except'>, rules: GovernorRules, isMany: boolean): Promise<Ledger | null> {
  const owned = sources.identity.withOwners;
  const { targets, companions } = known;
  const everybody = [...new Set([...targets.map(({ customer }) => customer), ...[...companions.values()].flat().map(({ customer }) => customer)])];
  if (isMany) await takeTurn(tx);
  await lockCustomers(tx, everybody);
  const owners = await ownersOf(tx, owned, targets.map(({ node }) => node));
  if (targets.some(({ node, customer }) => owners.get(node) !== customer)) return null;
  const sinceMs = asked.nowMs - Math.max(rules.capDays, rules.seriesGapDays, rules.backOffDays * rules.less.factor, 365) * DAY_MS;
  const [past, replies] = await Promise.all([pastOf(tx, owned, everybody, { ...asked, asksSinceMs: sinceMs, allSinceMs: asked.nowMs - rules.pressure.windowDays * DAY_MS }), lastReplies(tx, owned, targets.map(({ customer }) => customer))]);
  return {
    factsOf: (target) => {
      const of = (customer: number, whose: PastSend['whose']): PastSend[] => (past.get(customer) ?? []).map((send) => ({ ...send, whose }));
      return { ...known.personOf(target), past: [...of(target.customer, 'own'), ...(companions.get(target.customer) ?? []).flatMap(({ customer, whose }) => of(customer, whose))], lastReplyMs: replies.get(target.customer) ?? null };
    },
    note: (customer, send) => { past.set(customer, [...(past.get(customer) ?? []), send]); },
  };
}
