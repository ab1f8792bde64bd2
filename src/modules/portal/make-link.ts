import { AppError } from '../../kernel/app-error.ts';
import { parsePublicId, publicId } from '../../kernel/public-id.ts';
import { hashOfSecret, mintSecret } from '../../platform/http/link-secret.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import { presentCustomer } from '../customers/index.ts';
import type { Identity } from '../identity/index.ts';
import type { Interactions } from '../interactions/index.ts';
import { nodeOfCase } from '../cases/index.ts';
import type { StatusLanguage } from '../subjects/contract.ts';
import { PORTAL_LIMITS, type MadeLink, type PageLink } from './contract.ts';
import { whoseOf } from './read-page.ts';
import { endLink, insertLink, linkOfNumber, linksOf, settingNow, type LinkRow } from './link-store.ts';

const DAY_MS = 86_400_000;
const LINKS_SHOWN = 50;

export type LinkDeps = {
  readonly database: Database; readonly clock: () => number; readonly identity: Pick<Identity, 'canonical' | 'customerOfNodes' | 'kindsOf' | 'nodesOf' | 'whose'>; readonly interactions: Pick<Interactions, 'timeline'>;
  nameOf(person: string): Promise<string | null>;
};

/** For whom a link is made. */
export type LinkFor = { readonly customer?: string | undefined; readonly case?: string | undefined; readonly language?: StatusLanguage | undefined };

/** Makes a link: to the page of the customer whose case it is, or of a customer by their latest claim. `by`: a person of the staff. Errors: `not-found`. */
export async function makeLink(deps: LinkDeps, asked: LinkFor, by: string): Promise<MadeLink> {
  const caseNumber = asked.case === undefined ? null : parsePublicId('case', asked.case);
  const node = caseNumber === null ? await claimOf(deps, asked.customer ?? '') : await nodeOfCase(deps.database, caseNumber);
  const token = mintSecret();
  const madeMs = deps.clock();
  const { setting } = await settingNow(deps.database);
  const customer = (await deps.identity.customerOfNodes([node])).get(node);
  const beside = customer === undefined ? [] : (await deps.identity.nodesOf(customer)).filter((one) => one !== node).slice(-PORTAL_LIMITS.beside);
  const row = await insertLink(deps.database, { node, beside, hash: hashOfSecret(token), language: asked.language ?? null, caseNumber, by, madeMs, expiresMs: madeMs + setting.linkDays * DAY_MS });
  if (row === null) throw new AppError('internal', 'link-not-made', 'The link was not kept.');
  return { link: await presentLink(deps, row), address: `/my/${token}` };
}

/** The claim on which a link to a customer hangs: that of their latest interaction. */
async function claimOf({ identity, interactions }: LinkDeps, id: string): Promise<number> {
  const customer = await presentCustomer(identity, id);
  const whose = await identity.whose(customer);
  const [latest] = whose === null ? [] : (await interactions.timeline(whose, { limit: 1 })).items;
  const node = latest === undefined ? (await identity.nodesOf(customer))[0] : parsePublicId('node', latest.node);
  if (node === undefined) throw new AppError('not-found', 'customer-has-nothing', 'Nothing is known of this customer any more.');
  return node;
}

/** Links to the page of a customer, or those made for a case. Errors: `not-found`. */
export async function linksFor(deps: LinkDeps, asked: LinkFor): Promise<PageLink[]> {
  const caseNumber = asked.case === undefined ? null : parsePublicId('case', asked.case);
  const nodes = caseNumber === null ? await deps.identity.nodesOf(await presentCustomer(deps.identity, asked.customer ?? '')) : [];
  return Promise.all((await linksOf(deps.database, { nodes, caseNumber }, LINKS_SHOWN)).map((row) => presentLink(deps, row)));
}

/** Ends a link. Errors: `not-found`. */
export async function revokeLink(deps: LinkDeps, id: string, by: string): Promise<PageLink> {
  const number = parsePublicId('pageLink', id);
  await deps.database.transaction((tx) => endLink(tx, number, 'revoked', by, deps.clock()));
  const row = await linkOfNumber(deps.database, number);
  if (row === null) throw new AppError('not-found', 'link-unknown', 'There is no such link. It may have gone with a customer who was erased.');
  return presentLink(deps, row);
}

async function presentLink(deps: LinkDeps, row: LinkRow): Promise<PageLink> {
  const { nameOf, clock } = deps;
  const state: PageLink['state'] = row.endedBecause ?? (row.expiresAt.getTime() <= clock() ? 'expired' : await whoseOf(deps, row) === null ? 'parted' : 'open');
  return {
    id: publicId('pageLink', row.number), state, case: row.caseNumber === null ? null : publicId('case', row.caseNumber), madeBy: await nameOf(row.madeBy), madeAt: row.madeAt.toISOString(), expiresAt: row.expiresAt.toISOString(), firstUsedAt: row.firstUsedAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null, endedAt: row.endedAt?.toISOString() ?? null, endedBy: row.endedBy === null ? null : await nameOf(row.endedBy),
  };
}
