import { counted, countText } from '../../../web/primitives/number.ts';
import { TRIED_MS, type RetentionRuleState, type RetentionRun } from '../contract.ts';

const TABLES: Readonly<Record<string, string>> = {
  interactions_log: 'history', interactions_pages: 'timelines', interactions_words: 'search', interactions_revisions: 'earlier wordings', 'interactions.parked': 'quarantine', 'interactions.inbox': 'waiting', 'interactions.placed': 'places', 'interactions.earlier': 'earlier contents',
  'subjects.order_fact': 'order statements', 'subjects.refund_fact': 'refund statements', 'subjects.incident_fact': 'incident statements', 'customers.trait': 'traits', 'channels.import_reject': 'rejected lines', 'customers.word': 'words on traits',
  'identity.customer': 'people forgotten', 'identity.node': 'claims', 'identity.node_identifier': 'identifiers', 'identity.edge': 'joins',
};

/** `2 years 2 months`, `12 months` as people say it. */
export function monthsText(months: number): string {
  const years = Math.floor(months / 12);
  const rest = months % 12;
  return [...(years > 0 ? [counted(years, 'year')] : []), ...(rest > 0 ? [counted(rest, 'month')] : [])].join(' ');
}

/** What a run deleted or would delete, in one line. */
export function foundSentence(run: Pick<RetentionRun, 'interactions' | 'customers' | 'counts' | 'rule'>): string {
  if (run.rule.what !== 'interactions') return counted(Object.values(run.counts).reduce((sum, rows) => sum + rows, 0), run.rule.what === 'quarantine' ? 'parked item' : 'rejected line');
  const orders = run.counts['subjects.order_fact'] ?? 0;
  const parked = run.counts['interactions.parked'] ?? 0;
  const people = run.counts['identity.customer'] ?? 0;
  return [`${counted(run.interactions, 'interaction')} of ${counted(run.customers, 'customer')}`, ...(orders > 0 ? [`what ${countText(orders)} of them said about orders`] : []), ...(parked > 0 ? [counted(parked, 'parked item')] : []), ...(people > 0 ? [`and ${people === 1 ? '1 person' : `${countText(people)} people`} of whom nothing is left then`] : [])].join(', ');
}

/** Rows per table, the largest first; tables without any are left out. */
export function tablesText(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts).filter(([, rows]) => rows > 0).sort(([, a], [, b]) => b - a).map(([table, rows]) => `${TABLES[table] ?? table} ${countText(rows)}`).join(' · ');
}

/** Whether a rule was tried, as it stands, within a day. */
export function mayBeSwitchedOn(rule: Pick<RetentionRuleState, 'tried'>, nowMs: number): boolean {
  return rule.tried?.finishedAt != null && nowMs - Date.parse(rule.tried.finishedAt) < TRIED_MS;
}
