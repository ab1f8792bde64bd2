import { textFeeling, type FeelingSense } from '../../src/modules/voice/reading/text-feeling.ts';
import { readText } from '../../src/modules/voice/reading/read-text.ts';
import { shippedModels } from '../../src/modules/voice/readings/shipped-models.ts';
import { accuracy, areaUnderCurve, correlation, macroF1, rounded } from './measures.ts';
import { airlineTweets, olist, vaderGold, womensClothing, type PublicText } from './sets-of-texts.ts';

/** As it comes out of the box: word lists, and in English the model that ships too, which has learnt from none of these sets; a text whose language is not known counts as neutral. */
async function feelings(set: readonly PublicText[], truthOf: (label: string) => string): Promise<object> {
  const { models } = await shippedModels();
  const before = process.cpuUsage();
  const answers = set.map((one) => readText(one.text, models).feeling ?? NOTHING);
  const { user, system } = process.cpuUsage(before);
  const truths = set.map((one) => truthOf(one.label));
  const labels = answers.map((one) => one.label);
  return {
    texts: set.length, macroF1: rounded(macroF1(truths, labels)), accuracy: rounded(accuracy(truths, labels)), negativeAuc: rounded(areaUnderCurve(truths.map((truth) => truth === 'negative'), answers.map((one) => -one.valence))), docsPerSecond: Math.round(set.length / (user + system) * 1e6),
  };
}

const NOTHING = { valence: 0, label: 'neutral' } as const;

const ofStars = (label: string): string => (Number(label) <= 2 ? 'negative' : Number(label) === 3 ? 'neutral' : 'positive');

/** Feeling out of the box on sets that nothing was trained on; stars up to two are negative, three neutral. */
export const untrained: Readonly<Record<string, () => Promise<object>>> = {
  airline_tweets: () => feelings(airlineTweets(), (label) => label),
  womens_clothing: () => feelings(womensClothing('Rating'), ofStars),
  olist: () => feelings(olist(), ofStars),
};

/** Agreement with the mean of twenty people's ratings of tweets, nothing trained on them. */
export function gold(): object {
  const set = vaderGold();
  const truths = set.map((one) => Number(one.label));
  const pearson = (sense: FeelingSense): number => rounded(correlation(truths, set.map((one) => textFeeling(one.text, 'en', sense).valence)));
  return { texts: set.length, pearson: pearson('general'), pearsonInServiceSense: pearson('service') };
}
