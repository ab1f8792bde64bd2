import type { ReadInteraction } from '../../voice/contract.ts';
import { PRIORITIES, type CasePolicy, type OpeningRule, type OpeningSign, type Priority } from '../contract.ts';

/** Signs that are read as labels: which output says them, and how. */
const LABELS: Readonly<Partial<Record<OpeningSign, readonly [output: string, label: string]>>> = {
  safety: ['alarm', 'safety'], legal: ['alarm', 'legal'], churn: ['alarm', 'churn'], negative: ['feeling', 'negative'], question: ['intent', 'question'], request: ['intent', 'request'],
};

/** What machines write is answered by nobody. */
const WRITTEN_BY_MACHINES: ReadonlySet<string> = new Set(['spam', 'bot']);

function shows({ sign, surePercent }: OpeningRule, { said }: Pick<ReadInteraction, 'said'>): boolean {
  const has = (output: string, label: string): boolean => said.some((one) => one.output === output && one.label === label && one.confidence * 100 >= surePercent);
  if (sign === 'anything') return true;
  // A complaint with the word is what they want; one without it is read by itself.
  if (sign === 'complaint') return has('complaint', 'yes') || has('intent', 'complaint');
  const [output, label] = LABELS[sign] ?? ['', ''];
  return has(output, label);
}

/**
 * The rule by which something that a customer said opens a case; the first that fits. Null: none does, nothing tells whose it is, or a machine wrote it.
 * Invariant: what the company asked (a survey) opens one only where a rule names its channel, because its answers have a way of their own.
 */
export function openedBy(rules: readonly OpeningRule[], read: Pick<ReadInteraction, 'node' | 'channel' | 'direction' | 'said'>): OpeningRule | null {
  if (read.node === 0 || read.direction === 'out' || read.direction === 'internal' || read.said.some(({ output, label }) => output === 'spam' && WRITTEN_BY_MACHINES.has(label))) return null;
  return rules.find((rule) => (rule.channels.length === 0 ? read.channel !== 'survey' : rule.channels.some((channel) => channel === read.channel)) && shows(rule, read)) ?? null;
}

/** How urgent it is: a step more for customers of a segment that the company values most. */
export function urgencyOf({ priority }: Pick<OpeningRule, 'priority'>, segment: string | null, { valued }: Pick<CasePolicy, 'valued'>): Priority {
  if (segment === null || !valued.includes(segment)) return priority;
  return PRIORITIES[Math.max(0, PRIORITIES.indexOf(priority) - 1)] ?? priority;
}
