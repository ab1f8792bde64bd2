import { counted, percentText } from '../../../web/primitives/number.ts';
import { heldOutFewest, LEARN_FEWEST, type Drift, type LabelQuality, type LearningTold, type Measured, type TaughtQuestion } from '../contract.ts';
import { knownThing } from './mark-words.ts';

const OUTPUTS: Readonly<Record<string, string>> = {
  intent: 'What they want', sentiment: 'How they feel about us', emotion: 'Emotion', effort: 'Effort', urgency: 'Urgency', complaint: 'Complaint', praise: 'Praise for somebody', sarcasm: 'Sarcasm', spam: 'Spam and machines',
};

/** How a question is called: what its labels are about, a flag by its own name. */
export function questionName({ output, labels }: Pick<TaughtQuestion, 'output' | 'labels'>): string {
  const [label = ''] = labels;
  if (output === 'own') return label;
  return OUTPUTS[output] ?? `${output === 'aspect' ? 'Speaks of' : 'Alarm'}: ${knownThing({ output, label }).name}`;
}

/** How a label is called; null: none of them. A flag is "yes" or "no". */
export function labelName({ output, labels }: Pick<TaughtQuestion, 'output' | 'labels'>, label: string | null): string {
  if (labels.length === 1) return label === null ? 'No' : `Yes: ${output === 'own' ? label : knownThing({ output, label }).name.toLowerCase()}`;
  return label === null ? 'None of them' : knownThing({ output: output === 'sentiment' ? 'feeling' : output, label }).name;
}

/** Groups of questions for a list. */
export function groupOf({ output }: Pick<TaughtQuestion, 'output'>): string {
  return output === 'own' ? 'Labels of your own' : output === 'aspect' ? 'What is spoken of' : output === 'alarm' ? 'Alarms' : 'The whole text';
}

/** A share with its interval, or that there is none. */
export function measuredText(measured: Measured | null): string {
  return measured === null ? '–' : `${percentText(measured.value)} (${percentText(measured.low)} to ${percentText(measured.high)})`;
}

/** Why nothing is said of how good a label is on the company's own texts. */
export function unmeasuredText({ heldOut }: Pick<LabelQuality, 'heldOut'>): string {
  return `not enough held-out corrections: ${heldOut} of ${heldOutFewest}`;
}

/** How many corrections a question has, and how many more it takes. */
export function progressText({ total, isOwn, corrections, labels, heldOut }: Pick<TaughtQuestion, 'total' | 'isOwn' | 'corrections' | 'labels' | 'heldOut'>): string {
  if (total === 0) return 'Nothing said yet.';
  const counting = isOwn ? corrections[labels[0] ?? ''] ?? 0 : total;
  const missing = LEARN_FEWEST - counting;
  return `${counted(total, 'correction')}${heldOut === 0 ? '' : `, ${heldOut} of them held out to measure`}. ${missing > 0 ? `${isOwn ? counted(missing, 'more text with it', 'more texts with it') : `${missing} more`} and it can be learnt.` : 'Enough to learn from.'}`;
}

const REASONS: Readonly<Record<string, string>> = { gone: 'their texts are gone', revised: 'their texts were written anew since', language: 'their texts are in a language that is not learnt yet' };

/** What a learning learnt from, in a sentence. */
export function learningText({ state, questions, heldOut, leftOut, problem }: Pick<LearningTold, 'state' | 'questions' | 'heldOut' | 'leftOut' | 'problem'>): string {
  if (state === 'failed') return problem ?? 'It broke off.';
  if (state === 'learning') return 'Learning now.';
  const taught = Object.values(questions).reduce((sum, count) => sum + count, 0);
  const out = Object.entries(leftOut).flatMap(([reason, count]) => (count === 0 ? [] : [`${counted(count, 'correction')} left out: ${REASONS[reason] ?? reason}`]));
  return `${counted(taught, 'correction')} of ${counted(Object.keys(questions).length, 'question')} taught, ${counted(heldOut, 'text')} only measured${out.length === 0 ? '' : `; ${out.join('; ')}`}.`;
}

/** Whether texts changed under the models, in one sentence. */
export function driftText(drift: Drift): string {
  const words = drift.unknownWords;
  const share = words === null ? '' : ` Unknown words: ${percentText(words.is)} of all, ${percentText(words.was)} before.`;
  switch (drift.state) {
    case 'too-little': return 'Too little to say: it takes a hundred English texts in a month and two hundred in those before.';
    case 'steady': return `Nothing moved by more than chance.${share}`;
    case 'other-topics': return `Customers speak of other things, in words that the models know.${share}`;
    case 'other-words': return `More words that the models do not know, but no label moved.${share}`;
    case 'drift': return `Labels moved and the words changed with them: the models may read wrongly. Look through the queue and teach.${share}`;
    default: return drift.state satisfies never;
  }
}
