import { OUTPUTS } from '../reading/outputs/taught-texts.ts';

/** Something that can be said of a text: which of some labels that exclude each other it has, or, where that may be, none. `key`: `intent`, and for a flag beside others both its names: `alarm churn`, `own parking`. */
export type Question = { readonly key: string; readonly output: string; readonly labels: readonly string[]; readonly mayBeNone: boolean };

/** Outputs of which several flags may hold at once, each a question of its own. */
const FLAGS: ReadonlySet<string> = new Set(['alarm', 'aspect', 'own']);

/** A label of the company's own. Units: characters. */
const OWN_MOST = 40;
const OWN = /^[\p{L}\p{N}][\p{L}\p{N} '&-]*$/u;

/** The question that one of the model's outputs answers. Shape: `labels` with '' where none may hold, as models have them. */
export function questionOf({ output, labels }: { readonly output: string; readonly labels: readonly string[] }): Question {
  const said = labels.filter((label) => label !== '');
  return { key: FLAGS.has(output) ? `${output} ${said[0] ?? ''}` : output, output, labels: said, mayBeNone: labels.includes('') };
}

/** A question of the company's own, by its label. Null for a label that is none: 1 to 40 letters and digits. */
export function ownQuestion(label: string): Question | null {
  const own = label.normalize('NFC').trim().replace(/\s+/gu, ' ').toLowerCase();
  return own.length > OWN_MOST || !OWN.test(own) ? null : { key: `own ${own}`, output: 'own', labels: [own], mayBeNone: true };
}

/** What is read by models that come with Custos. */
export const STANDARD_QUESTIONS: readonly Question[] = OUTPUTS.map(questionOf);

const standard = new Map(STANDARD_QUESTIONS.map((question) => [question.key, question]));

/** The question with this key; null where there is none. */
export function questionWith(key: string): Question | null {
  return standard.get(key) ?? (key.startsWith('own ') ? ownQuestion(key.slice('own '.length)) : null);
}

/** The labels of a question as a model has them: '' first where none may hold. */
export function modelLabels({ labels, mayBeNone }: Question): string[] {
  return mayBeNone ? ['', ...labels] : [...labels];
}
