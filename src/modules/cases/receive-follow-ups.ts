import { publicId } from '../../kernel/public-id.ts';
import type { OutboxEvent } from '../../platform/outbox/outbox.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';
import type { SurveyFollowUpWanted } from '../surveys/contract.ts';
import type { OpenCase } from './open-case.ts';

/** Somebody must act on an answer to a survey: it opens a case, once however often it is told, and more urgently where the customer asked for somebody. */
export async function receiveFollowUps(open: (asked: OpenCase, tx: Transaction) => Promise<unknown>, events: readonly OutboxEvent[], tx: Transaction): Promise<void> {
  for (const wanted of events as readonly SurveyFollowUpWanted[]) {
    await open({
      by: 'custos', node: wanted.node, contacts: [], about: wanted.about, subject: { type: 'survey', id: publicId('survey', wanted.survey) }, priority: wanted.isUrgent ? 'high' : 'normal', queue: null, isMine: false, because: wanted.because, key: wanted.key,
    }, tx);
  }
}
