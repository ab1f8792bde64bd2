import { counted, countText } from '../../../web/primitives/number.ts';
import type { Predicted, PredictedBand, Score } from '../contract.ts';
import { fullText, intervalText } from './score-words.ts';

type Measure = Pick<Score, 'unit' | 'from' | 'to'>;
const fine = (value: number): string => value.toFixed(2);

/** Why nothing is predicted, in a sentence; null where something is. */
export function notPredictedText({ asOf, reason, learntFrom, wanted, isBeingMade, hasFailed, quality }: Predicted): string | null {
  if (reason === null) return null;
  if (reason === 'not-yet' && asOf !== null) return 'Nothing had been predicted then.';
  if (reason === 'not-yet') return hasFailed && !isBeingMade ? 'Predicting broke off; it is tried again when this is opened.' : 'It is being worked out what words say of this score; this takes a minute.';
  if (reason === 'too-few-answers') return `Not available until ${countText(wanted.texts)} answers with words of ${countText(wanted.people)} people are known, a hundred in each language: so far ${countText(learntFrom.texts)} of ${counted(learntFrom.people, 'person', 'people')}.`;
  if (reason === 'scale-too-fine') return 'Not available: this scale has more than eleven different answers.';
  if (reason === 'words-do-not-tell') return `Not available: words tell too little of this score${quality === null ? '' : ` (correlation ${fine(quality.correlation)} on answers held out, .30 wanted)`}.`;
  return 'Nothing was said unasked in a language in which people answered with words.';
}

/** A prediction beside what was really answered, in a sentence. */
export function predictedText(measure: Measure, { estimate, people, answered, channels }: Predicted): string {
  if (estimate === null) return people === 0 ? 'Nobody said anything unasked.' : `Too few to say: ${counted(people, 'person', 'people')} said something unasked.`;
  const said = `${counted(people, 'person', 'people')} who ${people === 1 ? 'was' : 'were'} not asked would answer about ${fullText(measure, estimate.value)} (${intervalText(measure, estimate)}), as their words say.`;
  const beside = answered === null ? said : `${said} Who answered with words answered ${fullText(measure, answered.value)}.`;
  return channels.length > 0 && channels.every((one) => one.answered === 0) ? `${beside} Nobody answered with words by these channels, so take it as a hint.` : beside;
}

/** How good predictions are, in a sentence. */
export function qualityText(measure: Measure, { quality }: Pick<Predicted, 'quality'>): string {
  if (quality === null) return 'Not measured.';
  return `On ${countText(quality.texts)} answers held out the prediction is off by ${fine(quality.meanError)} on ${measure.from} to ${measure.to} on average; always saying the middle answer, by ${fine(quality.plainError)}. Correlation ${fine(quality.correlation)}.`;
}

/** Whether a band holds what it promises: its prediction lies within what chance leaves open of the answers. */
export function bandText(measure: Measure, { predicted, answered }: PredictedBand): string {
  return predicted >= answered.low && predicted <= answered.high ? 'holds' : `off by ${fullText(measure, Math.abs(predicted - answered.value))}`;
}

/** What was left out, in sentences. */
export function predictedLeftOut({ leftOut, channels }: Predicted): string {
  const foreign = channels.filter(({ answered }) => answered === 0).map(({ channel }) => channel);
  const parts = [
    ...(leftOut.otherLanguages === 0 ? [] : [`${counted(leftOut.otherLanguages, 'text')} in languages in which too few answered with words.`]),
    ...(leftOut.beyondMost === 0 ? [] : [`${counted(leftOut.beyondMost, 'text')} beyond the most that are read: by lot.`]),
    ...(foreign.length === 0 ? [] : [`By ${foreign.join(', ')} nobody answered with words: there predictions are calibrated elsewhere alone.`]),
  ];
  return parts.length === 0 ? 'Nothing.' : parts.join(' ');
}
