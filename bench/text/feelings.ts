import { textFeeling, type FeelingLanguage, type FeelingSense } from '../../src/modules/voice/reading/text-feeling.ts';
import { accuracy, areaUnderCurve, correlation, macroF1, rounded } from './measures.ts';
import { airlineTweets, olist, vaderGold, womensClothing, type PublicText } from './sets-of-texts.ts';

function feelings(set: readonly PublicText[], language: FeelingLanguage, truthOf: (label: string) => string): object {
  const before = process.cpuUsage();
  const answers = set.map((one) => textFeeling(one.text, language, 'service'));
  const { user, system } = process.cpuUsage(before);
  const truths = set.map((one) => truthOf(one.label));
  const labels = answers.map((one) => one.label);
  return {
    texts: set.length, macroF1: rounded(macroF1(truths, labels)), accuracy: rounded(accuracy(truths, labels)), negativeAuc: rounded(areaUnderCurve(truths.map((truth) => truth === 'negative'), answers.map((one) => -one.valence))), docsPerSecond: Math.round(set.length / (user + system) * 1e6),
  };
}

const ofStars = (label: string): string => (Number(label) <= 2 ? 'negative' : Number(label) === 3 ? 'neutral' : 'positive');

/** Feeling out of the box on sets that nothing was trained on; stars up to two are negative, three neutral. */
export const untrained: Readonly<Record<string, () => object>> = {
  airline_tweets: () => feelings(airlineTweets(), 'en', (label) => label),
  womens_clothing: () => feelings(womensClothing('Rating'), 'en', ofStars),
  olist: () => feelings(olist(), 'pt', ofStars),
};

/** Agreement with the mean of twenty people's ratings of tweets, nothing trained on them. */
export function gold(): object {
  const set = vaderGold();
  const truths = set.map((one) => Number(one.label));
  const pearson = (sense: FeelingSense): number => rounded(correlation(truths, set.map((one) => textFeeling(one.text, 'en', sense).valence)));
  return { texts: set.length, pearson: pearson('general'), pearsonInServiceSense: pearson('service') };
}
