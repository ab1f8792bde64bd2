import type { FeelingLanguage } from '../../src/modules/voice/reading/feeling-lexicons.ts';
import { textFeeling } from '../../src/modules/voice/reading/text-feeling.ts';
import { wilsonInterval } from '../../src/modules/voice/scores/wilson-interval.ts';
import { accuracy, macroF1, rounded } from './measures.ts';
import { ownSentences } from './sets-of-texts.ts';

/** Languages with a set of own customers' sentences, each with how its writer feels, in models/texts; written apart from the words and rules, and nothing is tuned on them. */
const LANGUAGES = ['de', 'fr', 'es', 'it', 'nl'] as const satisfies readonly FeelingLanguage[];

/** Range in which the true share lies with 95 %. */
function rangeOf(share: number, n: number): readonly [low: number, high: number] {
  const { centre, half } = wilsonInterval(share, n);
  return [rounded(centre - half), rounded(centre + half)];
}

/** Feeling out of the box in five languages on sets of our own. */
export function ownFeelings(): object {
  return Object.fromEntries(LANGUAGES.map((language) => {
    const set = ownSentences(language);
    const truths = set.map((one) => one.label);
    const answers = set.map((one) => textFeeling(one.text, language, 'service').label);
    const right = accuracy(truths, answers);
    const recalls = Object.fromEntries(['negative', 'neutral', 'positive'].map((label) => [label, rounded(accuracy(truths.filter((truth) => truth === label), answers.filter((_, row) => truths[row] === label)))]));
    return [language, { texts: set.length, macroF1: rounded(macroF1(truths, answers)), accuracy: rounded(right), interval: rangeOf(right, set.length), recalls }];
  }));
}
