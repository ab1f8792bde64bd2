import { granted, refused, type Outcome } from '../../../kernel/outcome.ts';
import { isScaled, SCALES, SURVEY_LIMITS, type Condition, type Definition, type Question } from '../definition/contract.ts';

/** What was answered: a number on a scale, a choice or a text, several choices, a number for each row. */
export type AnswerValue = number | string | readonly string[] | Readonly<Record<string, number>>;
/** Answers by key of their question. Shape: what was not answered is missing. */
export type Answers = Readonly<Record<string, AnswerValue>>;

function holds(condition: Condition, value: AnswerValue | undefined): boolean {
  if (value === undefined) return false;
  if ('value' in condition) return typeof value === 'number' && (condition.is === 'at-least' ? value >= condition.value : value <= condition.value);
  const chosen = typeof value === 'string' ? [value] : Array.isArray(value) ? (value as readonly string[]) : [];
  return condition.options.some((option) => chosen.includes(option)) === (condition.is === 'any-of');
}

/** Whether earlier answers let a question be asked. */
export const isAsked = (question: Question, answers: Answers): boolean => question.showIf.every((condition) => holds(condition, answers[condition.question]));

/** Answers without those to questions that, as the others now stand, are not asked. */
export function answersAsked({ questions }: Pick<Definition, 'questions'>, answers: Answers): Answers {
  const kept: Record<string, AnswerValue> = {};
  for (const question of questions) {
    const value = answers[question.key];
    if (value !== undefined && isAsked(question, kept)) kept[question.key] = value;
  }
  return kept;
}

/** Why an answer is not taken. `too-long`: its text. */
export type Refused = 'first-missing' | 'too-long' | 'not-offered';

/** Reads one answer from what a form sent. Shape: null when it was left empty. */
export function readAnswer(question: Question, sent: (name: string) => readonly string[]): Outcome<AnswerValue | null, Refused> {
  const own = sent(`q.${question.key}`);
  const [first = ''] = own;
  if (isScaled(question)) {
    const { from, to } = SCALES[question.kind];
    if (first === '') return granted(null);
    return /^\d{1,2}$/.test(first) && Number(first) >= from && Number(first) <= to ? granted(Number(first)) : refused('not-offered');
  }
  switch (question.kind) {
    case 'one': return first === '' ? granted(null) : question.options.some(({ key }) => key === first) ? granted(first) : refused('not-offered');
    case 'many': {
      const offered = question.options.map(({ key }) => key);
      return own.some((key) => !offered.includes(key)) ? refused('not-offered') : granted(own.length === 0 ? null : offered.filter((key) => own.includes(key)));
    }
    case 'open': return first.length > SURVEY_LIMITS.openText ? refused('too-long') : granted(first.trim() === '' ? null : first.trim());
    case 'matrix': {
      const rows = question.rows.flatMap(({ key }) => { const [value = ''] = sent(`q.${question.key}.${key}`); return value === '' ? [] : [[key, value] as const]; });
      if (rows.some(([, value]) => !/^[1-5]$/.test(value))) return refused('not-offered');
      return granted(rows.length === 0 ? null : Object.fromEntries(rows.map(([key, value]) => [key, Number(value)])));
    }
    default: return question satisfies never;
  }
}

/** What a form with some questions did to the answers. `refused`: by key of the question; every other answer is taken all the same. */
export type FormRead = { readonly answers: Answers; readonly refused: ReadonlyMap<string, Refused> };

/** Takes over what a form with these questions sent: a question left empty loses its answer, but the first keeps it. */
export function readForm(definition: Pick<Definition, 'questions'>, shown: readonly Question[], before: Answers, sent: (name: string) => readonly string[]): FormRead {
  const answers = new Map(Object.entries(before));
  const without = new Map<string, Refused>();
  for (const question of shown) {
    const read = readAnswer(question, sent);
    if (!read.ok) without.set(question.key, read.refusal);
    else if (read.value !== null) answers.set(question.key, read.value);
    else if (question !== definition.questions[0]) answers.delete(question.key);
    else if (!answers.has(question.key)) without.set(question.key, 'first-missing');
  }
  return { answers: answersAsked(definition, Object.fromEntries(answers)), refused: without };
}
