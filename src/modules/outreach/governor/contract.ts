import { z } from 'zod';

/** Every reason for which somebody is not contacted now, in words that stand on pages. */
export const REASON_WORDS = {
  'no-consent': 'They never allowed it.',
  'consent-refused': 'They said no.',
  'no-address': 'They have no such address.',
  'address-lost': 'Mail to this address came back: nobody is there. It may go again once they write from it, or somebody who knows better lets it on their case; or to another address.',
  'person-unknown': 'Nobody with this address or number is known.',
  'already-sent': 'They got this already.',
  'already-reserved': 'Somebody else is about to send this.',
  'open-case': 'Something of theirs is still open.',
  'promise-broken': 'We broke a promise to them lately.',
  complaint: 'They complained lately.',
  talking: 'They are talking with us right now.',
  vulnerable: 'They are to be spared.',
  'asked-lately': 'They were asked something lately.',
  'series-lately': 'They were asked this very survey lately.',
  'campaign-lately': 'They got a campaign lately.',
  'cap-reached': 'They were asked as often as they may be in a year.',
  pressure: 'They heard enough from us these days.',
  'backed-off': 'They left our last questions without an answer, so that we wait longer.',
  'contacted-less': 'They are among the few whom we contact less, to learn from it.',
  'shared-contact': 'Somebody who shares their inbox or home was contacted.',
  'quiet-hours': 'It is late where they live.',
  'too-late': 'When they may be asked it will be pointless.',
  'listen-only': 'Nobody switched this on: it is shown as it would have gone.',
} as const;
export type Reason = keyof typeof REASON_WORDS;
export const REASONS = Object.keys(REASON_WORDS) as [Reason, ...Reason[]];

const days = (most: number) => z.number().int().min(0).max(most);
const weight = z.number().int().min(0).max(100);
const kind = z.object({ /** Days since the last one. */ gapDays: days(365), /** At most so many in the cap's days. */ most: days(1_000) });

/** What the governor goes by. Defaults are house choices: no study fixes them. Units: days, hours of the day, ratios 0 to 1. */
export const GovernorRules = z.object({
  /** Surveys of more than one question; the gap runs from any survey. */ long: kind,
  /** Surveys of one question; the gap runs from any survey. */ short: kind,
  /** Campaigns; the gap runs from the last campaign. */ campaign: kind,
  /** Since this very survey. */ seriesGapDays: days(3_650),
  capDays: days(730).min(1),
  /** After so many days a question without an answer counts as ignored. */ answerDays: days(90).min(1),
  /** Each ignored question in a row multiplies the gap, up to `backOffDays`. */ ignoredFactor: z.number().min(1).max(10), backOffDays: days(730),
  /** Weights of what was sent in the last days and of heavier things planned, with the new one, stay at or below `most`. */
  pressure: z.object({ windowDays: days(90).min(1), most: z.number().int().min(1).max(1_000), weights: z.object({ reply: weight, update: weight, remedy: weight, notice: weight, long: weight, short: weight, campaign: weight }) }),
  /** From hour, until hour of the customer's day; equal hours: none. */ quiet: z.object({ fromHour: z.number().int().min(0).max(23), untilHour: z.number().int().min(0).max(23) }),
  /** Whether people who share a home are asked as one; an inbox that several read always is. */ householdAsOne: z.boolean(),
  /** A share of customers, drawn by a keyed hash, whose gaps are longer by a factor: contacted less, never more. */ less: z.object({ shareRatio: z.number().min(0).max(0.2), factor: z.number().min(1).max(5) }),
  talkingHours: z.number().int().min(0).max(168), complaintDays: days(90), /** Since a promise to them was broken; no remedy is known to end it earlier. */ brokenDays: days(365),
  reservationHours: z.number().int().min(1).max(168), heldDays: days(365).min(1),
});
export type GovernorRules = z.infer<typeof GovernorRules>;

/** What Custos comes with. */
export const DEFAULT_GOVERNOR_RULES: GovernorRules = {
  long: { gapDays: 30, most: 3 }, short: { gapDays: 7, most: 6 }, campaign: { gapDays: 7, most: 26 }, seriesGapDays: 90, capDays: 365, answerDays: 14, ignoredFactor: 1.5, backOffDays: 180,
  pressure: { windowDays: 7, most: 10, weights: { reply: 0, update: 1, remedy: 0, notice: 1, long: 6, short: 3, campaign: 4 } },
  quiet: { fromHour: 21, untilHour: 8 }, householdAsOne: true, less: { shareRatio: 0.05, factor: 2 }, talkingHours: 24, complaintDays: 14, brokenDays: 30, reservationHours: 24, heldDays: 30,
};
