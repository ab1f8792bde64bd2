import { randomBytes } from 'node:crypto';
import { AppError } from '../../kernel/app-error.ts';
import { parsePublicId, publicId } from '../../kernel/public-id.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Chatwoot } from '../channels/index.ts';
import type { People, Seal } from '../people/index.ts';
import type { ChatwootPanel, SignedDesk } from './contract.ts';
import { dropExpired, endPairings, insertSecret, insertSignedDesk, pairedCounts, removeSignedDesk, signedDesks, type SignedDeskRow } from './desk-store.ts';
import { aboutSecret, deskId } from './open-view.ts';

/** How long a replaced secret still counts, so that a desk may take over the new one in peace. Units: ms. */
const FORMER_MS = 3_600_000;

type Deps = { readonly database: Database; readonly seal: Seal; readonly people: Pick<People, 'nameOf'>; readonly chatwoot: Pick<Chatwoot, 'panels'>; readonly clock: () => number };

/** Desks that an owner listed: only they may show the panel. */
export function createDesks({ database, seal, people, chatwoot, clock }: Deps) {
  const newSecret = (): string => `dss_${randomBytes(32).toString('base64url')}`;

  async function shown({ number, name, origins, ...row }: SignedDeskRow): Promise<SignedDesk> {
    return { id: deskId(number), name, origins, madeBy: await people.nameOf(row.madeBy), madeAt: row.madeAt.toISOString(), secretAt: row.secretAt?.toISOString() ?? null, formerUntil: row.formerUntil?.toISOString() ?? null };
  }

  async function deskNow(number: number): Promise<SignedDesk> {
    const [row] = await signedDesks(database, new Date(clock()), number);
    if (row === undefined) throw new AppError('not-found', 'desk-unknown', 'There is no such help desk.');
    return shown(row);
  }

  return {
    async all(): Promise<{ desks: SignedDesk[]; chatwoots: ChatwootPanel[] }> {
      const now = new Date(clock());
      const [rows, panels, counts] = await Promise.all([signedDesks(database, now), chatwoot.panels(), pairedCounts(database, now)]);
      return { desks: await Promise.all(rows.map(shown)), chatwoots: panels.map(({ number, name, origin }) => ({ id: publicId('chatwoot', number), name, origin, panels: counts.find((one) => one.chatwoot === number)?.panels ?? 0 })) };
    },
    /** Which addresses may frame the panel: those of listed desks. */
    async origins(): Promise<string[]> {
      const [rows, panels] = await Promise.all([signedDesks(database, new Date(clock())), chatwoot.panels()]);
      return [...new Set([...rows.flatMap(({ origins }) => origins), ...panels.map(({ origin }) => origin)])];
    },
    /** Adds a desk. Shape: its secret, never shown again. */
    async add({ name, origins }: { readonly name: string; readonly origins: readonly string[] }, by: string): Promise<{ secret: string; desk: SignedDesk }> {
      const [secret, at] = [newSecret(), new Date(clock())];
      const number = await database.transaction(async (tx) => {
        const made = await insertSignedDesk(tx, { name, origins: [...new Set(origins.map((one) => new URL(one).origin))], by, at });
        await insertSecret(tx, made, seal.seal(Buffer.from(secret), aboutSecret(made)), by, at, at);
        return made;
      });
      return { secret, desk: await deskNow(number) };
    },
    /** Errors: `not-found`. */
    async rotate(id: string, by: string): Promise<{ secret: string; desk: SignedDesk }> {
      const number = parsePublicId('desk', id);
      await deskNow(number);
      const [secret, at] = [newSecret(), new Date(clock())];
      await database.transaction((tx) => insertSecret(tx, number, seal.seal(Buffer.from(secret), aboutSecret(number)), by, at, new Date(clock() + FORMER_MS)));
      return { secret, desk: await deskNow(number) };
    },
    remove: (id: string): Promise<boolean> => database.transaction((tx) => removeSignedDesk(tx, parsePublicId('desk', id), new Date(clock()))),
    endPanels: (id: string): Promise<number> => endPairings(database, parsePublicId('chatwoot', id)),
    /** Lets go of addresses and leaves that are over. */
    tidy: (): Promise<void> => dropExpired(database, new Date(clock())),
  };
}
