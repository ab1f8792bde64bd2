import { isoUtc } from '../../kernel/instant.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import { OFFICES, QUARANTINE_REASONS, type Office, type Pulse } from './contract.ts';
import { channelsSince, minutesSince, type ChannelTotal } from './pulse-log.ts';
import { openPerReason } from './quarantine-store.ts';
import { remembered } from '../../kernel/remembered.ts';

const HOUR_MS = 3_600_000;
const FRESH_MS = 1_500;

function office(value: string): Office {
  return OFFICES.find((known) => known === value) ?? 'service';
}

/** What is arriving now, at most 1.5 s old, asked of the engines once for all open pages. */
export function createPulse(deps: { readonly database: Database; readonly analytics: Analytics; readonly clock: () => number; readonly zone: string; readonly totals: () => Promise<readonly ChannelTotal[]>; readonly waitingNow: () => Promise<{ waiting: number; lagMs: number }> }): () => Promise<Pulse> {
  return remembered(FRESH_MS, deps.clock, async () => {
    const nowMs = deps.clock();
    const [minutes, lastHour, lastDay, all, open, waiting] = await Promise.all([
      minutesSince(deps.analytics, nowMs - HOUR_MS), channelsSince(deps.analytics, nowMs - HOUR_MS), channelsSince(deps.analytics, nowMs - 24 * HOUR_MS), deps.totals(), openPerReason(deps.database), deps.waitingNow(),
    ]);
    const perMinute = new Map<string, { brand: number; service: number }>();
    for (const row of minutes) {
      const at = new Date(isoUtc(row.minute)).toISOString();
      const sums = perMinute.get(at) ?? { brand: 0, service: 0 };
      sums[office(row.office)] += Number(row.count);
      perMinute.set(at, sums);
    }
    const countIn = (rows: readonly { channel: string; count: string }[], channel: string): number => rows.reduce((sum, row) => sum + (row.channel === channel ? Number(row.count) : 0), 0);
    const ofNobody = all.filter((row) => row.nobody === 1);
    // Totals are asked rarely. What came within a day is known better, so that a new channel shows at once and "in all" is never less than "last hour".
    const offices = new Map([...lastDay, ...all].map((row) => [row.channel, office(row.office)]));
    const channels = [...offices].map(([channel, of]) => ({ channel, office: of, lastHour: countIn(lastHour, channel), last24Hours: countIn(lastDay, channel), total: Math.max(countIn(all, channel), countIn(lastDay, channel)), nobody: countIn(ofNobody, channel) }));
    return {
      at: new Date(nowMs).toISOString(), zone: deps.zone, total: channels.reduce((sum, row) => sum + row.total, 0), nobody: channels.reduce((sum, row) => sum + row.nobody, 0), lastHour: lastHour.reduce((sum, row) => sum + Number(row.count), 0),
      refusedOpen: open.reduce((sum, row) => sum + row.open, 0), waiting: waiting.waiting, lagMs: waiting.lagMs,
      minutes: [...perMinute].map(([minute, sums]) => ({ minute, ...sums })),
      channels,
      quarantine: open.flatMap((row) => { const reason = QUARANTINE_REASONS.find((known) => known === row.reason); return reason === undefined ? [] : [{ reason, open: row.open }]; }),
    };
  });
}
