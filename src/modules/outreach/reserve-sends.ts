import { AppError } from '../../kernel/app-error.ts';
import { isoOrNull } from '../../kernel/instant.ts';
import { hashOfSecret } from '../../platform/http/link-secret.ts';
import type { Database, Transaction } from '../../platform/pg/transaction.ts';
import type { Answer, GovernorRules, Purpose, Reach, Reason } from './contract.ts';
import { findTargets, type AskedPerson, type Target } from './find-targets.ts';
import { gatherKnown, openLedger, type FactSources, type Known } from './gather-facts.ts';
import type { Identity } from '../identity/index.ts';
import { decide, type Verdict } from './governor/decide.ts';
import type { PlannedAsk } from './governor/person-facts.ts';
import { weightOf } from './governor/pressure.ts';
import { lapse, putEntries, type NewEntry } from './ledger-store.ts';
import { mintToken } from './reservation-token.ts';
import { switches } from './switch-store.ts';

/** What all people of one request are asked. Units: ms; `plannedMs` null: now. `weight`: more than the rules say, never less; null: what they say. */
export type CommonAsk = {
  readonly purpose: Purpose; readonly channel: Reach; readonly slot: string; readonly series: string | null; readonly questions: number; readonly weight: number | null; readonly plannedMs: number | null; readonly notAfterMs: number | null;
  readonly subject: string | null; readonly text: string | null;
};

export type ReserveDeps = FactSources & {
  readonly database: Database; readonly identity: Pick<Identity, 'kindsOf' | 'normalForm' | 'reach' | 'withOwners'>;
  /** Why nothing may leave, whatever is switched on; null where it may. */ readonly held: () => string | null;
  readonly rulesNow: () => Promise<{ readonly version: number; readonly rules: GovernorRules }>; readonly drawKey: () => Promise<string>;
};

/** People whose locks are held in one transaction; with those who are asked as one with them, fewer than PostgreSQL has room for. */
const AT_ONCE = 1_000;
/** How often people are found again whose claims went to somebody else meanwhile. */
const TRIES = 5;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Whether a purpose may leave now. */
export async function mayLeave(tx: Transaction, purpose: Purpose, held: () => string | null): Promise<boolean> {
  return held() === null && (await switches(tx)).some((one) => one.purpose === purpose && one.isOn);
}

/**
 * Decides about a send to each of these people and reserves those that may go, before anything leaves.
 * Shape: answers in the order of the people. Invariant: of one person one send is decided at a time; a token is shown once and stored hashed. Errors: `invalid` for ids; `unavailable` when somebody's claims do not come to rest.
 */
export async function reserveSends(deps: ReserveDeps, ask: CommonAsk, people: readonly AskedPerson[], by: string): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let from = 0; from < people.length; from += AT_ONCE) answers.push(...await reserveSome(deps, ask, people.slice(from, from + AT_ONCE), by));
  return answers;
}

async function reserveSome(deps: ReserveDeps, common: CommonAsk, people: readonly AskedPerson[], by: string): Promise<Answer[]> {
  const { version, rules } = await deps.rulesNow();
  const drawKey = await deps.drawKey();
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const found = await findTargets(deps.identity, people, common.channel);
    const known = await gatherKnown(deps, found.filter((one) => typeof one !== 'string'), common, rules, drawKey);
    const answers = await deps.database.transaction((tx) => decideTogether(tx, deps, { common, found, known, rules, version, by }));
    if (answers !== null) return answers;
  }
  throw new AppError('unavailable', 'people-are-moving', 'Some of these people are being joined or parted right now. Ask again in a moment.');
}

type Together = { readonly common: CommonAsk; readonly found: readonly (Target | Reason)[]; readonly known: Known; readonly rules: GovernorRules; readonly version: number; readonly by: string };

/** One transaction. Shape: null when the people must be found again. */
async function decideTogether(tx: Transaction, deps: ReserveDeps, { common, found, known, rules, version, by }: Together): Promise<Answer[] | null> {
  const nowMs = deps.clock();
  const isOn = await mayLeave(tx, common.purpose, deps.held);
  const ledger = await openLedger(tx, deps, known, { slots: [common.slot], nowMs, isDry: !isOn, except: null }, rules, found.length > 1);
  if (ledger === null) return null;
  const planned: PlannedAsk = { ...common, weight: Math.max(common.weight ?? 0, weightOf(common, rules)), plannedMs: Math.max(nowMs, common.plannedMs ?? nowMs) };
  const entryOf = (node: number, address: string | null, isLess: boolean, { reasons, untilMs }: Verdict): Omit<NewEntry, 'state' | 'expiresMs' | 'tokenHash' | 'subject' | 'text'> => ({
    node, purpose: common.purpose, channel: common.channel, address, slot: common.slot, series: common.series, questions: common.questions, weight: planned.weight, askedMs: nowMs, plannedMs: planned.plannedMs, reasons, untilMs, rules: version, isLess, askedBy: by,
  });
  const entries: NewEntry[] = [];
  const decided = found.map((one): Answer => {
    if (typeof one === 'string') {
      entries.push({ ...entryOf(0, null, false, { decision: 'drop', reasons: [one], untilMs: null }), state: 'dropped', expiresMs: null, tokenHash: null, subject: null, text: null });
      return { decision: 'drop', reasons: [one], until: null, token: null, expiresAt: null, shown: false };
    }
    const facts = ledger.factsOf(one);
    const verdict = decide(planned, facts, rules);
    const { decision, reasons, untilMs } = verdict;
    const entry = entryOf(one.node, one.address, facts.isContactedLess, verdict);
    if (decision !== 'send') {
      entries.push({ ...entry, state: decision === 'hold' ? 'held' : 'dropped', expiresMs: null, tokenHash: null, subject: null, text: null });
      return { decision, reasons: [...reasons], until: isoOrNull(untilMs), token: null, expiresAt: null, shown: false };
    }
    const expiresMs = isOn ? planned.plannedMs + rules.reservationHours * HOUR_MS : nowMs + rules.heldDays * DAY_MS;
    ledger.note(one.customer, { ...planned, number: 0, atMs: planned.plannedMs, isReserved: true, expiresMs });
    if (!isOn) {
      entries.push({ ...entry, reasons: ['listen-only'], state: 'withheld', expiresMs, tokenHash: null, subject: common.subject, text: common.text });
      return { decision: 'hold', reasons: ['listen-only'], until: null, token: null, expiresAt: null, shown: true };
    }
    const token = mintToken();
    entries.push({ ...entry, state: 'reserved', expiresMs, tokenHash: hashOfSecret(token), subject: null, text: null });
    return { decision: 'send', reasons: [], until: null, token, expiresAt: isoOrNull(expiresMs), shown: false };
  });
  await lapse(tx, entries.flatMap(({ node, state }) => (state === 'reserved' ? [node] : [])), [common.slot], nowMs);
  await putEntries(tx, entries);
  return decided;
}
