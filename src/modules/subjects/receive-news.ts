import type { OutboxEvent } from '../../platform/outbox/outbox.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';
import { latestRevisions, tellsOfIncident, type InteractionRecorded, type RecordedInteraction, type SubjectNews } from '../interactions/contract.ts';
import type { IncidentFact } from './incidents/incident.ts';
import { dropIncidentFacts, dropRefundFacts, putIncidentFacts, putRefundFacts } from './news-store.ts';
import type { RefundFact } from './refund.ts';

type Revised<One> = One & { readonly revision: number };

const base = ({ number, node, revision }: RecordedInteraction, { key, brand, source, occurredMs }: SubjectNews): Revised<Omit<RefundFact, 'orderId' | 'said'>> => ({ interaction: number, key, node, revision, brand, source, occurredMs });

function refundFact(one: RecordedInteraction): Revised<RefundFact>[] {
  const { news } = one;
  if (news?.order == null || tellsOfIncident(news)) return [];
  return [{ ...base(one, news), orderId: news.order, said: { channel: news.channel, kind: news.kind, subjects: news.subjects.filter(({ type }) => type === 'refund' || type === 'return'), refunds: news.refunds, moments: news.moments } }];
}

function incidentFact(one: RecordedInteraction): Revised<IncidentFact>[] {
  const { news } = one;
  const incident = news?.subjects.find(({ type }) => type === 'incident');
  if (news === undefined || incident === undefined || !tellsOfIncident(news)) return [];
  return [{ ...base(one, news), incidentId: incident.id, said: { kind: news.kind, subjects: news.subjects, title: news.title, text: news.text, moments: news.moments } }];
}

/** Keeps what recorded interactions say about refunds and incidents. A revised interaction replaces what it said before; one that no longer speaks of them has said nothing about them. */
export async function receiveNews(tx: Transaction, events: readonly OutboxEvent[]): Promise<void> {
  const told = latestRevisions(events as readonly InteractionRecorded[]);
  const [refunds, incidents] = [told.flatMap(refundFact), told.flatMap(incidentFact)];
  const revised = told.filter(({ revision }) => revision > 1).map(({ number }) => number);
  const silentAbout = (facts: readonly { readonly interaction: number }[]): number[] => { const speaks = new Set(facts.map(({ interaction }) => interaction)); return revised.filter((number) => !speaks.has(number)); };
  const [noRefund, noIncident] = [silentAbout(refunds), silentAbout(incidents)];
  if (noRefund.length > 0) await dropRefundFacts(tx, noRefund);
  if (noIncident.length > 0) await dropIncidentFacts(tx, noIncident);
  if (refunds.length > 0) await putRefundFacts(tx, refunds);
  if (incidents.length > 0) await putIncidentFacts(tx, incidents);
}
