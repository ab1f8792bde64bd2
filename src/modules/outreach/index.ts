import { AppError } from '../../kernel/app-error.ts';
import { publicId } from '../../kernel/public-id.ts';
import { factsOf, type Log } from '../../platform/log/log.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import { presentCustomer, type Customers } from '../customers/index.ts';
import type { Identity } from '../identity/index.ts';
import { contactStanding } from './contact-standing.ts';
import { DEFAULT_GOVERNOR_RULES, PURPOSES, PURPOSE_KEYS, type Answer, type Commit, type ContactStanding, type Decisions, type GovernorRules, type HeldSend, type Purpose, type RulesState, type Standing } from './contract.ts';
import type { AskedPerson } from './find-targets.ts';
import { DAY_MS } from './governor/person-facts.ts';
import type { HoldSource } from './holds.ts';
import { drawKey, tidyLedger } from './ledger-store.ts';
import { decisionCounts, heldSends, reasonCounts, withheldCount } from './outreach-view.ts';
import { receiveReplies } from './receive-replies.ts';
import { reserveSends, type CommonAsk, type ReserveDeps } from './reserve-sends.ts';
import { commitSend, releaseSend, stillMaySend } from './settle-send.ts';
import { putRules, putSwitch, rulesVersions, switches } from './switch-store.ts';

export { contactedOften } from './contacted-view.ts';
export { contactsHeld, contactsKept } from './kept-contacts-store.ts';
export { holdSince, type HoldSource } from './holds.ts';
export { talkedSince } from './talking-log.ts';
export type { CommonAsk } from './reserve-sends.ts';

/** How long decisions against sending can be read; sends stay for as long as the person is known. Units: ms. */
const DECISIONS_MS = 90 * DAY_MS;
const LOOK_MS = 3_600_000;
/** How far ahead a send can be reserved. Units: ms. */
const PLANNED_MOST_MS = 366 * DAY_MS;
const VERSIONS_SHOWN = 100;

/** What an ask leaves out. */
const PLAIN = { series: null, questions: 0, weight: null, plannedMs: null, notAfterMs: null, subject: null, text: null } as const;
type Wish = Pick<CommonAsk, 'purpose' | 'channel' | 'slot'> & Partial<CommonAsk>;

export type OutreachDeps = {
  readonly database: Database; readonly identity: Pick<Identity, 'kindsOf' | 'normalForm' | 'reach' | 'withOwners' | 'claimsOf' | 'canonical' | 'customerOfNodes'>; readonly consents: Pick<Customers['consents'], 'mayContactEach'>; readonly outbox: Pick<Outbox, 'subscribe'>;
  readonly log: Log; readonly clock: () => number; readonly zone: string; readonly nameOf: (person: string) => Promise<string | null>;
  /** Why nothing may leave, whatever is switched on; null where it may. */ readonly held: () => string | null;
  /** Who knows in which states people are asked nothing. */ readonly holdSources: readonly HoldSource[];
};

/** The one ledger of contacts and its governor. See README.md. */
export function createOutreach(deps: OutreachDeps) {
  const { database, identity, clock } = deps;
  deps.outbox.subscribe('outreach-replies', ['interaction.recorded'], (events, tx) => receiveReplies(tx, events));
  let key: Promise<string> | null = null;
  let timer: ReturnType<typeof setInterval> | null = null;
  let tidying: Promise<void> | null = null;

  async function rulesNow(): Promise<{ version: number; rules: GovernorRules }> {
    const [row] = await rulesVersions(database, 1);
    return { version: row?.version ?? 0, rules: { ...DEFAULT_GOVERNOR_RULES, ...row?.rules } };
  }
  const reserving: ReserveDeps & Pick<OutreachDeps, 'identity'> = { ...deps, companyZone: deps.zone, rulesNow, drawKey: () => (key ??= drawKey(database)) };

  async function standing(): Promise<Standing> {
    const [rows, waiting] = await Promise.all([switches(database), withheldCount(database, clock())]);
    const known = new Map(rows.map((row) => [row.purpose, row]));
    return {
      held: deps.held(), waiting,
      switches: await Promise.all(PURPOSE_KEYS.map(async (purpose) => {
        const row = known.get(purpose);
        return { purpose, isOn: row?.isOn ?? false, by: row === undefined ? null : await deps.nameOf(row.by) ?? 'somebody of the staff', at: row?.at.toISOString() ?? null };
      })),
    };
  }

  /** Errors: `invalid` for a survey of which nobody says how long it is, and for what is planned too far ahead: it would count against everything until then. */
  function checked(wish: Wish): CommonAsk {
    if ((wish.plannedMs ?? 0) > clock() + PLANNED_MOST_MS) throw new AppError('invalid', 'planned-too-far', 'Ask again nearer to the day: a send is reserved a year ahead at most.');
    if (wish.purpose === 'survey' && (wish.questions ?? 0) < 1) throw new AppError('invalid', 'questions-missing', 'Say how many questions the survey asks: one is held for fewer days than more.');
    return { ...PLAIN, ...wish, questions: wish.purpose === 'survey' ? wish.questions ?? 1 : 0 };
  }

  return {
    /** Asks before one person is contacted. `by`: who asks, a person's id or the name of a key or module. Errors: `invalid`; `unavailable`. */
    async reserve(wish: Wish & AskedPerson, by: string): Promise<Answer> {
      const { customer, to, ...rest } = wish;
      const [answer] = await reserveSends(reserving, checked(rest), [{ customer, to }], by);
      if (answer === undefined) throw new AppError('internal', 'answer-missing', 'The governor did not answer.');
      return answer;
    },
    /** The same for many people, in their order. Cost: about a tenth of a second a thousand. */
    reserveMany: async (wish: Wish, people: readonly AskedPerson[], by: string): Promise<Answer[]> => reserveSends(reserving, checked(wish), people, by),
    /** Uses a reservation at the moment of sending; whoever sends does so only if it says `committed`. See settle-send.ts. */
    commit: (token: string): Promise<Commit> => commitSend(reserving, token),
    /** Whether what was committed and could not leave yet may still go. See settle-send.ts. */
    stillMay: (token: string): Promise<Omit<Commit, 'committed'>> => stillMaySend(reserving, token),
    /** Gives a reservation back. */
    release: (token: string): Promise<boolean> => releaseSend(reserving, token),
    standing,
    /** Why nothing of a purpose may leave now, in a sentence; null where it may. */
    async heldPurpose(purpose: Purpose): Promise<string | null> {
      const held = deps.held();
      if (held !== null) return held;
      const isOn = (await switches(database)).some((row) => row.purpose === purpose && row.isOn);
      return isOn ? null : `${PURPOSES[purpose].name} are not switched on: nothing is done until a named person switches them on.`;
    },
    /** Lets a purpose leave, or not any more. Errors: `conflict` where nothing may leave. */
    async switch(purpose: Purpose, isOn: boolean, by: string): Promise<Standing> {
      const why = deps.held();
      if (isOn && why !== null) throw new AppError('conflict', 'outreach-held', why);
      const known = (await switches(database)).find((row) => row.purpose === purpose);
      if ((known?.isOn ?? false) !== isOn) await database.transaction((tx) => putSwitch(tx, purpose, isOn, by, clock()));
      return standing();
    },
    /** What would have gone. */
    async held(purpose: Purpose | null): Promise<HeldSend[]> {
      const rows = await heldSends(database, purpose, clock());
      const owners = await identity.customerOfNodes([...new Set(rows.flatMap(({ first }) => first.map(({ node }) => node)))]);
      return Promise.all(rows.map(async ({ first, latestAt, expiresAt, askedBy, ...row }) => ({
        ...row, latestAt: latestAt.toISOString(), expiresAt: expiresAt.toISOString(), askedBy: await deps.nameOf(askedBy) ?? askedBy,
        first: first.map(({ node, address }) => { const customer = owners.get(node); return { customer: customer === undefined ? null : publicId('customer', customer), address }; }),
      })));
    },
    async decisions(days: number): Promise<Decisions> {
      const from = new Date(clock() - days * DAY_MS);
      const [states, reasons] = await Promise.all([decisionCounts(database, from), reasonCounts(database, from)]);
      const decisions = PURPOSE_KEYS.flatMap((purpose) => (['send', 'hold', 'drop'] as const).flatMap((decision) => {
        const count = states.filter((one) => one.purpose === purpose && decisionOf(one.state) === decision).reduce((sum, one) => sum + one.count, 0);
        return count === 0 ? [] : [{ purpose, decision, count }];
      }));
      return { from: from.toISOString(), total: states.reduce((sum, { count }) => sum + count, 0), decisions, reasons };
    },
    async rules(): Promise<RulesState> {
      const [now, versions] = await Promise.all([rulesNow(), rulesVersions(database, VERSIONS_SHOWN)]);
      return { ...now, versions: await Promise.all(versions.map(async ({ version, note, by, at }) => ({ version, note, by: await deps.nameOf(by) ?? 'somebody of the staff', at: at.toISOString() }))) };
    },
    /** Errors: `conflict` when somebody else changed them meanwhile. */
    async changeRules(rules: GovernorRules, basedOn: number, note: string, by: string): Promise<void> {
      if (!await database.transaction((tx) => putRules(tx, basedOn, { rules, note, by, at: new Date(clock()) }))) throw new AppError('conflict', 'rules-changed-meanwhile', 'Somebody else changed these rules meanwhile. Look at them again.');
    },
    /** Whether a customer would be asked anything now, and why not. Errors: `not-found`. */
    async ofCustomer(id: string): Promise<ContactStanding> {
      return contactStanding(reserving, await presentCustomer(identity, id));
    },
    /** Gives back reservations that have expired, deletes held sends that have and old decisions against sending: now and every hour. */
    start(): void {
      const tidy = (): void => {
        tidying ??= tidyLedger(database, clock(), clock() - DECISIONS_MS).then(() => undefined, (error: unknown) => { deps.log.warn('outreach-not-tidied', factsOf(error)); }).finally(() => { tidying = null; });
      };
      timer = setInterval(tidy, LOOK_MS);
      timer.unref();
      tidy();
    },
    async stop(): Promise<void> {
      if (timer !== null) clearInterval(timer);
      await tidying;
    },
  };
}

export type Outreach = ReturnType<typeof createOutreach>;

function decisionOf(state: string): 'send' | 'hold' | 'drop' {
  return state === 'held' || state === 'withheld' ? 'hold' : state === 'dropped' ? 'drop' : 'send';
}
