import { counted, countText } from '../../../web/primitives/number.ts';
import type { Felt, LabelCard, Said, SaidFigure } from '../contract.ts';
import { cardOf, knownThing } from './mark-words.ts';
import { monthText } from './score-words.ts';

type Share = NonNullable<SaidFigure['share']>;

/** People from which on a share is told. */
const INDICATIVE_FROM = 10;

const locale = typeof navigator === 'undefined' ? 'en' : navigator.language;
const fine = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const languages = new Intl.DisplayNames([locale], { type: 'language' });

const digits = (value: number): string => (value < 9.95 ? fine : whole).format(value);

/** `42 %`, `0.6 %`. */
export function shareText({ value }: Share): string {
  return `${digits(value)} %`;
}

/** `39 to 45 %`. */
export function rangeText({ low, high }: Share): string {
  const [from, to] = [digits(low), digits(high)];
  return from === to ? `${to} %` : `${from} to ${to} %`;
}

/** `412 texts of 300 people`. */
export function countsText({ texts, people }: { readonly texts: number; readonly people: number }): string {
  return texts === 0 ? 'nobody' : `${counted(texts, 'text')} of ${counted(people, 'person', 'people')}`;
}

/** The same share of the whole, beside that of a part of it. `of`: what the whole is called; `figure` missing: nobody said it. */
export function wholeShareText(figure: Pick<SaidFigure, 'share' | 'texts' | 'people'> | undefined, of: string): string {
  if (figure === undefined || figure.texts === 0) return `${of}: nobody`;
  const { share, people } = figure;
  return share === null ? `${of}: ${people < INDICATIVE_FROM ? 'too few to say' : countsText(figure)}` : `${of}: ${shareText(share)} (${rangeText(share)})`;
}

/** A language as people call it; what is none of those that are read is said to be so. */
export function languageName(language: string | null): string {
  return language === null || language === 'unknown' ? 'Language unknown' : languages.of(language) ?? language;
}

/** What is said of how far the number of people carries. */
export function certaintyText({ certainty, people }: Pick<Felt, 'certainty' | 'people'>): string | null {
  if (certainty === 'none') return 'Nobody said anything here.';
  if (certainty === 'too-few') return `Too few for shares: ${counted(people, 'person', 'people')}.`;
  return certainty === 'indicative' ? `Indicative: ${people} people.` : null;
}

/** The feelings of a period in a sentence. */
export function feltHeadline({ negative, positive }: Felt): string | null {
  if (negative === null || positive === null) return null;
  return `${shareText(negative)} feel bad, ${shareText(positive)} feel good.`;
}

/** The months in a sentence, for whoever does not see the chart. */
export function feltSummary(months: Said['months']): string {
  const shown = months.filter(({ negative }) => negative !== null);
  const [first, last] = [shown[0], shown.at(-1)];
  if (first?.negative == null || last?.negative == null) return 'No month with ten people or more.';
  if (first === last) return `${monthText(first.month)}: ${shareText(first.negative)} of the texts feel bad. Other months have fewer than ten people.`;
  const apart = last.negative.low > first.negative.high ? 'more than then' : last.negative.high < first.negative.low ? 'fewer than then' : 'no difference that can be told from chance';
  return `Texts that feel bad: ${shareText(first.negative)} in ${monthText(first.month)}, ${shareText(last.negative)} in ${monthText(last.month)}: ${apart}.`;
}

/** One month in words. */
export function feltReading({ month, negative, positive, people, isRunning }: Said['months'][number]): string {
  const said = people === 0 ? 'nobody said anything' : negative === null || positive === null ? `too few to say, ${counted(people, 'person', 'people')}` : `bad ${shareText(negative)} (${rangeText(negative)}), good ${shareText(positive)} (${rangeText(positive)}), ${countText(people)} people`;
  return `${monthText(month)}${isRunning ? ' so far' : ''}: ${said}`;
}

/** What a banner says while a history is being read; null when it is through. */
export function againText({ again, version }: Pick<Said, 'again' | 'version'>): string | null {
  if (again === null) return null;
  const far = `${counted(again.texts, 'text')} so far`;
  return again.version === version ? `The history is being read for the first time, ${far}: the figures still grow.` : `The history is being read again by version ${again.version}, ${far}. Until that is through, everything here is as version ${version} read it.`;
}

/** What was left out of the figures, and why. */
export function leftOutText({ spam, languages: known, texts, read }: Said, of: 'feelings' | 'labels'): string {
  const unfelt = known.filter(({ isFelt }) => !isFelt);
  const count = of === 'feelings' ? unfelt.reduce((sum, one) => sum + one.texts, 0) : texts - read.texts;
  const why = of === 'feelings' ? 'in a language in which feelings are not read' : 'in a language in which only feelings are read, or nothing';
  const parts = [...(count === 0 ? [] : [`${counted(count, 'text')} ${why}`]), ...(spam.texts === 0 ? [] : [`${counted(spam.texts, 'text')} read as advertising or written by a machine`])];
  return parts.length === 0 ? 'Nothing.' : `${parts.join('; ')}.`;
}

/** How good labels are, one after the other. */
export function qualityLines(card: readonly LabelCard[], things: readonly { readonly output: string; readonly label: string }[]): { readonly name: string; readonly said: string }[] {
  return things.flatMap((thing) => {
    const one = cardOf(card, thing);
    return one === undefined ? [] : [{ name: knownThing(thing).name, said: `right in ${Math.round(one.precision * 100)} of 100 said, finds ${Math.round(one.recall * 100)} of 100; ${one.texts} texts with it` }];
  });
}
