import { z } from 'zod';
import { defineRoutes } from '../../../kernel/route-contract.ts';

/** What can be asked about. */
export const ABOUT_TYPES = ['order', 'refund', 'incident'] as const;
export type AboutType = (typeof ABOUT_TYPES)[number];

/** Languages in which a status is said; any other is answered in the first. */
export const STATUS_LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl'] as const;
export type StatusLanguage = (typeof STATUS_LANGUAGES)[number];

const days = z.number().int().min(1).max(365);

/**
 * How old news may be before we say that we do not know, and who then tells and when. Units: days.
 * `openDays`: what nobody spoke of for so long is not open any more. `refundDays`: within how many days of its return a refund is promised; null: nothing is promised by rule.
 * `office` null: nobody is named, so that no answer names anybody. Its `hours`: within how many of the company's office hours it tells.
 */
export const StatusSetting = z.strictObject({
  oldAfterDays: z.strictObject({ order: days, parcel: days, refund: days, incident: days }), openDays: days, refundDays: days.nullable(),
  office: z.strictObject({ name: z.string().trim().min(2).max(80), hours: z.number().int().min(1).max(200) }).nullable(),
});
export type StatusSetting = z.infer<typeof StatusSetting>;

/** What Custos starts with: nobody is named and nothing is promised before somebody decides it. */
export const FIRST_STATUS_SETTING: StatusSetting = { oldAfterDays: { order: 4, parcel: 3, refund: 7, incident: 2 }, openDays: 90, refundDays: null, office: null };

/** The setting that holds; `by` and `at` null: what Custos starts with. */
export const HeldStatusSetting = z.object({ setting: StatusSetting, by: z.string().nullable(), at: z.string().nullable() });
export type HeldStatusSetting = z.infer<typeof HeldStatusSetting>;

export const statusRoutes = defineRoutes({
  statusSetting: { method: 'GET', path: '/api/status-setting', summary: 'How old news may be before we say that we do not know, and who then tells by when', gate: 'see-customers', response: HeldStatusSetting },
  setStatusSetting: { method: 'PUT', path: '/api/status-setting', summary: 'Say how old news may be, who tells what is not known, and within how many office hours', gate: 'tell-status', body: StatusSetting, response: HeldStatusSetting, audit: 'status.setting-saved' },
});
