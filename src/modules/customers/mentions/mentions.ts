import { AppError } from '../../../kernel/app-error.ts';
import { parsePublicId, publicId } from '../../../kernel/public-id.ts';
import type { Database, Transaction } from '../../../platform/pg/transaction.ts';
import type { Identity, Spellings } from '../../identity/index.ts';
import { excerptsOf, type Interactions, type NamingTexts, type WordingPlace } from '../../interactions/index.ts';
import type { ErasureMention } from './contract.ts';
import { erasureByKey, erasureByNumber } from '../erase-store.ts';
import { markMasked, mentionByNumber, mentionsOf, putMentions, type MentionRow } from './mention-store.ts';

/** Wordings that are listed of one erasure; that there may be more is said. */
const MOST = 2_000;
const SHOWN = 200;

function placeOf({ interaction, revision, home }: MentionRow): WordingPlace {
  return { number: interaction, revision, home };
}

/** A mention as it is told. `wording`: what stands of its text; null when it was masked or is gone. */
function shown(row: MentionRow, wording: NamingTexts | null, owners: ReadonlyMap<number, number>): ErasureMention {
  const owner = owners.get(row.node);
  const gone = wording === null ? 'gone' : 'stands';
  return {
    id: row.number, interaction: publicId('interaction', row.interaction), customer: owner === undefined ? null : publicId('customer', owner), channel: row.channel, at: row.occurredAt.toISOString(),
    state: row.maskedAt === null ? gone : 'masked', maskedAt: row.maskedAt?.toISOString() ?? null, maskedBy: row.maskedBy, excerpts: wording === null ? [] : excerptsOf(wording, row.spans).slice(0, 5),
  };
}

/** What was found in other people's texts before a person is erased. */
export type FoundMentions = { readonly found: number; readonly isLeast: boolean; keep(tx: Transaction, erasure: string): Promise<void> };

/** Where other people's words name somebody who is erased: found before it, listed on the certificate, masked one by one by a person. */
export function createMentions(deps: { readonly database: Database; readonly identity: Identity; readonly interactions: Interactions; readonly clock: () => number }) {
  const { database, interactions } = deps;

  /** Whose words these are, by claim. Node 0 is nobody's. */
  const ownersOf = (rows: readonly MentionRow[]): Promise<Map<number, number>> => deps.identity.customerOfNodes([...new Set(rows.map(({ node }) => node).filter((node) => node !== 0))]);

  return {
    /** Looks through other people's texts. Cost: all texts are read. */
    async find(spellings: Spellings, nodes: readonly number[]): Promise<FoundMentions> {
      const { mentions, isLeast } = await interactions.mentionsOf(spellings, nodes, MOST);
      const rows = mentions.map(({ row, spans }) => ({ interaction: Number(row.number), revision: row.revision, home: Number(row.home), node: Number(row.node), channel: row.channel, occurredAt: new Date(row.occurredAt), spans }));
      return { found: rows.length, isLeast, keep: (tx, erasure) => putMentions(tx, erasure, rows) };
    },
    /** What still stands of an erasure and what was masked. Errors: `not-found`. */
    async list(id: string): Promise<ErasureMention[]> {
      const erasure = await erasureByNumber(database, parsePublicId('erasure', id));
      if (erasure === null) throw new AppError('not-found', 'erasure-unknown', 'There is no such certificate.');
      const rows = await mentionsOf(database, erasure.key, SHOWN);
      const standing = rows.filter(({ maskedAt }) => maskedAt === null);
      const [wordings, owners] = await Promise.all([interactions.wordingsAt(standing.map(placeOf)), ownersOf(rows)]);
      const wordingOf = new Map(standing.map(({ number }, at) => [number, wordings[at] ?? null]));
      return rows.map((row) => shown(row, wordingOf.get(row.number) ?? null, owners));
    },
    /** Rewrites one text without what names the erased person, for good. Errors: `not-found`; `conflict` when it was masked before or its interaction is gone. */
    async mask(id: string, mention: number, by: string): Promise<ErasureMention> {
      const row = await mentionByNumber(database, mention);
      const erasure = row === null ? null : await erasureByKey(database, row.erasure);
      if (row === null || erasure === null || publicId('erasure', erasure.number) !== id) throw new AppError('not-found', 'mention-unknown', 'There is no such mention.');
      if (row.maskedAt !== null) throw new AppError('conflict', 'mention-masked', 'This was masked before.');
      const [wording] = await interactions.wordingsAt([placeOf(row)]);
      if (wording == null) throw new AppError('conflict', 'mention-gone', 'This text is not there any more.');
      await interactions.maskWording(wording, row.spans);
      await markMasked(database, mention, by, new Date(deps.clock()));
      return shown(await mentionByNumber(database, mention) ?? row, null, await ownersOf([row]));
    },
  };
}
