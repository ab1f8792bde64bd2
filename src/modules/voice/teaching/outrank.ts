import type { Reading, SaidThing } from '../readings/contract.ts';
import type { Correction } from './correction-store.ts';
import { questionWith } from './questions.ts';

const FEELINGS = ['negative', 'neutral', 'positive'] as const;

/** What is said under one question: a model's sentiment is kept as the feeling of the whole. */
function isOf(thing: SaidThing, output: string, labels: readonly string[]): boolean {
  return labels.includes(thing.label) && (thing.output === output || (output === 'sentiment' && thing.output === 'feeling'));
}

/**
 * A reading as people have set it right: their word stands in place of what models say, marked as theirs. What nobody spoke about stays.
 * Words on another revision of the text say nothing of this one. Shape: a feeling that a person named has no strength (`valence` null) unless a model says the same.
 */
export function outranked(reading: Reading, corrections: readonly Pick<Correction, 'revision' | 'question' | 'label'>[]): Reading {
  return corrections.filter(({ revision }) => revision === reading.revision).reduce((now, { question: key, label }): Reading => {
    const question = questionWith(key);
    if (question === null) return now;
    const { output, labels } = question;
    const instead = now.said.find((thing) => isOf(thing, output, labels))?.label ?? null;
    const same = now.said.find((thing) => thing.label === label && isOf(thing, output, labels));
    // Without a complaint there is none without the word either.
    const others = now.said.filter((thing) => !isOf(thing, output, labels) && !(output === 'complaint' && label === null && thing.output === 'unworded'));
    const byPerson: SaidThing[] = label === null ? [] : [{ output: output === 'sentiment' ? 'feeling' : output, label, confidence: null, carriers: same?.carriers ?? [], byPerson: true }];
    const spoken: Reading = { ...now, said: [...others, ...byPerson], corrections: [...now.corrections, { output: key, label, instead }] };
    const feeling = output === 'sentiment' ? FEELINGS.find((one) => one === label) : undefined;
    return feeling === undefined ? spoken : { ...spoken, feeling, valence: now.feeling === feeling ? now.valence : null };
  }, reading);
}
