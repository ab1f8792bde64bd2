import { certaintyOf, INDICATIVE_FROM } from '../scores/estimate-score.ts';
import type { AspectFigure, Felt, SaidFigure } from './contract.ts';
import { FEELINGS, type FeltSums, type ShareSums } from './said-log.ts';
import { shareOf } from './share-estimate.ts';

const NONE: ShareSums = { texts: 0, people: 0, hits: 0, speakers: 0, personTextsSquared: 0, personHitsSquared: 0, personCrossed: 0 };
const NOTHING_FELT: FeltSums = { negative: NONE, neutral: NONE, positive: NONE };

/** How texts feel, as it is shown. */
export function presentFelt(sums: FeltSums = NOTHING_FELT): Felt {
  const { texts, people } = sums.negative;
  const [negative, neutral, positive] = FEELINGS.map((feeling) => shareOf(sums[feeling])) as [Felt['negative'], Felt['neutral'], Felt['positive']];
  const each = (of: 'hits' | 'speakers'): Felt['counts'] => (people < INDICATIVE_FROM ? null : { negative: sums.negative[of], neutral: sums.neutral[of], positive: sums.positive[of] });
  return { texts, people, certainty: certaintyOf(people), negative, neutral, positive, counts: each('hits'), speakers: each('speakers') };
}

const figureOf = (output: string, label: string, sums: ShareSums): SaidFigure => ({ output, label, texts: sums.hits, people: sums.speakers, share: shareOf(sums) });

/** Everything that could have been said but aspects, also what nobody said: in the order of the card. */
export function presentThings(things: ReadonlyMap<string, ShareSums>, known: readonly { readonly output: string; readonly label: string }[]): SaidFigure[] {
  const all = things.get('/') ?? NONE;
  return known.map(({ output, label }) => figureOf(output, label, things.get(`${output}/${label}`) ?? { ...all, hits: 0, speakers: 0, personHitsSquared: 0, personCrossed: 0 }));
}

/** Aspects that anybody spoke of, by how many people. */
export function presentAspects(things: ReadonlyMap<string, ShareSums>, felt: ReadonlyMap<string, FeltSums>): AspectFigure[] {
  return [...things].filter(([thing]) => thing.startsWith('aspect/'))
    .map(([thing, sums]): AspectFigure => { const label = thing.slice('aspect/'.length); return { ...figureOf('aspect', label, sums), felt: presentFelt(felt.get(label)) }; })
    .toSorted((a, b) => b.people - a.people || b.texts - a.texts || a.label.localeCompare(b.label));
}
