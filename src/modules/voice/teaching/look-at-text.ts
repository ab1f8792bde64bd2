import { probabilitiesOf } from '../reading/calibrate.ts';
import { weigh } from '../reading/feature-space.ts';
import { isFelt } from '../reading/feeling-lexicons.ts';
import { tokensFor } from '../reading/outputs/explain-outputs.ts';
import { decided, isSayable, scoresOfOutput, type OutputModel } from '../reading/outputs/output-model.ts';
import { hashWithSigns, signedText } from '../reading/outputs/sign-text.ts';
import type { WordMeanings } from '../reading/outputs/word-meanings.ts';
import { feelingOf } from '../reading/text-feeling.ts';
import { languageOf, textLanguage } from '../reading/text-language.ts';
import { scoresOfCounted } from '../reading/text-model.ts';
import { tokenise } from '../reading/tokenise-text.ts';
import type { Look } from '../readings/reader-thread.ts';
import { questionOf } from './questions.ts';

/**
 * How sure models are about one question of a text. `margin`: how far the nearest label lies from where it would begin, or cease, to be said, as a share of that; 0 is the least sure.
 * `said`: the label that is said, null for none. `likely`: the label that is nearest, with how probable it is and the words that carry it.
 */
export type QuestionLook = { readonly margin: number; readonly said: string | null; readonly likely: string; readonly confidence: number; readonly carriers: readonly (readonly [number, number])[] };
/** Words of a text, and those of them that the models do not know. */
export type WordsLook = { readonly words: number; readonly unknown: number };

/** Looks at a text otherwise than by reading it. Null where no model reads its language, or knows the question. */
export function lookAtText(raw: string, look: Exclude<Look, { readonly of: 'staff' | 'language' | 'topic' }>, models: readonly OutputModel[], meanings: WordMeanings): QuestionLook | WordsLook | null {
  const language = textLanguage(raw)?.language ?? null;
  const reading = models.filter(({ languages }) => language !== null && languages.includes(language));
  if (reading.length === 0) return null;
  return look.of === 'words' ? wordsOf(raw, meanings) : questionIn(raw, look.question, reading);
}

function wordsOf(raw: string, meanings: WordMeanings): WordsLook {
  const words = tokenise(raw).tokens.filter(({ kind, norm }) => kind === 'word' && /^\p{L}/u.test(norm));
  return { words: words.length, unknown: words.filter(({ norm }) => !meanings.placeOf.has(norm) && !meanings.placeOf.has(norm.replace(/'.*$/u, ''))).length };
}

function questionIn(raw: string, question: string, models: readonly OutputModel[]): QuestionLook | null {
  for (const model of models) {
    const output = model.outputs.find((one) => questionOf(one).key === question);
    if (output === undefined) continue;
    const { plain, tokens } = tokenise(raw);
    const language = languageOf(plain, tokens)?.language ?? null;
    const text = signedText(plain, tokens, isFelt(language) ? feelingOf(plain, tokens, language, 'service') : null);
    const size = weigh(model.lines.space, hashWithSigns(text, model.meanings), model.counter);
    const probabilities = probabilitiesOf(output.calibration, scoresOfOutput(output.columns, scoresOfCounted(model.lines, model.counter, size)));
    const at = decided(output, probabilities);
    const said = at !== null && isSayable(output.held[at] ?? null) ? output.labels[at] ?? null : null;
    const labels = [...output.labels.keys()].filter((label) => output.labels[label] !== '').sort((a, b) => (probabilities[b] as number) - (probabilities[a] as number));
    const likely = labels[0] ?? 0;
    // Where something must be said, the runner-up is what is near; where nothing may be, the border to it.
    const margin = output.labels.includes('') ? Math.min(...labels.map((label) => Math.abs((probabilities[label] as number) / (output.from[label] as number) - 1))) : (probabilities[likely] as number) - (probabilities[labels[1] ?? likely] as number);
    const [carriers = []] = tokensFor(model.lines, model.counter, size, text, [output.columns[likely] as number]);
    const place = (character: number): number => plain.origin?.[character] ?? character;
    return {
      margin, said, likely: output.labels[likely] ?? '', confidence: probabilities[likely] as number,
      carriers: carriers.flatMap((token): (readonly [number, number])[] => { const one = tokens[token]; return one === undefined ? [] : [[place(one.start), place(one.end)]]; }),
    };
  }
  return null;
}
