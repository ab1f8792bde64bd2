import { momentText } from '../../../web/primitives/moment-text.ts';
import type { MondayLine, MondayPage } from '../contract.ts';

/** What each line is called. */
export const LINE_NAMES: Readonly<Record<MondayLine['of'], string>> = { changed: 'What changed', promise: 'The promise most broken', escalation: 'One escalation', words: 'In a customer’s words', question: 'Only you can decide' };

const DAY_MS = 86_400_000;

/** The seven days before a Monday: 16 Nov 2026 to 22 Nov 2026. */
export function weekText({ week }: Pick<MondayPage, 'week'>): string {
  const at = (days: number): string => momentText(new Date(Date.parse(`${week}T00:00:00Z`) + days * DAY_MS).toISOString(), 'day', 'day');
  return `${at(-7)} to ${at(-1)}`;
}
