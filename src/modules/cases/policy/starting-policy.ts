import type { CasePolicy } from './contract.ts';

const HOUR = 60;
/** Opening hours of a day, as targets count them. Units: minutes. */
const DAY = 8 * HOUR;

/** The rules before anybody changed them. */
export const STARTING_POLICY: CasePolicy = {
  targets: {
    urgent: { firstAnswerMinutes: HOUR, keepInformedMinutes: DAY, resolutionMinutes: DAY },
    high: { firstAnswerMinutes: 4 * HOUR, keepInformedMinutes: 2 * DAY, resolutionMinutes: 2 * DAY },
    normal: { firstAnswerMinutes: DAY, keepInformedMinutes: 3 * DAY, resolutionMinutes: 5 * DAY },
    low: { firstAnswerMinutes: 2 * DAY, keepInformedMinutes: 5 * DAY, resolutionMinutes: 10 * DAY },
  },
  silenceDays: 14,
  queues: [{ key: 'brand', name: 'Brand & marketing', office: 'brand', language: null, subject: null, members: [] }, { key: 'service', name: 'Service', office: null, language: null, subject: null, members: [] }],
  opening: [
    // An alarm that is missed costs more than one that was none.
    { sign: 'safety', channels: [], priority: 'urgent', surePercent: 0 }, { sign: 'legal', channels: [], priority: 'urgent', surePercent: 0 }, { sign: 'churn', channels: [], priority: 'high', surePercent: 50 },
    { sign: 'complaint', channels: [], priority: 'high', surePercent: 80 },
  ],
  valued: ['high'],
};

/** The team that a case waits for: of the first queue that fits; where none does, of the last. */
export function queueFor(queues: CasePolicy['queues'], asked: { readonly office: string | null; readonly language: string | null; readonly subject: string | null }): string {
  const fits = (wanted: string | null, given: string | null): boolean => wanted === null || wanted === given;
  const language = asked.language?.split('-')[0]?.toLowerCase() ?? null;
  return (queues.find((queue) => fits(queue.office, asked.office) && fits(queue.language, language) && fits(queue.subject, asked.subject)) ?? queues.at(-1))?.key ?? '';
}
