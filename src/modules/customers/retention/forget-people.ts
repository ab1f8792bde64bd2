import type { Database, Transaction } from '../../../platform/pg/transaction.ts';
import type { Identity } from '../../identity/index.ts';
import type { Due, Interactions } from '../../interactions/index.ts';
import { nodesWithConsents } from '../consent/consent-store.ts';
import { eraseTraits } from '../erase-store.ts';
import type { KeptBesides } from '../kept-besides.ts';

/** Homes looked at in one transaction: recording waits meanwhile, and each costs one reading of all places. */
const HOMES = 20_000;

type Gone = { readonly customers: readonly number[]; readonly nodes: readonly number[] };

/**
 * People of whom nothing is left once interactions went: no interaction at any home of any claim of theirs, no word on consent, no case, and no person's decision or answer about them.
 * Their claims are taken back, since what tied them together is gone with what said it. Claims of everybody else stay as they are: no customer ever falls apart by retention.
 */
export function createForgetting({ database, identity, interactions, besides = [] }: { readonly database: Database; readonly identity: Identity; readonly interactions: Interactions; readonly besides?: readonly KeptBesides[] }) {
  async function goneAt(tx: Transaction, homes: readonly number[], due: ReadonlyMap<number, number>): Promise<Gone> {
    const perhaps = await identity.customersAtHomes(tx, homes);
    if (perhaps.length === 0) return { customers: [], nodes: [] };
    const living = await interactions.livingHomes(tx, [...new Set(perhaps.flatMap((one) => one.homes))], due);
    const left = perhaps.filter((one) => !one.homes.some((home) => living.has(home)));
    const theirs = left.flatMap((one) => one.nodes);
    const kept = new Set(await nodesWithConsents(tx, theirs));
    for (const one of besides) for (const node of await one.keptNodes?.(tx, theirs) ?? []) kept.add(node);
    const gone = left.filter((one) => !one.nodes.some((node) => kept.has(node)));
    return { customers: gone.map((one) => one.customer), nodes: gone.flatMap((one) => one.nodes) };
  }

  return {
    /** What would be taken back if these interactions went. Shape: people, and their claims. */
    async wouldForget(due: Due): Promise<{ 'identity.customer': number; 'identity.node': number }> {
      const customers = new Set<number>();
      const nodes = new Set<number>();
      const counts = new Map<number, number>();
      // A person may have homes in several groups, so that nobody is counted before all are known.
      for await (const group of interactions.dueHomes(due, HOMES)) for (const [home, count] of group) counts.set(home, count);
      const homes = [...counts.keys()];
      for (let from = 0; from < homes.length; from += HOMES) {
        const gone = await database.transaction((tx) => goneAt(tx, homes.slice(from, from + HOMES), counts));
        for (const customer of gone.customers) customers.add(customer);
        for (const node of gone.nodes) nodes.add(node);
      }
      return { 'identity.customer': customers.size, 'identity.node': nodes.size };
    },
    /** Takes back the claims of those of whom nothing is left at these homes. Shape: rows per table. */
    async forgetAt(homes: readonly number[]): Promise<Record<string, number>> {
      const counts: Record<string, number> = { 'identity.customer': 0, 'identity.node': 0 };
      for (let from = 0; from < homes.length; from += HOMES) {
        const forgotten = await database.transaction(async (tx) => {
          await identity.holdRecording(tx);
          const { customers, nodes } = await goneAt(tx, homes.slice(from, from + HOMES), new Map());
          return nodes.length === 0 ? {} : { 'identity.customer': customers.length, ...await identity.forgetClaims(tx, nodes), ...await eraseTraits(tx, nodes) };
        });
        for (const [table, rows] of Object.entries<number>(forgotten)) counts[table] = (counts[table] ?? 0) + rows;
      }
      return counts;
    },
  };
}
