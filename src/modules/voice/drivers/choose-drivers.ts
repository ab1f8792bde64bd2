import type { DriverExclusion } from '../contract.ts';
import { correlationsOf, foldRows } from './correlations.ts';

/** What one interaction answered: the score, and each of the other questions (null: not answered), all turned so that more is better. `person`: whoever gave it. */
export type AnsweredTogether = { readonly person: string; readonly score: number; readonly answers: readonly (number | null)[] };

/** A question that is no driver, and why. `sameAs`: the question that it repeats. */
export type LeftOut = { readonly question: number; readonly reason: DriverExclusion; readonly answers: number; readonly sameAs: number | null };

/** Which questions can be looked at together. `kept` in the order of their names; `complete`: rows that answered all of them. */
export type ChosenDrivers = { readonly kept: readonly number[]; readonly leftOut: readonly LeftOut[]; readonly complete: readonly AnsweredTogether[] };

/** Most questions that are looked at together: those answered most. */
export const QUESTIONS_MOST = 20;
/** A question that fewer answered differently from all others tells nothing that would hold in another sample. */
export const OTHERS_LEAST = 5;
/** Those who answered every question must be at least this share of those who answered the one that most did. */
const COMPLETE_RATIO = 0.5;
/** From here on two questions are one. */
const SAME_FROM = 1 - 1e-9;

/** How many answers are not the one that was given most. */
export function othersThanMost(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return values.length - Math.max(0, ...counts.values());
}

/**
 * Leaves out what can't be a driver, each with its reason: never the same answer replaced by a zero or a mean.
 * Questions that few answered go before they cost the answers of everybody else, the least answered first. Invariant: does not depend on the order of rows or questions, only on names.
 */
export function chooseDrivers(names: readonly string[], rows: readonly AnsweredTogether[], most = QUESTIONS_MOST): ChosenDrivers {
  const leftOut: LeftOut[] = [];
  const answersOf = (question: number, among: readonly AnsweredTogether[] = rows): number[] => among.flatMap(({ answers }) => answers[question] ?? []);
  const counts = names.map((_, question) => answersOf(question).length);
  const count = (question: number): number => counts[question] ?? 0;
  const byName = (a: number, b: number): number => ((names[a] ?? '') < (names[b] ?? '') ? -1 : 1);
  let kept = [...names.keys()].sort(byName);
  const leave = (question: number, reason: DriverExclusion, sameAs: number | null = null): void => {
    leftOut.push({ question, reason, answers: count(question), sameAs });
    kept = kept.filter((one) => one !== question);
  };
  const leaveFlat = (among: readonly AnsweredTogether[]): boolean => {
    const flat = kept.map((question) => ({ question, others: othersThanMost(answersOf(question, among)) })).filter(({ others }) => others < OTHERS_LEAST);
    for (const { question, others } of flat) leave(question, others === 0 ? 'all-the-same' : 'nearly-all-the-same');
    return flat.length > 0;
  };
  const completeRows = (): AnsweredTogether[] => rows.filter(({ answers }) => kept.every((question) => answers[question] != null));

  leaveFlat(rows);
  for (const question of kept.toSorted((a, b) => count(b) - count(a) || byName(a, b)).slice(most)) leave(question, 'beyond-most');
  for (;;) {
    const complete = kept.length === 0 ? [] : completeRows();
    const answered = Math.max(0, ...kept.map(count));
    const seldom = complete.length < COMPLETE_RATIO * answered ? kept.toSorted((a, b) => count(a) - count(b) || byName(b, a))[0] : undefined;
    if (seldom !== undefined) { leave(seldom, 'seldom-answered'); continue; }
    if (leaveFlat(complete)) continue;
    const repeated = repetition(kept, complete);
    if (repeated !== null) { leave(repeated.question, 'repeats-another', repeated.sameAs); continue; }
    return { kept, leftOut, complete };
  }
}

/** A question that is another one over again, up to its scale or the other way round. */
function repetition(kept: readonly number[], complete: readonly AnsweredTogether[]): { readonly question: number; readonly sameAs: number } | null {
  const found = correlationsOf(foldRows(complete.map(({ score, answers }) => Float64Array.from([...kept.map((question) => answers[question] ?? NaN), score]))), kept.length + 1);
  if (found === null) return null;
  for (const [place, sameAs] of kept.entries()) {
    const question = kept.find((_, other) => other > place && Math.abs(found.among.cells[place * kept.length + other] as number) >= SAME_FROM);
    if (question !== undefined) return { question, sameAs };
  }
  return null;
}
