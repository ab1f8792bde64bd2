import { z } from 'zod';
import { lowerWord } from '../../../kernel/lower-word.ts';
import { defineRoutes } from '../../../kernel/route-contract.ts';

/** What a rule deletes: interactions of a channel (with what lies parked of them), everything parked, or lines that imports rejected. */
export const RETAINED = ['interactions', 'quarantine', 'rejects'] as const;
const word = lowerWord('page-viewed');

/** How long something is kept. `kinds` empty: every kind of the channel. Units: calendar months. */
export const RetentionRule = z.object({ what: z.enum(RETAINED), channel: word.nullable(), kinds: z.array(word).max(50), keepMonths: z.number().int().min(1).max(1_200) })
  .refine(({ what, channel, kinds }) => (what === 'interactions' ? channel !== null : channel === null && kinds.length === 0), 'interactions need a channel; the others have none');
export type RetentionRule = z.infer<typeof RetentionRule>;

/** How long a dry run stands for switching on. Units: ms. */
export const TRIED_MS = 86_400_000;

/** One run of a rule: what was deleted, or of a dry run would be. Counts alone, never contents. `problem`: why it broke off; the next run goes on. */
export const RetentionRun = z.object({
  id: z.string(), key: z.string(), isDry: z.boolean(), rule: RetentionRule, /** What occurred before this was due. */ before: z.string(), by: z.string().nullable(), startedAt: z.string(), finishedAt: z.string().nullable(),
  interactions: z.number(), customers: z.number(), oldestAt: z.string().nullable(), newestAt: z.string().nullable(), counts: z.record(z.string(), z.number()), problem: z.string().nullable(), /** When somebody let the same ids be taken in again. */ releasedAt: z.string().nullable(), releasedBy: z.string().nullable(),
});
export type RetentionRun = z.infer<typeof RetentionRun>;

/** A rule with its state. `isProposed`: Custos proposes it, nobody has decided. `tried`: its last dry run as it stands now. `beginsAt`: when a rule that is on deletes next. */
export const RetentionRuleState = z.object({
  key: z.string(), name: z.string(), rule: RetentionRule, isProposed: z.boolean(), isOn: z.boolean(), by: z.string().nullable(), at: z.string().nullable(), tried: RetentionRun.nullable(), lastRun: RetentionRun.nullable(), beginsAt: z.string().nullable(),
});
export type RetentionRuleState = z.infer<typeof RetentionRuleState>;

const Rules = z.object({ rules: z.array(RetentionRuleState), runs: z.array(RetentionRun), /** Days that uploaded files which nobody imported are kept, always. */ uploadDays: z.number() });
export type Retention = z.infer<typeof Rules>;
const key = z.object({ key: z.string().max(120) });

export const retentionRoutes = defineRoutes({
  retention: { method: 'GET', path: '/api/retention', summary: 'How long what is kept: rules, proposed ones too, and every run', gate: 'manage-privacy', response: Rules },
  setRetention: { method: 'POST', path: '/api/retention/rules', summary: 'Add a rule or change one; it is off until it was tried and switched on', gate: 'manage-privacy', body: RetentionRule, response: Rules, audit: 'retention.rule-set' },
  tryRetention: { method: 'POST', path: '/api/retention/rules/:key/try', summary: 'Dry run: what the rule would delete now. Deletes nothing', gate: 'manage-privacy', params: key, body: z.object({}), response: RetentionRun, audit: 'retention.tried' },
  switchRetention: { method: 'POST', path: '/api/retention/rules/:key/switch', summary: 'Switch a rule on (after a dry run of the last day) or off', gate: 'manage-privacy', params: key, body: z.object({ on: z.boolean() }), response: Rules, audit: 'retention.switched' },
  runRetention: { method: 'POST', path: '/api/retention/rules/:key/run', summary: 'Delete now what a rule that is on is about, instead of at its next turn', gate: 'manage-privacy', params: key, body: z.object({}), response: RetentionRun, audit: 'retention.run' },
  releaseRetention: { method: 'POST', path: '/api/retention/runs/:run/release', summary: 'Let the ids that a run deleted be taken in again; the rule must be off', gate: 'manage-privacy', params: z.object({ run: z.string() }), body: z.object({}), response: z.object({ released: z.number() }), audit: 'retention.released' },
});
