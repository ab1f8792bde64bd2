import assert from 'node:assert/strict';
import type { Chance } from '../../../test/chance.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Identity } from '../identity/index.ts';
import { DAY_MS } from './governor/person-facts.ts';
import { saying, tokenOf, type OutreachHouse } from './outreach.fixture.ts';

type ModelSend = { readonly email: string; readonly isLong: boolean; readonly slot: string; atMs: number; readonly expiresMs: number; state: 'reserved' | 'committed' | 'gone' };
type ModelAsk = { readonly email: string; readonly isLong: boolean; readonly slot: string };

/** Gaps and caps of the model. Units: days. */
export const MODEL_RULES = { long: { gapDays: 30, most: 3 }, short: { gapDays: 7, most: 6 }, seriesGapDays: 90, reservationHours: 48 } as const;
const YEAR_MS = 365 * DAY_MS;

/** What the ledger must do, told as plainly as possible: a list of sends, and who is who. Time is the caller's. Units: ms. */
function createLedgerModel(emails: readonly string[]) {
  const sends: ModelSend[] = [];
  const groups = new Map(emails.map((email) => [email, email]));
  const mates = (email: string): string[] => emails.filter((other) => groups.get(other) === groups.get(email));
  const counting = (email: string, nowMs: number, except: ModelSend | null): ModelSend[] => {
    const own = mates(email);
    return sends.filter((send) => send !== except && own.includes(send.email) && (send.state === 'committed' || (send.state === 'reserved' && send.expiresMs > nowMs)));
  };
  function decide({ email, isLong, slot }: ModelAsk, nowMs: number, except: ModelSend | null): 'send' | 'hold' | 'drop' {
    const past = counting(email, nowMs, except);
    const rules = isLong ? MODEL_RULES.long : MODEL_RULES.short;
    if (past.some((send) => send.slot === slot && send.state === 'committed')) return 'drop';
    const isNear = (send: ModelSend, days: number): boolean => Math.abs(send.atMs - nowMs) < days * DAY_MS;
    const series = slot.slice(0, 1);
    if (past.some((send) => send.slot === slot || isNear(send, rules.gapDays) || (send.slot.startsWith(series) && isNear(send, MODEL_RULES.seriesGapDays)))) return 'hold';
    return past.filter((send) => send.isLong === isLong && Math.abs(send.atMs - nowMs) < YEAR_MS).length >= rules.most ? 'hold' : 'send';
  }
  return {
    ask(ask: ModelAsk, nowMs: number): { decision: 'send' | 'hold' | 'drop'; send: ModelSend | null } {
      const decision = decide(ask, nowMs, null);
      if (decision !== 'send') return { decision, send: null };
      const send: ModelSend = { ...ask, atMs: nowMs, expiresMs: nowMs + MODEL_RULES.reservationHours * 3_600_000, state: 'reserved' };
      sends.push(send);
      return { decision, send };
    },
    /** Null: the token lets nothing go. */
    commit(send: ModelSend, nowMs: number): 'send' | 'hold' | 'drop' | null {
      if (send.state !== 'reserved' || send.expiresMs <= nowMs) return null;
      const decision = decide(send, nowMs, send);
      send.state = decision === 'send' ? 'committed' : 'gone';
      if (decision === 'send') send.atMs = nowMs;
      return decision;
    },
    release(send: ModelSend, nowMs: number): boolean {
      if (send.state !== 'reserved') return false;
      send.state = 'gone';
      return send.expiresMs > nowMs;
    },
    areOne: (a: string, b: string): boolean => groups.get(a) === groups.get(b),
    /** Who is who now, as somebody else decided it. */
    regroup(groupOf: ReadonlyMap<string, string>): void {
      for (const [email, group] of groupOf) groups.set(email, group);
    },
  };
}

type LedgerModel = ReturnType<typeof createLedgerModel>;

/** What happened on a walk. */
type WalkCounts = Record<'send' | 'hold' | 'drop' | 'committed' | 'refused' | 'joined' | 'parted', number>;

/** Asks, commits, gives back, lets time pass, joins and parts as chance has it; fails where the ledger answers otherwise than the model. */
export async function walkLedger({ house, identity, emails, chance, steps, where: from }: { readonly house: OutreachHouse; readonly identity: Identity; readonly emails: readonly string[]; readonly chance: Chance; readonly steps: number; readonly where: string }): Promise<WalkCounts> {
  const { outreach } = house;
  const model = createLedgerModel(emails);
  const tokens: { token: string; send: Parameters<LedgerModel['commit']>[0] }[] = [];
  const joins: number[] = [];
  const counts: WalkCounts = { send: 0, hold: 0, drop: 0, committed: 0, refused: 0, joined: 0, parted: 0 };
  const whoIsWho = async (): Promise<void> => { model.regroup(new Map(await Promise.all(emails.map(async (email) => [email, String((await identity.customersByIdentifier('email', email))[0])] as const)))); };
  for (let step = 0; step < steps; step += 1) {
    const where = `${from}, step ${step}`;
    const what = chance.next();
    const chosen = tokens.length === 0 ? null : tokens[Math.max(0, tokens.length - 1 - chance.below(4))] ?? null;
    if (what < 0.5) {
      const ask = { email: chance.pick(emails), isLong: chance.next() < 0.5, slot: `${chance.pick(['a', 'b', 'c'])}${chance.below(8)}` };
      const answer = await outreach.reserve({ purpose: 'survey', channel: 'email', slot: ask.slot, series: ask.slot.slice(0, 1), questions: ask.isLong ? 3 : 1, to: ask.email }, 'p1');
      const expected = model.ask(ask, house.world.nowMs);
      assert.equal(answer.decision, expected.decision, `${where}: ${JSON.stringify(ask)} ${saying(answer)}`);
      counts[answer.decision] += 1;
      if (expected.send !== null) tokens.push({ token: tokenOf(answer), send: expected.send });
    } else if (what < 0.75 && chosen !== null) {
      const expected = model.commit(chosen.send, house.world.nowMs);
      const actual = await outreach.commit(chosen.token).then(({ decision }) => decision, (error: unknown) => { if (!(error instanceof AppError) || error.kind !== 'conflict') throw error; return null; });
      assert.equal(actual, expected, `${where}: commit`);
      counts[expected === null ? 'refused' : 'committed'] += 1;
    } else if (what < 0.8 && chosen !== null) {
      assert.equal(await outreach.release(chosen.token), model.release(chosen.send, house.world.nowMs), `${where}: release`);
    } else if (what < 0.9) {
      house.world.nowMs += Math.round(chance.next() ** 2 * 60 * DAY_MS);
    } else {
      const [a, b] = [chance.pick(emails), chance.pick(emails)];
      const open = joins.pop();
      if (open !== undefined) {
        await identity.undo(open, 'p1');
        counts.parted += 1;
      } else if (!model.areOne(a, b)) {
        const [[left], [right]] = await Promise.all([identity.customersByIdentifier('email', a), identity.customersByIdentifier('email', b)]);
        joins.push((await identity.join(left ?? 0, right ?? 0, 'one person', 'p1')).decision);
        counts.joined += 1;
      }
      await whoIsWho();
    }
  }
  return counts;
}
