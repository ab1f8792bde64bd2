import { parseMoment } from '../../../kernel/instant.ts';
import type { CheckedInteraction } from '../checked-interaction.ts';
import { keyOf } from '../content-key.ts';
import { NEWS_MOMENTS, tellsOfIncident, type SubjectNews } from './contract.ts';

const OF_REFUNDS = new Set(['refund', 'refunds', 'refunded', 'return', 'returns']);

/** Whether it tells of a return or refund of an order: by its channel, its kind, or an amount that goes back. */
function tellsOfRefund({ channel, kind, amounts }: Pick<CheckedInteraction, 'channel' | 'kind' | 'amounts'>): boolean {
  return channel === 'return' || amounts.some(({ role }) => role === 'refund') || kind.split('-').some((word) => OF_REFUNDS.has(word));
}

function momentsOf(properties: Readonly<Record<string, unknown>>): SubjectNews['moments'] {
  return Object.fromEntries(NEWS_MOMENTS.flatMap((name) => {
    const said = properties[name];
    const moment = typeof said === 'string' ? parseMoment(said) : null;
    return moment === null ? [] : [[name, moment.atMs]];
  }));
}

/** What an interaction says about a return, a refund or an incident; null for the many that say nothing of the kind. Invariant: depends on the interaction alone. */
export function subjectNews(checked: CheckedInteraction): SubjectNews | null {
  const isIncident = tellsOfIncident(checked);
  const order = checked.order?.id ?? checked.subjects.find(({ type }) => type === 'order')?.id ?? null;
  if (!isIncident && (order === null || !tellsOfRefund(checked))) return null;
  return {
    key: keyOf(checked.source, checked.id), source: checked.source, brand: checked.brand, channel: checked.channel, kind: checked.kind, occurredMs: checked.occurredMs, order,
    subjects: checked.subjects.map(({ type, id, label }) => ({ type, id, label })), refunds: checked.amounts.filter(({ role }) => role === 'refund').map(({ minor, currency }) => ({ minor, currency })),
    title: isIncident ? checked.title : '', text: isIncident ? checked.text : '', moments: momentsOf(checked.properties),
  };
}
