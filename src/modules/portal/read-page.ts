import { maskPersonal } from '../../kernel/personal-data.ts';
import { parsePublicId, publicId } from '../../kernel/public-id.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { CaseLine } from '../cases/contract.ts';
import type { Cases } from '../cases/index.ts';
import { PREFERRED_CHANNEL, type ConsentState } from '../customers/contract.ts';
import type { Answers, Customers } from '../customers/index.ts';
import type { Identity } from '../identity/index.ts';
import type { Journeys } from '../journeys/index.ts';
import { STATUS_LANGUAGES, type StatusLanguage } from '../subjects/contract.ts';
import { actsOf, type ActRow } from './act-store.ts';
import { caseOnPage, type CaseOnPage } from './case-on-page.ts';
import { ASKED_CONSENTS, OWN_TRAITS, PORTAL_LIMITS, type EscalationOfCustomer } from './contract.ts';

const DAY_MS = 86_400_000;
/** How far back acts are looked at: longer than a request for data may take. Units: ms. */
const ACTS_MS = 120 * DAY_MS;
const ACTS_MOST = 200;
const ISSUES_SHOWN = 5;
/** Nobody of the staff looks: what comes out is chosen for the customer field by field. */
const AS_CUSTOMER = { viewer: null, hideNames: () => undefined };

export type ReadDeps = {
  readonly database: Database; readonly clock: () => number; readonly identity: Pick<Identity, 'customerOfNodes' | 'kindsOf' | 'nodesOf'>; readonly customers: Pick<Customers, 'one' | 'orders' | 'consents'>; readonly cases: Pick<Cases, 'ofCustomer' | 'one' | 'ofInteractions'>;
  readonly journeys: Pick<Journeys, 'issuesOfCustomer'>; readonly answers: Answers; /** What the ombudsman has of these claims. */ escalationsOf(nodes: readonly number[]): Promise<readonly EscalationOfCustomer[]>;
};

/** Whose page it is. */
export type Whose = { readonly customer: number; readonly id: string; readonly nodes: readonly number[] };

/** Everything that a customer's page shows. */
export type PageFacts = {
  readonly name: string | null; readonly status: string; readonly open: readonly CaseOnPage[]; readonly closed: readonly CaseOnPage[]; readonly issues: readonly { readonly title: string | null; readonly asks: number; readonly lastAskAt: string; readonly unanswered: boolean }[];
  readonly escalations: readonly EscalationOfCustomer[]; readonly preferredChannel: string | null; readonly consents: readonly { readonly purpose: string; readonly channel: string; readonly state: ConsentState }[];
  readonly traits: Readonly<Record<(typeof OWN_TRAITS)[number], string>>; readonly reach: readonly string[]; readonly asked: { readonly copy: Date | null; readonly erasure: Date | null }; /** Cases of which the customer said something that is still on its way. */ readonly pending: ReadonlySet<string>;
};

/** Whose page a claim's link leads to now. Shape: null when its person is gone, and when it was made for two who were taken for one: nobody can tell which of them was given it. */
export async function whoseOf({ identity }: Pick<ReadDeps, 'identity'>, { node, beside }: { readonly node: number; readonly beside: readonly number[] }): Promise<Whose | null> {
  const owners = await identity.customerOfNodes([node, ...beside]);
  const customer = owners.get(node);
  if (customer === undefined) return null;
  const others = [...new Set(owners.values())].filter((one) => one !== customer);
  // A device that turned out to be shared is not another person.
  if ([...(await identity.kindsOf(others)).values()].some(({ kind }) => kind === 'person')) return null;
  return { customer, id: publicId('customer', customer), nodes: await identity.nodesOf(customer) };
}

/** The language in which somebody reads, by the first that is said and that we have. */
export function languageOf(...said: readonly (string | null | undefined)[]): StatusLanguage {
  for (const tag of said) {
    const known = STATUS_LANGUAGES.find((one) => one === tag?.trim().toLowerCase().split(/[-_]/)[0]);
    if (known !== undefined) return known;
  }
  return 'en';
}

/** The language that a customer's traits name. */
export async function ownLanguage({ customers }: Pick<ReadDeps, 'customers'>, { id }: Whose): Promise<string | null> {
  const { traits } = await customers.one(id);
  return traits.find(({ name }) => name === 'language' || name === 'locale')?.value ?? null;
}

/** Reads a customer's page. */
export async function readPage(deps: ReadDeps, { id, nodes }: Whose, language: StatusLanguage): Promise<PageFacts> {
  const nowMs = deps.clock();
  const [customer, lines, answer, consents, acts, escalations, { issues }] = await Promise.all([
    deps.customers.one(id), deps.cases.ofCustomer(id, AS_CUSTOMER), deps.answers.answer(id, { language }), deps.customers.consents.ofCustomer(id), actsOf(deps.database, nodes, nowMs - ACTS_MS, ACTS_MOST), deps.escalationsOf(nodes), deps.journeys.issuesOfCustomer(id),
  ]);
  const shown = lines.filter(({ endedAt }) => endedAt === null || nowMs - Date.parse(endedAt) < PORTAL_LIMITS.closedDays * DAY_MS).slice(0, PORTAL_LIMITS.cases);
  const cases = await Promise.all(shown.map(async (line) => caseOnPage(await deps.cases.one(caseNumber(line), AS_CUSTOMER), nowMs)));
  const traitOf = (name: string): string | null => customer.traits.find((trait) => trait.name === name)?.value ?? null;
  return {
    name: customer.name, status: answer.sentence, open: cases.filter(({ endedAt }) => endedAt === null), closed: cases.filter(({ endedAt }) => endedAt !== null),
    issues: issues.filter(({ lastAskAt }) => nowMs - Date.parse(lastAskAt) < PORTAL_LIMITS.closedDays * DAY_MS && cases.every(({ endedAt }) => endedAt !== null)).slice(0, ISSUES_SHOWN).map(({ title, asks, lastAskAt, unanswered }) => ({ title, asks, lastAskAt, unanswered })),
    escalations, preferredChannel: traitOf(PREFERRED_CHANNEL), consents: ASKED_CONSENTS.flatMap(({ purpose, channels }) => channels.map((channel) => ({ purpose, channel, state: consents.standings.find((one) => one.purpose === purpose && one.channel === channel)?.state ?? 'not-asked' }))),
    traits: Object.fromEntries(OWN_TRAITS.map((name) => [name, traitOf(name) ?? ''])) as PageFacts['traits'], reach: customer.identifiers.flatMap(({ type, value }) => (type === 'email' || type === 'phone' ? [maskPersonal(type, value)] : [])).slice(0, ISSUES_SHOWN),
    asked: { copy: askedAt(acts, 'copy'), erasure: askedAt(acts, 'erasure') }, pending: new Set(acts.filter(({ state, caseNumber: number }) => state === 'waiting' && number !== null).map(({ caseNumber: number }) => publicId('case', number ?? 0))),
  };
}

function caseNumber({ id }: CaseLine): number {
  return parsePublicId('case', id);
}

/** When something was last asked for. */
function askedAt(acts: readonly ActRow[], kind: ActRow['kind']): Date | null {
  return acts.find((act) => act.kind === kind && act.state !== 'failed')?.at ?? null;
}
