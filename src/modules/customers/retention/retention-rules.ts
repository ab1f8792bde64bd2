import { capital } from '../../../kernel/capital.ts';
import type { RetentionRule } from './contract.ts';

/** What Custos proposes until somebody decides. Everything that no rule names is kept. */
export const PROPOSED: readonly RetentionRule[] = [
  { what: 'interactions', channel: 'web', kinds: ['page-viewed'], keepMonths: 26 },
  { what: 'interactions', channel: 'app', kinds: ['screen-viewed'], keepMonths: 26 },
  { what: 'interactions', channel: 'call', kinds: [], keepMonths: 12 },
  { what: 'quarantine', channel: null, kinds: [], keepMonths: 12 },
  { what: 'rejects', channel: null, kinds: [], keepMonths: 6 },
];

/** Names a rule by what it is about, not by how long: changing the months changes the same rule. */
export function ruleKey({ what, channel, kinds }: RetentionRule): string {
  return [what, ...(channel === null ? [] : [channel]), ...(kinds.length === 0 ? [] : [[...kinds].sort().join('+')])].join('.').slice(0, 120);
}

/** What a rule is called on its page. */
export function ruleName({ what, channel, kinds }: RetentionRule): string {
  if (what === 'quarantine') return 'Quarantine';
  if (what === 'rejects') return 'Lines that imports rejected';
  const name = capital(channel ?? '');
  return kinds.length === 0 ? `${name}: everything, with what was said` : `${name}: ${kinds.map((kind) => kind.replaceAll('-', ' ')).join(', ')}`;
}

/** The moment before which something is due: as many calendar months ago, in UTC; the last day of a shorter month. Units: ms. */
export function dueBefore(nowMs: number, months: number): number {
  const now = new Date(nowMs);
  const first = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1);
  const days = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months + 1, 0)).getUTCDate();
  return first + (Math.min(now.getUTCDate(), days) - 1) * 86_400_000 + (nowMs - Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
}

/** A rule that is switched on begins this much later, so that it can be switched off again; then once a day. Units: ms. */
export const GRACE_MS = 3_600_000;
export const EVERY_MS = 86_400_000;
/** When a rule that is on deletes next. */
export function nextRunMs(switchedMs: number, lastMs: number | null): number {
  return Math.max(switchedMs + GRACE_MS, lastMs === null ? 0 : lastMs + EVERY_MS);
}

/** Whether two rules say the same, also how long. */
export function isSameRule(a: RetentionRule, b: RetentionRule): boolean {
  return ruleKey(a) === ruleKey(b) && a.keepMonths === b.keepMonths;
}
