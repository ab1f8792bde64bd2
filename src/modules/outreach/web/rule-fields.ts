import type { GovernorRules } from '../contract.ts';

/** One number of the rules, as a page shows it. */
export type RuleField = { readonly key: string; readonly name: string; readonly unit: string; readonly most: number; readonly least: number; read(rules: GovernorRules): number; write(rules: GovernorRules, value: number): GovernorRules };

const kind = (of: 'long' | 'short' | 'campaign', name: string, every: string): RuleField[] => [
  { key: `${of}-gap`, name: `${name}: wait after ${every}`, unit: 'days', least: 0, most: 365, read: (rules) => rules[of].gapDays, write: (rules, gapDays) => ({ ...rules, [of]: { ...rules[of], gapDays } }) },
  { key: `${of}-most`, name: `${name}: at most a year`, unit: 'times', least: 0, most: 1_000, read: (rules) => rules[of].most, write: (rules, most) => ({ ...rules, [of]: { ...rules[of], most } }) },
];

/** Numbers that stand on the page, in their order. The others are changed by the API. */
export const RULE_FIELDS: readonly RuleField[] = [
  ...kind('long', 'A longer survey', 'any survey'), ...kind('short', 'One question', 'any survey'),
  { key: 'series', name: 'The very same survey again', unit: 'days', least: 0, most: 3_650, read: (rules) => rules.seriesGapDays, write: (rules, seriesGapDays) => ({ ...rules, seriesGapDays }) },
  ...kind('campaign', 'A campaign', 'the last one'),
  { key: 'pressure', name: 'Weight that somebody bears', unit: 'points in the window', least: 1, most: 1_000, read: (rules) => rules.pressure.most, write: (rules, most) => ({ ...rules, pressure: { ...rules.pressure, most } }) },
  { key: 'window', name: 'Window of that weight', unit: 'days', least: 1, most: 90, read: (rules) => rules.pressure.windowDays, write: (rules, windowDays) => ({ ...rules, pressure: { ...rules.pressure, windowDays } }) },
  { key: 'answer', name: 'A question counts as ignored after', unit: 'days', least: 1, most: 90, read: (rules) => rules.answerDays, write: (rules, answerDays) => ({ ...rules, answerDays }) },
  { key: 'ignored', name: 'Each ignored one makes the wait longer', unit: 'times', least: 1, most: 10, read: (rules) => rules.ignoredFactor, write: (rules, ignoredFactor) => ({ ...rules, ignoredFactor }) },
  { key: 'complaint', name: 'After a complaint', unit: 'days', least: 0, most: 90, read: (rules) => rules.complaintDays, write: (rules, complaintDays) => ({ ...rules, complaintDays }) },
  { key: 'broken', name: 'After we broke a promise', unit: 'days', least: 0, most: 365, read: (rules) => rules.brokenDays, write: (rules, brokenDays) => ({ ...rules, brokenDays }) },
  { key: 'talking', name: 'After they turned to us', unit: 'hours', least: 0, most: 168, read: (rules) => rules.talkingHours, write: (rules, talkingHours) => ({ ...rules, talkingHours }) },
  { key: 'quiet-from', name: 'Quiet from', unit: 'o’clock where they live', least: 0, most: 23, read: (rules) => rules.quiet.fromHour, write: (rules, fromHour) => ({ ...rules, quiet: { ...rules.quiet, fromHour } }) },
  { key: 'quiet-until', name: 'Quiet until', unit: 'o’clock where they live', least: 0, most: 23, read: (rules) => rules.quiet.untilHour, write: (rules, untilHour) => ({ ...rules, quiet: { ...rules.quiet, untilHour } }) },
  { key: 'less', name: 'Contacted less, to learn from it', unit: '% of customers', least: 0, most: 20, read: (rules) => Math.round(rules.less.shareRatio * 1_000) / 10, write: (rules, percent) => ({ ...rules, less: { ...rules.less, shareRatio: percent / 100 } }) },
  { key: 'held', name: 'Held sends are shown for', unit: 'days', least: 1, most: 365, read: (rules) => rules.heldDays, write: (rules, heldDays) => ({ ...rules, heldDays }) },
];
