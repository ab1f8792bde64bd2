import { momentText } from '../../../web/primitives/moment-text.ts';
import { counted, countText } from '../../../web/primitives/number.ts';
import { ALL_LANGUAGES, type NewTopic, type TopicFigure, type Topics } from '../contract.ts';
import { languageName, rangeText, shareText } from './said-words.ts';
import { monthText } from './score-words.ts';

const fine = new Intl.NumberFormat(typeof navigator === 'undefined' ? 'en' : navigator.language, { maximumFractionDigits: 1, signDisplay: 'exceptZero' });

const cosine = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Whether it is spoken of more or less than before, in words. */
export function changeText({ change, people }: Pick<TopicFigure, 'change' | 'people'>): string {
  if (change === null) return people < 10 ? '' : 'too few before to compare';
  if (!change.isReal) return 'no change told from chance';
  return `${change.difference > 0 ? 'more' : 'less'} than before: ${fine.format(change.difference)} points (${fine.format(change.low)} to ${fine.format(change.high)})`;
}

/** How the people feel who speak of it. */
export function feltText({ felt }: Pick<TopicFigure, 'felt'>): string {
  if (felt.negative === null || felt.positive === null) return felt.people === 0 ? '' : 'too few to say how they feel';
  return `${shareText(felt.negative)} feel bad, ${shareText(felt.positive)} good`;
}

/** The topics of all languages, in place of one. */
export const isAll = (language: string | null): boolean => language === ALL_LANGUAGES;

/** Of which language topics are shown. */
export function topicLanguage(language: string | null): string {
  return isAll(language) ? 'all languages' : languageName(language);
}

/** How it came that topics of several languages are one. */
export function acrossText({ across }: Pick<Topics, 'across'>): string | null {
  if (across === null) return null;
  if (across.cut === null) return 'An embedder that knows several languages is on, but there are too few topics to tell which are the same.';
  return `${counted(across.joined, 'topic')} of several languages: their texts mean the same, by an embedder, with a likeness of ${cosine.format(across.cut)} or more, which topics of one language hardly ever have. ${counted(across.compared, 'pair')} compared. What is not the same somebody takes apart.`;
}

/** What is told of a new topic to whoever has not seen it. */
export function newTopicText({ people, before, since }: Pick<NewTopic, 'people' | 'before' | 'since'>): string {
  const first = since === null ? '' : `, first on ${momentText(`${since}T12:00:00Z`, 'day', 'day')}`;
  return `A new topic: ${counted(people, 'person', 'people')} wrote about it in four weeks${first}; ${before === 0 ? 'nobody' : `${countText(before)} of them`} before the last days.`;
}

/** The months in a sentence, for whoever does not see the line. */
export function monthsSummary({ name, months }: Pick<TopicFigure, 'name' | 'months'>): string {
  const shown = months.filter(({ share }) => share !== null);
  const [first, last] = [shown[0], shown.at(-1)];
  if (first?.share == null || last?.share == null) return `${name}: no month in which ten people or more wrote anything.`;
  if (first === last) return `${name}: ${shareText(first.share)} of the texts of ${monthText(first.month)}.`;
  const apart = last.share.low > first.share.high ? 'more than then' : last.share.high < first.share.low ? 'less than then' : 'no difference that can be told from chance';
  return `${name}: ${shareText(first.share)} of the texts of ${monthText(first.month)}, ${shareText(last.share)} of ${monthText(last.month)}: ${apart}.`;
}

/** One month in words. */
export function monthReading({ month, share, texts, people, isRunning }: TopicFigure['months'][number]): string {
  return `${monthText(month)}${isRunning ? ' so far' : ''}: ${share === null ? 'too few people for a share' : `${shareText(share)} (${rangeText(share)})`}, ${counted(texts, 'text')} of ${counted(people, 'person', 'people')}`;
}

/** What is said while topics are being found, or texts read by them. */
export function onTheirWayText({ finding, again, tree, problem }: Pick<Topics, 'finding' | 'again' | 'tree' | 'problem'>): string | null {
  if (again !== null) return `Texts are being read by ${tree === null ? 'the topics that were found' : 'other topics'}, ${counted(again.texts, 'text')} so far.${tree === null ? '' : ' Until that is through, everything here is as before.'}`;
  if (finding) return `Topics are being found, which takes some minutes.${tree === null ? '' : ' Until then everything here is as before.'}`;
  return problem === null ? null : `Topics could not be found anew: ${problem}`;
}

/** What stands where no topics are yet: how many have written, of how many that it needs. */
export function waitingText({ languages, peopleNeeded }: Pick<Topics, 'languages' | 'peopleNeeded'>): string {
  const [most] = languages.filter(({ language }) => language !== null);
  const far = most === undefined ? 'Nobody has written yet.' : most.people >= peopleNeeded ? `${counted(most.people, 'customer')} have written in ${languageName(most.language)}: topics will be found within minutes.` : `So far ${counted(most.people, 'customer')} have written in ${languageName(most.language)}.`;
  return `What customers write about is found by itself, once ${peopleNeeded} of them have written in one language within twelve months. ${far}`;
}
