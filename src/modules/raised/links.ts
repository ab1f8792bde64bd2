import { AppError } from '../../kernel/app-error.ts';
import { parsePublicId, publicId } from '../../kernel/public-id.ts';
import { hashOfSecret } from '../../platform/http/link-secret.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import { isFromChat, type Signed } from './chat/verify-chat.ts';
import type { ChatTool, RaiseLink } from './contract.ts';
import { allLinks, insertLink, linkOfNumber, linkOfToken, revokeLink, type LinkRow } from './link-store.ts';
import { mintToken } from './raise-report.ts';

const DAY_MS = 86_400_000;
/** The same for a link that never was, that was closed, and that has expired: a guesser learns nothing. */
const unknownLink = (): AppError => new AppError('not-found', 'raise-link-closed', 'This link is not open: it may have been closed, or its time is over. Ask whoever gave it to you for a new one.');

/** Ways in for people without an account: links of places and chat tools. */
export function createLinks({ database, clock, nameOf }: { readonly database: Database; readonly clock: () => number; readonly nameOf: (person: string) => Promise<string | null> }) {
  const lately = (): Date => new Date(clock() - DAY_MS);
  const isOpen = ({ revokedAt, expiresAt }: LinkRow): boolean => revokedAt === null && (expiresAt === null || expiresAt.getTime() > clock());
  const shown = async ({ number, secret: _, madeBy, madeAt, expiresAt, revokedAt, ...row }: LinkRow): Promise<RaiseLink> => ({
    ...row, id: publicId('link', number), madeBy: await nameOf(madeBy), madeAt: madeAt.toISOString(), expiresAt: expiresAt?.toISOString() ?? null, revokedAt: revokedAt?.toISOString() ?? null, isOpen: revokedAt === null && (expiresAt === null || expiresAt.getTime() > clock()),
  });

  async function one(number: number): Promise<RaiseLink> {
    const row = await linkOfNumber(database, number, lately());
    if (row === null) throw new AppError('not-found', 'raise-link-unknown', 'There is no such link.');
    return shown(row);
  }

  return {
    all: async (): Promise<RaiseLink[]> => Promise.all((await allLinks(database, lately())).map(shown)),
    /** A link for a shop or team; its address is known to nobody afterwards. */
    async addPlace(wanted: { readonly place: string; readonly days: number; readonly perDay: number }, by: string): Promise<{ path: string; link: RaiseLink }> {
      const token = mintToken();
      const at = new Date(clock());
      const number = await insertLink(database, { way: 'place', place: wanted.place, tokenHash: hashOfSecret(token), secret: null, perDay: wanted.perDay, by, at, expiresAt: new Date(at.getTime() + wanted.days * DAY_MS) });
      return { path: `/raise/at/${token}`, link: await one(number) };
    },
    /** A slash command of a chat tool; open until it is closed. */
    async addChat({ tool, ...wanted }: { readonly tool: ChatTool; readonly place: string; readonly secret: string; readonly perDay: number }, by: string): Promise<{ path: string; link: RaiseLink }> {
      const number = await insertLink(database, { way: tool, place: wanted.place, tokenHash: null, secret: wanted.secret, perDay: wanted.perDay, by, at: new Date(clock()), expiresAt: null });
      return { path: `/api/raise/chat/${publicId('link', number)}`, link: await one(number) };
    },
    /** Errors: `not-found`. */
    async revoke(id: string): Promise<RaiseLink> {
      const number = parsePublicId('link', id);
      await revokeLink(database, number, new Date(clock()));
      return one(number);
    },
    /** The open link of a place. Errors: `not-found`, the same whatever is wrong with it. */
    async opened(token: string): Promise<LinkRow> {
      const row = await linkOfToken(database, hashOfSecret(token), lately());
      if (row === null || !isOpen(row)) throw unknownLink();
      return row;
    },
    /** The open link of a chat tool that proved itself. Errors: `not-found`, the same whatever is wrong. */
    async proved(id: string, signed: Signed): Promise<LinkRow> {
      const row = await linkOfNumber(database, parsePublicId('link', id), lately());
      if (row === null || row.way === 'place' || row.secret === null || row.secret === '' || !isOpen(row) || !isFromChat(row.way, row.secret, signed, clock())) throw unknownLink();
      return row;
    },
  };
}
