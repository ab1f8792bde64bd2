import { parsePublicId } from '../../kernel/public-id.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Identity } from '../identity/index.ts';
import type { Findings } from './contract.ts';
import { customersSharingTraits, groundOfFindings, namedCustomers, orderContacts, returnsAfterComplaint, unansweredMessages } from './findings-view.ts';
import { makeFindings } from './findings.ts';
import { goldenOfCustomers } from './golden-of-customers.ts';
import { nameOf } from './golden-record.ts';

const LISTED = 200;
/** Groups of customers with one name and one more trait that are looked at. */
const SHARING = 50_000;
const FRESH_MS = 5_000;
/** Everything is asked at most a twentieth of the time. */
const REST = 20;

type Deps = { readonly database: Database; readonly analytics: Analytics; readonly identity: Identity; readonly clock: () => number };

/**
 * Asks everything that findings rest on, for all pages together: at most every 5 s, and of a large company less often the longer it takes; sooner for who needs what was recorded until `sinceMs`.
 */
export function createFindings(deps: Deps): (sinceMs: number | null) => Promise<Findings> {
  let asked: { readonly atMs: number; readonly answer: Promise<Findings>; untilMs: number } | null = null;
  return (sinceMs) => {
    const nowMs = deps.clock();
    if (asked !== null && nowMs <= asked.untilMs && asked.atMs >= Math.min(sinceMs ?? 0, nowMs)) return asked.answer;
    const own = { atMs: nowMs, answer: findEverything(deps), untilMs: Number.POSITIVE_INFINITY };
    asked = own;
    own.answer.then(
      () => { own.untilMs = nowMs + Math.max(FRESH_MS, (deps.clock() - nowMs) * REST); },
      () => { if (asked === own) asked = null; },
    );
    return own.answer;
  };
}

async function findEverything(deps: Deps): Promise<Findings> {
  const { withOwners } = deps.identity;
  const [ground, named, shared, contacts, unanswered, returned] = await Promise.all([
    groundOfFindings(deps.analytics), namedCustomers(deps.database, withOwners), customersSharingTraits(deps.database, withOwners, SHARING), orderContacts(deps.analytics, LISTED), unansweredMessages(deps.analytics, LISTED), returnsAfterComplaint(deps.analytics, LISTED),
  ]);
  const found = {
    nowMs: deps.clock(), ground: { ...ground, ...named }, shared, contacts: contacts.contacts, unanswered: unanswered.unanswered, returned: returned.returned,
    totals: { contacts: contacts.total, unanswered: unanswered.total, returned: returned.total, isSharedCut: shared.length === SHARING },
  };
  // Names are asked of those alone whom the findings list.
  const listed = makeFindings({ ...found, names: new Map() }).findings.flatMap(({ people }) => people.map(({ customer }) => parsePublicId('customer', customer)));
  return makeFindings({ ...found, names: await namesOf(deps, [...new Set(listed)]) });
}

async function namesOf(deps: { readonly database: Database; readonly identity: Identity }, customers: readonly number[]): Promise<Map<number, string>> {
  const golden = await goldenOfCustomers(deps, await deps.identity.outline(customers));
  return new Map([...golden].flatMap(([customer, traits]) => {
    const name = nameOf(traits);
    return name === null ? [] : [[customer, name] as const];
  }));
}
