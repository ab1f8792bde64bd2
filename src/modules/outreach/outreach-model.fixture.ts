import { DAY_MS } from './governor/person-facts.ts';

type ModelSend = { readonly email: string; readonly isLong: boolean; readonly slot: string; atMs: number; readonly expiresMs: number; state: 'reserved' | 'committed' | 'gone' };
export type ModelAsk = { readonly email: string; readonly isLong: boolean; readonly slot: string };

/** Gaps and caps of the model. Units: days. */
export const MODEL_RULES = { long: { gapDays: 30, most: 3 }, short: { gapDays: 7, most: 6 }, seriesGapDays: 90, reservationHours: 48 } as const;
const YEAR_MS = 365 * DAY_MS;

/** What the ledger must do, told as plainly as possible: a list of sends, and who is who. Time is the caller's. Units: ms. */
export function createLedgerModel(emails: readonly string[]) {
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

export type LedgerModel = ReturnType<typeof createLedgerModel>;
