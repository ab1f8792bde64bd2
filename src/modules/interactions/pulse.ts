import { isoUtc } from '../../kernel/instant.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import { OFFICES, QUARANTINE_REASONS, type Office, type Pulse } from './contract.ts';
import { channelsSince, minutesSince, totalsPerChannel } from './pulse-log.ts';
import { openPerReason } from './quarantine-store.ts';

const HOUR_MS = 3_600_000;
const FRESH_MS = 1_500;
const TOTALS_FRESH_MS = 15_000;

function office(value: string): Office {
  return OFFICES.find((known) => known === value) ?? 'service';
}

function remembered<T>(forMs: number, clock: () => number, ask: () => Promise<T>): () => Promise<T> {
  let asked: { readonly atMs: number; readonly answer: Promise<T> } | null = null;
  return () => {
    if (asked === null || clock() - asked.atMs > forMs) {
      const answer = ask();
      asked = { atMs: clock(), answer };
      answer.catch(() => { asked = null; });
    }
    return asked.answer;
  };
}

/** What is arriving now, at most 1.5 s old, asked of the engines once for all open pages. */
export function createPulse(deps: { readonly database: Database; readonly analytics: Analytics; readonly clock: () => number; readonly zone: string; readonly waitingNow: () => Promise<{ waiting: number; lagMs: number }> }): () => Promise<Pulse> {
  const totals = remembered(TOTALS_FRESH_MS, deps.clock, () => totalsPerChannel(deps.analytics));
  return remembered(FRESH_MS, deps.clock, async () => {
    const nowMs = deps.clock();
    const [minutes, lastHour, lastDay, all, open, waiting] = await Promise.all([
      minutesSince(deps.analytics, nowMs - HOUR_MS), channelsSince(deps.analytics, nowMs - HOUR_MS), channelsSince(deps.analytics, nowMs - 24 * HOUR_MS), totals(), openPerReason(deps.database), deps.waitingNow(),
    ]);
    const perMinute = new Map<string, { brand: number; service: number }>();
    for (const row of minutes) {
      const at = new Date(isoUtc(row.minute)).toISOString();
      const sums = perMinute.get(at) ?? { brand: 0, service: 0 };
      sums[office(row.office)] += Number(row.count);
      perMinute.set(at, sums);
    }
    const countIn = (rows: readonly { channel: string; count: string }[], channel: string): number => Number(rows.find((row) => row.channel === channel)?.count ?? 0);
    // Totals are asked rarely. What came within a day is known better, so that a new channel shows at once and "in all" is never less than "last hour".
    const offices = new Map([...lastDay, ...all].map((row) => [row.channel, office(row.office)]));
    const channels = [...offices].map(([channel, of]) => ({ channel, office: of, lastHour: countIn(lastHour, channel), last24Hours: countIn(lastDay, channel), total: Math.max(countIn(all, channel), countIn(lastDay, channel)) }));
    return {
      at: new Date(nowMs).toISOString(), zone: deps.zone, total: channels.reduce((sum, row) => sum + row.total, 0), lastHour: lastHour.reduce((sum, row) => sum + Number(row.count), 0),
      refusedOpen: open.reduce((sum, row) => sum + row.open, 0), waiting: waiting.waiting, lagMs: waiting.lagMs,
      minutes: [...perMinute].map(([minute, sums]) => ({ minute, ...sums })),
      channels,
      quarantine: open.flatMap((row) => { const reason = QUARANTINE_REASONS.find((known) => known === row.reason); return reason === undefined ? [] : [{ reason, open: row.open }]; }),
    };
  });
}
