import type { Definition, Question } from '../definition/contract.ts';
import { isAsked, type Answers } from './answers.ts';

/** Questions that stand on one page. `from`: place of the first question that the page may show, `until`: where the next page begins. */
export type Step = { readonly from: number; readonly until: number; readonly questions: readonly Question[] };

/**
 * The page that begins at a place: the first question stands alone; then as many as can be asked without knowing what is answered on the same page, so that it works without script.
 * `known`: keys of questions of which the answer is known already. Shape: no questions when nothing is left to ask.
 */
export function stepFrom({ questions }: Pick<Definition, 'questions'>, from: number, answers: Answers, known: ReadonlySet<string>): Step {
  const [first] = questions;
  if (from <= 0) return { from: 0, until: 1, questions: first === undefined ? [] : [first] };
  const shown: Question[] = [];
  let at = from;
  for (; at < questions.length; at += 1) {
    const question = questions[at];
    if (question === undefined || question.showIf.some((condition) => shown.some(({ key }) => key === condition.question))) break;
    if (!known.has(question.key) && isAsked(question, answers)) shown.push(question);
  }
  return { from, until: at, questions: shown };
}

/** How many questions could still come after a place, by what is answered so far. */
export function questionsLeft(definition: Pick<Definition, 'questions'>, from: number, answers: Answers, known: ReadonlySet<string>): number {
  let left = 0;
  for (let step = stepFrom(definition, Math.max(1, from), answers, known); step.questions.length > 0; step = stepFrom(definition, step.until, answers, known)) left += step.questions.length;
  return left;
}
