import { redactText } from '../interactions/index.ts';
import type { CaseFact } from './case.ts';

/** Fields in which staff write as they like. */
const WRITTEN: ReadonlySet<string> = new Set(['about', 'said', 'tried', 'promised', 'told', 'how', 'words', 'text', 'waitingFor', 'why', 'what', 'gave']);

/** A fact without card numbers and secrets in what staff wrote: they are never stored. */
export function redactFact<Fact extends CaseFact>(fact: Fact): Fact {
  return Object.fromEntries(Object.entries(fact).map(([name, value]) => [name, WRITTEN.has(name) && typeof value === 'string' ? redactText(value, new Set()) : value])) as Fact;
}
