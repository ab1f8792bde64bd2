import { dealtParts } from '../../src/modules/voice/reading/text-model.ts';
import type { HashedText } from '../../src/modules/voice/reading/hash-features.ts';
import { feltText, readStars, trainStars } from '../../src/modules/voice/reading/star-model.ts';
import type { FeelingLanguage } from '../../src/modules/voice/reading/feeling-lexicons.ts';
import { areaUnderCurve, meanAbsoluteError, rounded } from './measures.ts';
import { olist, womensClothing, type PublicText } from './sets-of-texts.ts';

type OneReading = { readonly truth: number; readonly stars: number; readonly expected: number; readonly above: readonly number[] };

/** Reads every text by a model of the other four parts (stratified). */
function crossRead(set: readonly PublicText[], language: FeelingLanguage, report: (line: string) => void): { readonly readings: readonly OneReading[]; readonly parts: Int32Array } {
  const truths = set.map((one) => Math.round(Number(one.label)));
  const texts = set.map((one) => feltText(one.text, language));
  const parts = dealtParts(truths, 5, 0);
  const readings: OneReading[] = [];
  for (let out = 0; out < 5; out += 1) {
    const rows = [...parts.keys()].filter((row) => parts[row] !== out);
    const before = performance.now();
    const model = trainStars(rows.map((row) => texts[row] as HashedText), rows.map((row) => truths[row] as number));
    for (const [row, text] of texts.entries()) if (parts[row] === out) readings[row] = { truth: truths[row] as number, ...readStars(model, text) };
    report(`part ${out}: ${Math.round((performance.now() - before) / 100) / 10} s`);
  }
  return { readings, parts };
}

function overParts({ readings, parts }: ReturnType<typeof crossRead>, measure: (part: readonly OneReading[]) => number): number {
  let sum = 0;
  for (let out = 0; out < 5; out += 1) sum += measure(readings.filter((_, row) => parts[row] === out)) / 5;
  return rounded(sum);
}

const error = (part: readonly OneReading[]): number => meanAbsoluteError(part.map((one) => one.truth), part.map((one) => one.stars));

/** Reviews of clothing in English: stars, and whether recommended. */
export function clothing(report: (line: string) => void): object {
  const stars = crossRead(womensClothing('Rating'), 'en', report);
  const recommended = crossRead(womensClothing('Recommended IND'), 'en', report);
  return { texts: stars.readings.length, mae: overParts(stars, error), auc: overParts(recommended, (part) => areaUnderCurve(part.map((one) => one.truth === 1), part.map((one) => one.expected))) };
}

/** Reviews of orders in Portuguese: two stars or less against more. */
export function orders(report: (line: string) => void): object {
  const stars = crossRead(olist(), 'pt', report);
  return {
    texts: stars.readings.length, mae: overParts(stars, error), auc: overParts(stars, (part) => areaUnderCurve(part.map((one) => one.truth <= 2), part.map((one) => -one.expected))),
    aucOfTheStepAlone: overParts(stars, (part) => areaUnderCurve(part.map((one) => one.truth <= 2), part.map((one) => -(one.above[1] as number)))),
  };
}
