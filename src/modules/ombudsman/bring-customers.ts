import { publicId } from '../../kernel/public-id.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import { casesUnanswered } from '../cases/index.ts';
import type { Identity } from '../identity/index.ts';
import { contactedOften } from '../outreach/index.ts';
import { brokenOften, type Promises } from '../promises/index.ts';
import type { Cause, OmbudsmanRules } from './contract.ts';
import { mayOpen, type Candidate } from './escalation.ts';
import { insertEscalation, lastOfCause, rulesNow } from './escalation-store.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Customers that one rule looks at in one round; whoever is left comes in the next. */
const MOST = 500;
/** The rule on contacts reads every send of its period, so it is asked less often. Units: ms. */
export const CONTACTS_EVERY_MS = 10 * 60_000;

export type BringDeps = { readonly database: Database; readonly clock: () => number; readonly identity: Pick<Identity, 'withOwners' | 'customerOfNodes'>; readonly promises: Pick<Promises, 'promisedOf'> };

/** Brings customers to the ombudsman by the rules that hold: at most one for a customer and cause while it is open, and afterwards only by what happened since. Answers how many were brought. `withContacts`: the ledger of contacts is looked at too. */
export async function bringCustomers(deps: BringDeps, withContacts: boolean): Promise<number> {
  const { rules } = await rulesNow(deps.database);
  const found = [await unanswered(deps, rules), withContacts ? await overContacted(deps, rules) : [], await brokenPromises(deps, rules)];
  let brought = 0;
  for (const candidates of found) brought += await bring(deps, candidates);
  return brought;
}

async function bring({ database, clock, identity }: BringDeps, candidates: readonly Candidate[]): Promise<number> {
  const [first] = candidates;
  if (first === undefined) return 0;
  const past = await lastOfCause(database, identity.withOwners, first.cause, candidates.map(({ customer }) => customer));
  let brought = 0;
  const open = new Set<number>();
  for (const one of candidates) {
    if (open.has(one.customer) || !mayOpen(one, past.get(one.customer) ?? null)) continue;
    const opened = await database.transaction((tx) => insertEscalation(tx, {
      node: one.node, origin: 'rule', matter: one.cause, cause: one.cause, key: keyOf(one), caseNumber: one.caseNumber, by: 'custos', atMs: clock(), fact: { kind: 'opened', text: one.because, interaction: null },
    }));
    // Somebody else may have brought them in between: then they are brought all the same.
    open.add(one.customer);
    if (opened !== null) brought += 1;
  }
  return brought;
}

/** Names what speaks for it, so that two who look at once open one. */
function keyOf({ cause, node, moments }: Candidate): string {
  return `${cause} ${node} ${Math.max(...moments)}`;
}

/** Customers whom our own rules owed a word for too long. */
async function unanswered({ database, clock, identity }: BringDeps, { unanswered: limit }: OmbudsmanRules): Promise<Candidate[]> {
  if (limit === null) return [];
  const rows = await casesUnanswered(database, clock() - limit.hours * HOUR_MS, MOST);
  const owners = await identity.customerOfNodes(rows.map(({ node }) => node));
  return rows.flatMap(({ number, node, dueAt }): Candidate[] => {
    const customer = owners.get(node);
    return customer === undefined ? [] : [{ cause: 'unanswered', customer, node, caseNumber: number, moments: [dueAt.getTime()], least: 1, because: `In case ${publicId('case', number)} they should have heard from us by ${said(dueAt)}. More than ${limit.hours} hours have passed since.` }];
  });
}

/** Customers to whom too much was sent. */
async function overContacted({ database, clock, identity }: BringDeps, { overContacted: limit }: OmbudsmanRules): Promise<Candidate[]> {
  if (limit === null) return [];
  const rows = await contactedOften(database, identity.withOwners, clock() - limit.days * DAY_MS, limit.times, MOST);
  return rows.map(({ customer, node, moments }) => candidate('over-contacted', { customer, node, moments, least: limit.times }, `${moments.length} surveys, campaigns and notices were sent to them within ${limit.days} days, the last on ${said(moments.at(-1))}.`));
}

/** Customers to whom the same promise was broken again. */
async function brokenPromises({ database, clock, identity, promises }: BringDeps, { brokenPromise: limit }: OmbudsmanRules): Promise<Candidate[]> {
  if (limit === null) return [];
  const rows = await brokenOften(database, identity.withOwners, clock() - limit.days * DAY_MS, limit.times, MOST);
  return Promise.all(rows.map(async ({ customer, promise, version, node, moments }) => candidate('promise-broken', { customer, node, moments, least: limit.times }, `“${(await promises.promisedOf(promise, version))?.name ?? publicId('promise', promise)}” was broken to them ${moments.length === 2 ? 'twice' : `${moments.length} times`} within ${limit.days} days, last on ${said(moments.at(-1))}.`)));
}

function candidate(cause: Cause, { moments, ...whose }: { readonly customer: number; readonly node: number; readonly moments: readonly Date[]; readonly least: number }, because: string): Candidate {
  return { cause, ...whose, caseNumber: null, moments: moments.map((at) => at.getTime()), because };
}

/** Kept as it is said, for whoever reads it from wherever: so it names its zone. */
const SAID = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'UTC', timeZoneName: 'short' });

function said(at: Date | undefined): string {
  return SAID.format(at ?? new Date(0));
}
