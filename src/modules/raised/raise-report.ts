import { randomBytes } from 'node:crypto';
import { may, type Viewer } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import { hashOfSecret } from '../../platform/http/link-secret.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import { redactText } from '../interactions/index.ts';
import type { Outcome } from './contract.ts';
import { findMeant, type FindDeps, type Found } from './find-meant.ts';
import type { LinkRow } from './link-store.ts';
import { interactionOf, type Raiser } from './report.ts';
import { insertReport, insertSeal, reportOfKey } from './report-store.ts';
import { sealedName } from './seal-name.ts';

export type RaiseDeps = FindDeps & { readonly database: Database; readonly clock: () => number; sealKey(): Promise<string> };

/** A token of 144 random bits. */
export const mintToken = (): string => randomBytes(18).toString('base64url');

/** Card numbers and secrets are never stored, whoever writes them. */
const clean = (text: string): string => redactText(text, new Set());

/** What somebody with an account raises. `key`: named by their page. */
export type Wanted = { readonly key: string; readonly words: string; readonly outcome: Outcome; readonly customer: string | null; readonly about: string | null; readonly hidesName: boolean };

/**
 * Somebody with an account raises something. Answers the report's number; sent twice it is one report.
 * Errors: `forbidden` for taking a case without the role for it, and for choosing a customer whom one may not see; `invalid` for taking it while hiding one's name; `conflict` for a key of somebody else.
 */
export async function raiseAsPerson(deps: RaiseDeps, viewer: Extract<Viewer, { kind: 'person' }>, { key, hidesName, ...wanted }: Wanted): Promise<number> {
  if (wanted.outcome === 'mine' && hidesName) throw new AppError('invalid', 'owner-hidden', 'Whoever takes it is named, so that the customer and colleagues know who answers. Show your name, or let somebody else take it.');
  if (wanted.outcome === 'mine' && !may(viewer, 'work-cases')) throw new AppError('forbidden', 'may-not-own', 'Your role does not own cases: choose “Somebody must”.');
  if (wanted.customer !== null && !may(viewer, 'see-customers')) throw new AppError('forbidden', 'may-not-choose', 'Your role does not open customers: write the order number, or who it was, in your own words.');
  const who = sealedName(await deps.sealKey(), viewer.id);
  const meant = await findMeant(deps, wanted);
  const number = await keep(deps, { ...wanted, key, way: 'page', link: null, place: null, person: hidesName ? null : viewer.id, calls: null, followHash: null }, meant, hidesName ? who : null);
  if (number !== null) return number;
  const before = await reportOfKey(deps.database, key, viewer.id, who);
  if (before === null) throw new AppError('conflict', 'key-taken', 'This was sent before under another name. Open the page again and send it once more.');
  return before.number;
}

/** What came by the link of a place or a chat tool. `key`: names what was sent. */
export type WantedAt = { readonly key: string; readonly words: string; readonly outcome: Extract<Outcome, 'fixed' | 'must'>; readonly about: string | null; readonly calls: string | null };

/**
 * Somebody without an account raises something at a place. What they name of the customer is kept as they wrote it and places it with nobody: nothing tells that it is true.
 * Answers the token by which they follow it; null when it was sent before. Errors: `too-many` beyond what a place may send in a day.
 */
export async function raiseAtPlace(deps: RaiseDeps, link: LinkRow, { calls, ...wanted }: WantedAt): Promise<string | null> {
  if (link.today >= link.perDay) throw new AppError('too-many', 'place-full', `“${link.place}” has sent ${link.perDay} reports within a day, which is the most. An owner can raise it; until then tell a colleague.`);
  const token = mintToken();
  const name = calls === null || calls.trim() === '' ? null : clean(calls.trim());
  const number = await keep(deps, { ...wanted, key: `${link.number} ${wanted.key}`, way: link.way, link: link.number, place: link.place, person: null, calls: name, followHash: hashOfSecret(token) }, { identifier: null, number: wanted.about, node: null }, null);
  return number === null ? null : token;
}

type Kept = Raiser & { readonly key: string; readonly words: string; readonly outcome: Outcome; readonly about: string | null; readonly link: number | null; readonly followHash: string | null };

async function keep({ database, clock }: RaiseDeps, given: Kept, { node, ...meant }: Found, sealed: string | null): Promise<number | null> {
  const report = { ...given, words: clean(given.words), about: given.about === null ? null : clean(given.about) };
  const at = new Date(clock());
  const item = interactionOf({ ...report, id: report.key, atMs: at.getTime() }, report, { ...meant, number: report.about });
  return database.transaction(async (tx) => {
    const number = await insertReport(tx, { ...report, at, isSealed: sealed !== null, wantedNode: node, item });
    if (number !== null && sealed !== null) await insertSeal(tx, number, sealed);
    return number;
  });
}
