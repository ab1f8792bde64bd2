import { createHash, randomUUID } from 'node:crypto';
import { AppError } from '../../kernel/app-error.ts';
import { publicId } from '../../kernel/public-id.ts';
import { factsOf, type Log } from '../../platform/log/log.ts';
import { holdConsumers } from '../../platform/outbox/forget-store.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import type { Database, Transaction } from '../../platform/pg/transaction.ts';
import type { Channels } from '../channels/index.ts';
import type { Identity, Tombstone } from '../identity/index.ts';
import { saysAnyOf, type Interactions } from '../interactions/index.ts';
import type { Subjects } from '../subjects/index.ts';
import { eraseConsents } from './consent/consent-store.ts';
import type { ErasureCertificate } from './contract.ts';
import { eraseTraits, erasureByKey, erasures, erasuresBeside, finishErasure, putErasure, unfinishedErasures, type ErasureRow } from './erase-store.ts';
import { forgetPlaced } from './groups/placed-log.ts';
import { letGoBesides, type KeptBesides } from './kept-besides.ts';
import { eraseMentions, maskedCounts } from './mentions/mention-store.ts';
import { createMentions, type FoundMentions } from './mentions/mentions.ts';
import { presentCustomer } from './present-customer.ts';

/** One erasure as it is kept outside of the databases, so that it can be applied again to an older backup. `names`: hashed names of its interactions. */
export type LedgerEntry = Tombstone & { readonly names: readonly string[]; readonly customer: number | null; readonly reason: string; readonly by: string; readonly at: string };

/** Where erasures are kept outside of the databases. */
export type ErasureLedger = { entries(): LedgerEntry[]; note(entry: LedgerEntry): void };

type Work = { readonly key: string; readonly customer: number | null; readonly reason: string; readonly by: string; readonly at: Date; readonly known: LedgerEntry | null };

/** What was found by name. `words`: every spelling, of which `names` are full names; gone when the erasure is through. */
type Prepared = { readonly words: readonly string[]; readonly names: readonly string[]; readonly uploads: number; readonly mentions: FoundMentions };

/** Erasing people for good: everywhere, provably, and so that nothing brings them back. See docs/decisions/0014. */
export function createErasures(deps: { readonly database: Database; readonly analytics: Analytics; readonly identity: Identity; readonly interactions: Interactions; readonly subjects: Subjects; readonly channels: Channels; readonly outbox: Outbox; readonly log: Log; readonly clock: () => number; readonly ledger: ErasureLedger; readonly besides?: readonly KeptBesides[] }) {
  const { database, identity, interactions, ledger } = deps;
  const mentions = createMentions(deps);

  /** What is looked for by name, while it is known, before anything is erased: uploaded files, which go at once, and other people's texts, which are listed. */
  async function prepared(nodes: readonly number[]): Promise<Prepared> {
    const spellings = await identity.spellingsOfNodes(nodes);
    const words = [...spellings.values, ...spellings.names];
    return { words, names: spellings.names, uploads: words.length === 0 ? 0 : await deps.channels.eraseUploads((text) => saysAnyOf(text, words)), mentions: await mentions.find(spellings, nodes) };
  }

  async function erasePostgres(tx: Transaction, work: Work, named: Parameters<Interactions['eraseNodes']>[3], nodes: readonly number[], found: Prepared): Promise<LedgerEntry> {
    await holdConsumers(tx);
    const claims = await identity.eraseClaims(tx, nodes, work.key, work.known);
    const merged = { keys: [...new Set([...named.keys, ...(work.known?.names ?? [])])], numbers: named.numbers };
    const counts = {
      ...claims.counts, ...await interactions.eraseNodes(tx, work.key, nodes, merged, { values: claims.values, names: found.names }), ...await deps.subjects.eraseNodes(tx, nodes),
      ...await deps.channels.eraseRejects(tx, (text) => saysAnyOf(text, [...claims.values, ...found.words])), ...await eraseTraits(tx, nodes), ...await eraseConsents(tx, nodes, claims.values), ...await eraseMentions(tx, nodes),
      ...await letGoBesides(deps.besides ?? [], (one) => one.eraseNodes(tx, nodes)),
      uploads: found.uploads,
    };
    await putErasure(tx, { key: work.key, customer: work.customer, nodes, homes: claims.homes, reason: work.reason, by: work.by, erasedAt: work.at, hashes: claims.tombstone.hashes, claims: claims.tombstone.claims, counts, mentionsFound: found.mentions.found, mentionsAreLeast: found.mentions.isLeast });
    await found.mentions.keep(tx, work.key);
    return { ...claims.tombstone, names: merged.keys, customer: work.customer, reason: work.reason, by: work.by, at: work.at.toISOString() };
  }

  /** `nodesNow` is asked once nothing can be recorded any more. */
  async function erase(work: Work, found: Prepared, nodesNow: (tx: Transaction) => Promise<readonly number[]>): Promise<void> {
    await deps.outbox.whileCopiesWait(async () => {
      const entry = await database.transaction(async (tx) => {
        await identity.holdRecording(tx);
        const nodes = await nodesNow(tx);
        const homes = await identity.homesOfNodes(tx, nodes);
        return erasePostgres(tx, work, await interactions.namedInHistory(homes, nodes), nodes, found);
      });
      // Names that were still on their way are known only now.
      ledger.note({ ...entry, names: await interactions.namesOfErasure(work.key) });
      const row = await erasureByKey(database, work.key);
      if (row !== null) await finish(row);
    });
  }

  /** The line of an erasure, from what the database knows of it. */
  async function entryOf(row: ErasureRow): Promise<LedgerEntry> {
    return { key: row.key, hashes: row.hashes, claims: row.claims, secret: await identity.erasureSecret(), names: await interactions.namesOfErasure(row.key), customer: row.customer, reason: row.reason, by: row.by, at: row.erasedAt.toISOString() };
  }

  async function finish(row: ErasureRow): Promise<void> {
    if (row.customer !== null) await forgetPlaced(deps.analytics, row.customer);
    await finishErasure(database, row.key, await interactions.eraseHistory(row.homes, row.nodes));
  }

  /** The certificates of erasures, each with what came of it since. */
  async function certificatesOf(rows: readonly ErasureRow[]): Promise<ErasureCertificate[]> {
    const keys = rows.map(({ key }) => key);
    const [claims, names, masked] = await Promise.all([identity.refusedSince(keys), interactions.refusedNamesSince(keys), maskedCounts(database, keys)]);
    return rows.map((row) => {
      const said = { id: publicId('erasure', row.number), customer: row.customer === null ? null : publicId('customer', row.customer), erasedAt: row.erasedAt.toISOString(), counts: { ...row.counts }, hashes: [...row.hashes] };
      return {
        ...said, reason: row.reason, by: row.by, finishedAt: row.finishedAt?.toISOString() ?? null, refusedSince: (claims.get(row.key) ?? 0) + (names.get(row.key) ?? 0),
        mentions: row.mentionsFound === null ? null : { found: row.mentionsFound, isLeast: row.mentionsAreLeast, masked: masked.get(row.key) ?? 0 }, digest: digestOf(said),
      };
    });
  }

  return {
    /** Erases a customer. Errors: `not-found`; `conflict` when `confirm` is not their present id, they were erased before, or another process copies to ClickHouse. */
    async erase(id: string, reason: string, confirm: string, by: string): Promise<ErasureCertificate> {
      const customer = await presentCustomer(identity, id);
      if (confirm !== publicId('customer', customer)) throw new AppError('conflict', 'erasure-not-confirmed', 'Repeat the present id of the customer to confirm: it may have been joined with another meanwhile.');
      const key = randomUUID();
      await erase({ key, customer, reason, by, at: new Date(deps.clock()), known: null }, await prepared(await identity.nodesToErase(database, customer)), async (tx) => {
        const nodes = await identity.nodesToErase(tx, customer);
        if (nodes.length === 0) throw new AppError('conflict', 'customer-has-nothing', 'Nothing is held of this customer any more: they were joined with another or erased.');
        return nodes;
      });
      const row = await erasureByKey(database, key);
      const [certificate] = row === null ? [] : await certificatesOf([row]);
      if (certificate === undefined) throw new AppError('internal', 'erasure-missing', 'The certificate can not be found.');
      return certificate;
    },
    /** Where other people's words name those who were erased. */
    mentions,
    certificates: async (): Promise<ErasureCertificate[]> => certificatesOf(await erasures(database)),
    /** Before anybody is served: applies erasures that a restored backup does not know, and finishes those that a stop broke off. */
    async applyAgain(): Promise<void> {
      const noted = ledger.entries();
      // A stop between an erasure and its line leaves the line out: an older backup would bring the person back.
      for (const row of await erasuresBeside(database, noted.map(({ key }) => key))) ledger.note(await entryOf(row));
      for (const entry of noted) {
        if ((await erasureByKey(database, entry.key)) !== null) continue;
        const nodesNow = async (tx: Transaction): Promise<number[]> => {
          const nodes = await identity.nodesOfTombstone(tx, entry);
          if (nodes === null) throw new AppError('conflict', 'erasure-key-differs', 'The ledger of erasures (erasures.jsonl) is of another installation than this backup: Custos does not serve until it is the right one.');
          return nodes;
        };
        await erase({ key: entry.key, customer: entry.customer, reason: entry.reason, by: entry.by, at: new Date(entry.at), known: entry }, await prepared(await database.transaction(nodesNow)), nodesNow);
      }
      for (const row of await unfinishedErasures(database)) await finish(row).catch((error: unknown) => { deps.log.error('erasure-unfinished', { erasure: publicId('erasure', row.number), ...factsOf(error) }); });
    },
  };
}

function digestOf({ id, customer, erasedAt, counts, hashes }: Pick<ErasureCertificate, 'id' | 'customer' | 'erasedAt' | 'counts' | 'hashes'>): string {
  const sorted = Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify([id, customer, erasedAt, sorted, hashes])).digest('hex');
}

export type Erasures = ReturnType<typeof createErasures>;
