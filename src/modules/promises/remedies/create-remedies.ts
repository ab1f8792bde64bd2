import type { Role } from '../../../kernel/access.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { publicId } from '../../../kernel/public-id.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Database, Transaction } from '../../../platform/pg/transaction.ts';
import { presentCustomer, type Customers } from '../../customers/index.ts';
import type { Identity } from '../../identity/index.ts';
import { redactText } from '../../interactions/index.ts';
import type { People } from '../../people/index.ts';
import { allVersions } from '../promise-store.ts';
import { REMEDIES_MOST, type Gift, type Mandate, type MandateCard, type MandateLine, type PromiseRemedied, type RemedyState, type RemedyTask, type WantedGift } from './contract.ts';
import { givenBefore, giftOfKey, giftsAsked, giftsOfNodes, holdGift, holdGiving, insertGift, insertMandate, mandateNow, putAnswer, putGiven, type GiftRow } from './gift-store.ts';
import { leewaysOf, mayGive, type GivenBefore } from './mandate.ts';
import { endRemedy, holdRemedy, remedyPage, type RemedyRow } from './remedy-store.ts';

const WEEK_MS = 7 * 86_400_000;
const GIFTS_SHOWN = 50;

/** Whoever gives. */
export type Giver = { readonly id: string; readonly role: Role };
type RemedyDeps = {
  readonly database: Database; readonly outbox: Pick<Outbox, 'publish'>; readonly identity: Identity; readonly customers: Pick<Customers, 'quoted'>; readonly people: Pick<People, 'list'>; readonly clock: () => number;
  /** Why nothing is given for broken promises now: remedies are not switched on. Null where it may be. */ readonly remedyHeld: () => Promise<string | null>;
  /** Whether a case is of these claims: cases lie to the right, and are handed in. */ readonly isCaseOf: (caseId: string, nodes: readonly number[]) => Promise<boolean>;
};

/** What is owed for broken promises, who may give what, and what was given. */
export function createRemedies(deps: RemedyDeps) {
  const { database, identity, clock } = deps;

  async function namesOfStaff(): Promise<(id: string) => string> {
    const names = new Map((await deps.people.list()).map(({ id, name }) => [id, name]));
    return (id) => names.get(id) ?? 'Somebody without access';
  }

  async function presentRemedies(rows: readonly RemedyRow[], held: string | null): Promise<RemedyTask[]> {
    const [who, nameOf, versions] = await Promise.all([deps.customers.quoted([...new Set(rows.map(({ node }) => node))].filter((node) => node !== 0), false), namesOfStaff(), allVersions(database)]);
    const termsOf = new Map(versions.map((one) => [`${one.promise} ${one.number}`, one.terms.name]));
    return rows.map((row): RemedyTask => ({
      id: String(row.number), promise: publicId('promise', row.promise), promiseName: termsOf.get(`${row.promise} ${row.version}`) ?? '', interaction: publicId('interaction', row.trigger), customer: who.get(row.node)?.id ?? null, name: who.get(row.node)?.name ?? null, what: row.what, valueMinor: row.valueMinor, currency: row.currency,
      owner: row.owner === null ? null : nameOf(row.owner), owedAt: row.owedAt.toISOString(), dueAt: row.dueAt.toISOString(), state: row.state, isHeld: row.state === 'owed' && held !== null, isOverdue: row.state === 'owed' && held === null && row.dueAt.getTime() < clock(), endedAt: row.endedAt?.toISOString() ?? null, costMinor: row.costMinor,
    }));
  }

  async function presentGifts(rows: readonly GiftRow[], viewer: string): Promise<Gift[]> {
    const [who, nameOf] = await Promise.all([deps.customers.quoted([...new Set(rows.map(({ node }) => node))].filter((node) => node !== 0), false), namesOfStaff()]);
    return rows.map((row): Gift => ({
      id: String(row.number), remedy: row.remedy === null ? null : String(row.remedy), case: row.caseId, customer: who.get(row.node)?.id ?? null, name: who.get(row.node)?.name ?? null, kind: row.kind, what: row.what, costMinor: row.costMinor, beyondMinor: row.beyondMinor, currency: row.currency, state: row.state,
      by: nameOf(row.by), isMine: row.by === viewer, at: row.at.toISOString(), why: row.why, answeredBy: row.answeredBy === null ? null : nameOf(row.answeredBy), answer: row.answer, givenAt: row.givenAt?.toISOString() ?? null,
    }));
  }
  const presentGift = async (row: GiftRow, viewer: string): Promise<Gift> => (await presentGifts([row], viewer))[0] as Gift;

  function assertNotHeld(held: string | null): void {
    if (held !== null) throw new AppError('conflict', 'remedies-held', `${held} What the customer was given by other means is noted on their case.`);
  }

  /** The remedy that a gift is for. Errors: `not-found`; `conflict` when it is owed no more; `invalid` when it is owed to somebody else. */
  async function owedFor(tx: Transaction, remedy: number | null, nodes: readonly number[] | null): Promise<RemedyRow | null> {
    if (remedy === null) return null;
    const row = await holdRemedy(tx, remedy);
    if (row === null) throw new AppError('not-found', 'remedy-unknown', 'There is no such remedy: it may have been erased.');
    if (nodes !== null && !nodes.includes(row.node)) throw new AppError('invalid', 'remedy-of-another', 'This remedy is owed to another customer.');
    if (row.state !== 'owed') throw new AppError('conflict', 'remedy-ended', row.state === 'given' ? 'This was given already.' : 'This is not owed any more.');
    return row;
  }

  /** What a gift costs beyond what the promise owes: that was promised, and needs nobody's word. */
  function beyondOf(owed: RemedyRow | null, costMinor: string, currency: string): bigint {
    const beyond = BigInt(costMinor) - (owed !== null && owed.currency === currency ? BigInt(owed.valueMinor) : 0n);
    return beyond < 0n ? 0n : beyond;
  }

  async function finish(tx: Transaction, owed: RemedyRow | null, gift: GiftRow, atMs: number): Promise<void> {
    if (owed === null) return;
    await endRemedy(tx, owed.number, 'given', atMs);
    const told: PromiseRemedied = { type: 'promise.remedied', promise: owed.promise, interaction: owed.trigger, ordinal: owed.ordinal, node: owed.node, costMinor: gift.costMinor, currency: gift.currency, atMs };
    await deps.outbox.publish(tx, [told]);
  }

  async function customerOf(id: string): Promise<{ readonly customer: number; readonly nodes: readonly number[]; readonly node: number }> {
    const customer = await presentCustomer(identity, id);
    const nodes = await identity.nodesOf(customer);
    const [node] = nodes;
    if (node === undefined) throw new AppError('not-found', 'customer-has-nothing', 'Nothing is known of this customer any more.');
    return { customer, nodes, node };
  }

  const given = (tx: Transaction | Database, asked: { readonly kind: GiftRow['kind']; readonly currency: string; readonly caseId: string | null; readonly nodes: readonly number[]; readonly by: string }): Promise<GivenBefore> => givenBefore(tx, { ...asked, sinceMs: clock() - WEEK_MS });

  async function put({ customer, case: caseId = null, remedy, why = null, ...asked }: Omit<WantedGift, 'case'> & { readonly case?: string | null | undefined; readonly why?: string | null }, by: Giver, state: 'asked' | 'given'): Promise<Gift> {
    const { nodes, node } = await customerOf(customer);
    const wanted = { ...asked, what: redactText(asked.what, new Set()) };
    /** What the same request did when it came before: it answers the same, whatever became of it, and nothing else happens. */
    const repeated = async (within: Database | Transaction): Promise<GiftRow | null> => {
      const before = await giftOfKey(within, by.id, wanted.key);
      const isSame = before !== null && nodes.includes(before.node) && before.caseId === caseId && before.kind === wanted.kind && before.what === wanted.what && before.costMinor === BigInt(wanted.costMinor).toString() && before.currency === wanted.currency && (before.why === null) === (why === null);
      if (before !== null && !isSame) throw new AppError('conflict', 'key-used', 'Something else was noted under this key before. Load the page again: what was given stands there.');
      return before;
    };
    const before = await repeated(database);
    if (before !== null) return presentGift(before, by.id);
    if (state === 'given') assertNotHeld(await deps.remedyHeld());
    if (caseId !== null && !await deps.isCaseOf(caseId, nodes)) throw new AppError('invalid', 'case-of-another', 'This is no case of this customer.');
    const lines = (await mandateNow(database))?.lines ?? [];
    const row = await database.transaction(async (tx) => {
      await holdGiving(tx);
      const faster = await repeated(tx);
      if (faster !== null) return faster;
      const owed = await owedFor(tx, remedy === undefined ? null : Number(remedy), nodes);
      const beyondMinor = beyondOf(owed, wanted.costMinor, wanted.currency);
      if (state === 'given') {
        const may = mayGive(lines, { role: by.role, kind: wanted.kind, beyondMinor, currency: wanted.currency }, await given(tx, { kind: wanted.kind, currency: wanted.currency, caseId, nodes, by: by.id }));
        if (!may.ok) throw new AppError('conflict', 'beyond-mandate', may.refusal);
      }
      const gift = await insertGift(tx, { ...wanted, why: why === null ? null : redactText(why, new Set()), remedy: owed?.number ?? null, node: owed?.node ?? node, caseId, beyondMinor: beyondMinor.toString(), by: by.id, state, atMs: clock() });
      if (state === 'given') await finish(tx, owed, gift, clock());
      return gift;
    });
    return presentGift(row, by.id);
  }

  return {
    /** Remedies by state, with why none is given now. */
    async list(state: RemedyState, promise: number | null): Promise<{ held: string | null; total: number; remedies: RemedyTask[] }> {
      const [held, { rows, total }] = await Promise.all([deps.remedyHeld(), remedyPage(database, { state, promise, nodes: null }, REMEDIES_MOST)]);
      return { held, total, remedies: await presentRemedies(rows, held) };
    },
    present: presentRemedies,
    held: deps.remedyHeld,
    async mandate(): Promise<Mandate> {
      const [row, nameOf] = await Promise.all([mandateNow(database), namesOfStaff()]);
      return row === null ? { version: 0, lines: [], note: '', by: null, at: null } : { version: row.version, lines: [...row.lines], note: row.note, by: nameOf(row.by), at: row.at.toISOString() };
    },
    /** Errors: `invalid` for a role or kind named twice; `conflict` when somebody else saved meanwhile. */
    async saveMandate(lines: readonly MandateLine[], basedOn: number, note: string, by: string): Promise<Mandate> {
      if (new Set(lines.map(({ role, kind }) => `${role} ${kind}`)).size < lines.length) throw new AppError('invalid', 'mandate-twice', 'A role has two lines of one kind: keep one of them.');
      if (!await database.transaction((tx) => insertMandate(tx, basedOn, { lines, note, by, at: new Date(clock()) }))) throw new AppError('conflict', 'mandate-changed-meanwhile', 'Somebody else changed the mandate meanwhile. Load it again and make your change to theirs.');
      return this.mandate();
    },
    /** What stands beside a reply. Errors: `not-found`. */
    async card(customer: string, caseId: string | null, viewer: Giver): Promise<MandateCard> {
      const { nodes } = await customerOf(customer);
      const [held, row, owed, gifts] = await Promise.all([deps.remedyHeld(), mandateNow(database), remedyPage(database, { state: 'owed', promise: null, nodes }, REMEDIES_MOST), giftsOfNodes(database, nodes, GIFTS_SHOWN)]);
      const lines = row?.lines ?? [];
      const before = new Map(await Promise.all(lines.filter(({ role }) => role === viewer.role).map(async ({ kind, currency }) => [`${kind} ${currency}`, await given(database, { kind, currency, caseId, nodes, by: viewer.id })] as const)));
      return {
        held, leeways: leewaysOf(lines, viewer.role, (kind, currency) => before.get(`${kind} ${currency}`) ?? { inCaseMinor: 0n, inWeekMinor: 0n }),
        remedies: await presentRemedies(owed.rows, held), gifts: await presentGifts(gifts, viewer.id),
      };
    },
    asked: async (viewer: string): Promise<Gift[]> => presentGifts(await giftsAsked(database, REMEDIES_MOST), viewer),
    /** Notes what somebody gives. Errors: `conflict` while remedies are held, beyond the mandate, or when it was given already; `not-found`; `invalid`. */
    give: (wanted: WantedGift, by: Giver): Promise<Gift> => put(wanted, by, 'given'),
    /** Asks an office for its word; may be asked while remedies are held. */
    ask: (wanted: WantedGift & { readonly why: string }, by: Giver): Promise<Gift> => put(wanted, by, 'asked'),
    /** Gives an office's word. Errors: `not-found`; `conflict` when it was given before; `forbidden` to whoever asked. */
    async answer(number: number, granted: boolean, words: string, by: string): Promise<Gift> {
      const row = await database.transaction(async (tx) => {
        const gift = await holdGift(tx, number);
        if (gift === null) throw new AppError('not-found', 'gift-unknown', 'Nobody asks this any more.');
        // Said again, it is said once.
        if (gift.answeredBy === by && gift.state !== 'asked' && granted === (gift.state !== 'refused')) return gift;
        if (gift.state !== 'asked') throw new AppError('conflict', 'word-given', 'An office gave its word on this already.');
        if (gift.by === by) throw new AppError('forbidden', 'own-word', 'You asked this yourself: somebody else of an office gives the word.');
        return putAnswer(tx, number, { granted, words: redactText(words, new Set()), by, atMs: clock() });
      });
      return presentGift(row, by);
    },
    /** Notes that what was granted was given. Errors: `not-found`; `conflict` while remedies are held, without a grant, or when it was given already. */
    async giveGranted(number: number, by: string): Promise<Gift> {
      const heldBecause = await deps.remedyHeld();
      const row = await database.transaction(async (tx) => {
        const gift = await holdGift(tx, number);
        if (gift === null) throw new AppError('not-found', 'gift-unknown', 'Nobody asks this any more.');
        // Whoever asked, and says it again, is answered the same.
        if (gift.state === 'given' && gift.answeredBy !== null && gift.by === by) return gift;
        assertNotHeld(heldBecause);
        if (gift.state !== 'granted') throw new AppError('conflict', 'not-granted', gift.state === 'given' ? 'This was given already.' : 'No office granted this.');
        const owed = await owedFor(tx, gift.remedy, null);
        const done = await putGiven(tx, number, clock());
        await finish(tx, owed, done, clock());
        return done;
      });
      return presentGift(row, by);
    },
    /** The customer does not want what is owed. Errors: `not-found`; `conflict`. */
    async decline(number: number): Promise<RemedyState> {
      await database.transaction(async (tx) => { if (await owedFor(tx, number, null) !== null) await endRemedy(tx, number, 'declined', clock()); });
      return 'declined';
    },
  };
}

export type Remedies = ReturnType<typeof createRemedies>;
