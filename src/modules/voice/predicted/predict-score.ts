import { isFelt } from '../reading/feeling-lexicons.ts';
import type { HashedText } from '../reading/hash-features.ts';
import { feltText, readStars, trainStars, type StarModel } from '../reading/star-model.ts';
import { Z95 } from '../scores/effective-n.ts';
import { INDICATIVE_FROM } from '../scores/estimate-score.ts';
import { rangeOf, type ScoreDefinition } from '../scores/score-definition.ts';
import { PREDICTED_FROM, type NotPredicted, type PredictionQuality } from './contract.ts';

/** A text with who said it and in which language it is. */
export type PredictedText = { readonly text: string; readonly language: string; readonly person: number };
/** What is to be learnt from, and read. `answer`: turned so that more is better. `cells`: the figures to which a text belongs. */
export type PredictTask = { readonly definition: ScoreDefinition; readonly answered: readonly (PredictedText & { readonly answer: number })[]; readonly unasked: readonly (PredictedText & { readonly cells: readonly string[] })[] };
export type Figure = { readonly value: number; readonly low: number; readonly high: number };
export type PredictedCell = { readonly texts: number; readonly people: number; readonly estimate: Figure | null };
/** What came of it. */
export type Prediction = { readonly reason: NotPredicted | null; readonly learntFrom: { readonly texts: number; readonly people: number; readonly languages: readonly string[] }; readonly answered: Figure | null; readonly quality: PredictionQuality | null; readonly cells: Readonly<Record<string, PredictedCell>>; readonly otherLanguages: number };

/** Fewer answers with words of a language measure nothing. */
const LANGUAGE_LEAST = 100;
/** More different answers would take a line each. */
const ANSWERS_MOST = 11;
const FOLDS = 4;
const BANDS = 5;
/** Words that go with answers less than this tell too little of them. */
const CORRELATION_LEAST = 0.3;

const meanOf = (numbers: readonly number[]): number => (numbers.length === 0 ? 0 : numbers.reduce((sum, one) => sum + one, 0) / numbers.length);
const clipped = (value: number, [least, most]: readonly [number, number]): number => Math.min(most, Math.max(least, value));

/** What an answer is worth in its score. */
export function worthOfAnswer({ rule }: ScoreDefinition, answer: number): number {
  if (rule.kind === 'mean') return answer;
  if (rule.kind === 'share') return answer >= rule.topFrom ? 1 : 0;
  return answer >= rule.topFrom ? 1 : answer <= rule.bottomTo ? -1 : 0;
}

/** What a text is worth by a model: the mean over all answers that it may be. */
function worthOfText(definition: ScoreDefinition, model: StarModel, text: HashedText): { readonly worth: number; readonly answer: number } {
  const { stars, above } = readStars(model, text);
  const values = [...model.steps, model.highest];
  const worth = values.reduce((sum, value, at) => sum + ((at === 0 ? 1 : above[at - 1] ?? 0) - (above[at] ?? 0)) * worthOfAnswer(definition, value), 0);
  return { worth, answer: stars };
}

/** A straight line by least squares; flat where nothing varies. */
function lineThrough(xs: readonly number[], ys: readonly number[]): (x: number) => number {
  const [mx, my] = [meanOf(xs), meanOf(ys)];
  const spread = xs.reduce((sum, x) => sum + (x - mx) ** 2, 0);
  const slope = spread <= 1e-12 ? 0 : xs.reduce((sum, x, at) => sum + (x - mx) * ((ys[at] ?? 0) - my), 0) / spread;
  return (x) => my + slope * (x - mx);
}

function correlationOf(xs: readonly number[], ys: readonly number[]): number {
  const [mx, my] = [meanOf(xs), meanOf(ys)];
  const of = (a: readonly number[], ma: number, b: readonly number[], mb: number): number => a.reduce((sum, one, at) => sum + (one - ma) * ((b[at] ?? 0) - mb), 0);
  const size = Math.sqrt(of(xs, mx, xs, mx) * of(ys, my, ys, my));
  return size <= 1e-12 ? 0 : of(xs, mx, ys, my) / size;
}

/** A mean over people with its interval. `noise`: spread of what words do not tell, beside each text; `base`: error of all of them together. */
function clusteredMean(rows: readonly { readonly person: number; readonly worth: number }[], range: readonly [number, number], scale: number, noise: number, base: (mean: number) => number): Figure {
  const people = [...Map.groupBy(rows, ({ person }) => person).values()].map((own) => ({ n: own.length, sum: own.reduce((sum, { worth }) => sum + worth, 0) }));
  const mean = meanOf(rows.map(({ worth }) => worth));
  const squares = people.reduce((sum, { n }) => sum + n ** 2, 0) / rows.length ** 2;
  const between = people.reduce((sum, { n, sum: own }) => sum + (own - n * mean) ** 2, 0) / rows.length ** 2 * (people.length / Math.max(1, people.length - 1));
  const half = Z95 * Math.sqrt(between + noise ** 2 * squares + base(mean) ** 2);
  return { value: scale * clipped(mean, range), low: scale * clipped(mean - half, range), high: scale * clipped(mean + half, range) };
}

/** Folds by person, so that nobody is learnt from and measured at once. */
function foldOf(person: number): number {
  return (Math.imul(Math.trunc(person) ^ 0x9e3779b9, 0x85ebca6b) >>> 16) % FOLDS;
}

/**
 * Learns from answers what words say of a score, measures it on answers held out, and reads what was said unasked.
 * Invariant: the same texts in the same order give the same figures; finite for whatever comes in. Source: docs/methods/predicted-scores.md.
 */
export function predictScore({ definition, answered, unasked }: PredictTask): Prediction {
  const perLanguage = Map.groupBy(answered, ({ language }) => language);
  const languages = [...perLanguage].filter(([language, own]) => language !== '' && own.length >= LANGUAGE_LEAST).map(([language]) => language).sort();
  const known = answered.filter(({ language }) => languages.includes(language));
  const wanted = unasked.filter(({ language }) => languages.includes(language));
  const told = { learntFrom: { texts: known.length, people: new Set(known.map(({ person }) => person)).size, languages }, answered: null, quality: null, cells: {}, otherLanguages: unasked.length - wanted.length };
  const answers = known.map(({ answer }) => Math.round(answer));
  const distinct = new Set(answers).size;
  if (known.length < PREDICTED_FROM.texts || told.learntFrom.people < PREDICTED_FROM.people) return { ...told, reason: 'too-few-answers', learntFrom: { ...told.learntFrom, texts: answered.length, people: new Set(answered.map(({ person }) => person)).size } };
  if (distinct > ANSWERS_MOST) return { ...told, reason: 'scale-too-fine' };
  if (distinct < 2) return { ...told, reason: 'words-do-not-tell' };
  const hashed = (one: PredictedText): HashedText => feltText(one.text, isFelt(one.language) ? one.language : null);
  const texts = known.map(hashed);
  const worths = answers.map((answer) => worthOfAnswer(definition, answer));
  const folds = known.map(({ person }) => foldOf(person));
  const held = known.map((): { worth: number; answer: number } => ({ worth: 0, answer: 0 }));
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const rows = [...known.keys()].filter((row) => folds[row] !== fold);
    const lessons = rows.map((row) => answers[row] ?? 0);
    if (new Set(lessons).size < 2) return { ...told, reason: 'words-do-not-tell' };
    const model = trainStars(rows.flatMap((row) => texts[row] ?? []), lessons);
    for (const row of known.keys()) if (folds[row] === fold && texts[row] !== undefined) held[row] = worthOfText(definition, model, texts[row]);
  }
  // Each fold is brought to scale by the others, so that what is measured was not fitted.
  const lines = Array.from({ length: FOLDS }, (_, fold) => { const rows = [...known.keys()].filter((row) => folds[row] !== fold); return lineThrough(rows.map((row) => held[row]?.worth ?? 0), rows.map((row) => worths[row] ?? 0)); });
  const range = rangeOf(definition);
  const calibrated = held.map(({ worth }, row) => clipped(lines[folds[row] ?? 0]?.(worth) ?? worth, range));
  const correlation = correlationOf(calibrated, worths);
  const quality = qualityOf(definition, { calibrated, worths, answers, said: held.map(({ answer }) => answer), people: known.map(({ person }) => person), correlation });
  const scale = definition.rule.kind === 'mean' ? 1 : 100;
  const real = clusteredMean(known.map(({ person }, row) => ({ person, worth: worths[row] ?? 0 })), range, scale, 0, () => 0);
  const measured = { ...told, quality, answered: real };
  if (!(correlation >= CORRELATION_LEAST)) return { ...measured, reason: 'words-do-not-tell' };
  if (wanted.length === 0) return { ...measured, reason: 'nothing-unasked' };
  const model = trainStars(texts, answers);
  const line = lineThrough(held.map(({ worth }) => worth), worths);
  const noise = Math.sqrt(meanOf(calibrated.map((value, row) => (value - (worths[row] ?? 0)) ** 2)));
  const [centre, spread] = [meanOf(calibrated), Math.sqrt(meanOf(calibrated.map((value) => (value - meanOf(calibrated)) ** 2)))];
  const base = (mean: number): number => noise / Math.sqrt(known.length) * Math.sqrt(1 + (spread <= 1e-12 ? 0 : ((mean - centre) / spread) ** 2));
  const read = wanted.map((one) => ({ person: one.person, cells: one.cells, worth: clipped(line(worthOfText(definition, model, hashed(one)).worth), range) }));
  const cells = Map.groupBy(read.flatMap(({ cells: names, ...one }) => names.map((name) => ({ name, ...one }))), ({ name }) => name);
  return { ...measured, reason: null, cells: Object.fromEntries([...cells].map(([name, rows]) => { const people = new Set(rows.map(({ person }) => person)).size; return [name, { texts: rows.length, people, estimate: people < INDICATIVE_FROM ? null : clusteredMean(rows, range, scale, noise, base) }]; })) };
}

type HeldOut = { readonly calibrated: readonly number[]; readonly worths: readonly number[]; readonly answers: readonly number[]; readonly said: readonly number[]; readonly people: readonly number[]; readonly correlation: number };

function qualityOf(definition: ScoreDefinition, { calibrated, worths, answers, said, people, correlation }: HeldOut): PredictionQuality {
  const scale = definition.rule.kind === 'mean' ? 1 : 100;
  const middle = answers.toSorted((a, b) => a - b)[Math.floor(answers.length / 2)] ?? 0;
  const order = [...calibrated.keys()].toSorted((a, b) => (calibrated[a] ?? 0) - (calibrated[b] ?? 0) || a - b);
  const bands = Array.from({ length: BANDS }, (_, band) => order.slice(Math.floor(order.length * band / BANDS), Math.floor(order.length * (band + 1) / BANDS)));
  return {
    texts: answers.length, correlation, meanError: meanOf(answers.map((answer, row) => Math.abs(answer - (said[row] ?? 0)))), plainError: meanOf(answers.map((answer) => Math.abs(answer - middle))),
    bands: bands.map((rows) => ({ texts: rows.length, predicted: scale * meanOf(rows.map((row) => calibrated[row] ?? 0)), answered: clusteredMean(rows.map((row) => ({ person: people[row] ?? 0, worth: worths[row] ?? 0 })), rangeOf(definition), scale, 0, () => 0) })),
  };
}
