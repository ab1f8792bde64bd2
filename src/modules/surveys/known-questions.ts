import type { Database } from '../../platform/pg/transaction.ts';
import type { Identity } from '../identity/index.ts';
import type { Definition } from './definition/contract.ts';
import { keysAnsweredSince } from './told-store.ts';

const DAY_MS = 86_400_000;

/** What is known of a customer beside their answers: how they are called, which language they speak, and the names of traits that have a value. */
export type KnownPerson = { readonly name: string | null; readonly language: string | null; readonly traits: ReadonlySet<string> };

/** What finding it out needs. */
export type KnownDeps = { readonly database: Database; readonly identity: Pick<Identity, 'customerOfNodes' | 'nodesOf'>; readonly clock: () => number; readonly personOf: (customer: number) => Promise<KnownPerson> };

/** Questions that need not be asked of somebody: a trait says it, or they answered it lately in any survey. Shape: keys of questions; empty for people of whom nothing is known, and for whoever came by themselves (`address` null): an address that they typed proves nothing, and what is left out would tell of whoever has it. */
export async function knownQuestions(deps: KnownDeps, { questions }: Definition, whose: { readonly number: number; readonly node: number; readonly address: string | null }): Promise<Set<string>> {
  const wanted = questions.filter(({ known }) => known.trait !== null || known.answeredDays !== null);
  const customer = wanted.length === 0 || whose.node === 0 || whose.address === null ? undefined : (await deps.identity.customerOfNodes([whose.node])).get(whose.node);
  if (customer === undefined) return new Set();
  const nowMs = deps.clock();
  const mostDays = Math.max(0, ...wanted.map(({ known }) => known.answeredDays ?? 0));
  const [traits, answered] = await Promise.all([
    wanted.some(({ known }) => known.trait !== null) ? deps.personOf(customer).then((person) => person.traits) : new Set<string>(),
    mostDays === 0 ? [] : keysAnsweredSince(deps.database, await deps.identity.nodesOf(customer), whose.number, nowMs - mostDays * DAY_MS),
  ]);
  const answeredMs = new Map(answered.map(({ key, at }) => [key, at.getTime()]));
  return new Set(wanted.flatMap(({ key, known }) => {
    const isKnown = known.trait !== null && traits.has(known.trait);
    const wasAnswered = known.answeredDays !== null && (answeredMs.get(key) ?? -Infinity) >= nowMs - known.answeredDays * DAY_MS;
    return isKnown || wasAnswered ? [key] : [];
  }));
}
