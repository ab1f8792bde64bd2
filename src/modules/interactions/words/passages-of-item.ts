import type { TimelineItem } from '../contract.ts';
import { foldedPassages } from './fold-words.ts';
import { saysSearch, type WordSearch } from './word-search.ts';
import type { WordFilter } from './words-log.ts';

/** A piece of what was said in an interaction, that no phrase runs out of. `speaker` null: whoever the interaction is from. */
export type Passage = { readonly of: 'title' | 'text' | 'turn' | 'answer'; readonly speaker: TimelineItem['turns'][number]['speaker'] | null; readonly text: string };

/** Channels where people write titles; elsewhere one by itself is the name of a page, a product or a campaign. */
const TITLED = new Set(['review', 'marketplace', 'social', 'email', 'letter', 'ticket', 'chat', 'survey']);

function answersIn(properties: TimelineItem['properties']): string[] {
  const { answers } = properties;
  return Array.isArray(answers) ? answers.flatMap((answer: unknown) => (typeof answer === 'object' && answer !== null && 'value' in answer && typeof answer.value === 'string' ? [answer.value] : [])) : [];
}

/** All that was said in an interaction, in the order in which it is shown; what is searched for words. The same as the view in schema/ch/0006-words.sql takes; a test compares the two. */
export function passagesOfItem({ channel, title, text, turns, properties }: Pick<TimelineItem, 'channel' | 'title' | 'text' | 'turns' | 'properties'>): Passage[] {
  const answers = answersIn(properties);
  if ((text ?? '') === '' && turns.length === 0 && answers.length === 0 && !TITLED.has(channel)) return [];
  const all: Passage[] = [
    { of: 'title', speaker: null, text: title ?? '' }, { of: 'text', speaker: null, text: text ?? '' },
    ...turns.map((turn): Passage => ({ of: 'turn', speaker: turn.speaker, text: turn.text })), ...answers.map((answer): Passage => ({ of: 'answer', speaker: null, text: answer })),
  ];
  return all.filter((passage) => passage.text !== '');
}

/** What is searched of a row of the history whose words were rewritten. Shape: `turns` and `properties` are JSON texts, '' for nothing. */
export function foldedRow({ turns, properties, ...row }: { readonly channel: string; readonly title: string; readonly text: string; readonly turns: string; readonly properties: string }): string {
  const parsed = <T>(json: string, otherwise: T): T => (json === '' ? otherwise : JSON.parse(json) as T);
  return foldedPassages(passagesOfItem({ ...row, turns: parsed<TimelineItem['turns']>(turns, []), properties: parsed<TimelineItem['properties']>(properties, {}) }).map(({ text }) => text));
}

/** Whether an interaction in its latest revision has the office, stage and rating that are asked for. */
export function passesFacts(item: TimelineItem, { office, stage, ratingFrom, ratingUntil }: Pick<WordFilter, 'office' | 'stage' | 'ratingFrom' | 'ratingUntil'>): boolean {
  if ((office !== undefined && item.office !== office) || (stage !== undefined && item.stage !== stage)) return false;
  if (ratingFrom === undefined && ratingUntil === undefined) return true;
  return item.rating !== null && item.rating.value >= (ratingFrom ?? Number.NEGATIVE_INFINITY) && item.rating.value <= (ratingUntil ?? Number.POSITIVE_INFINITY);
}

/** Whether an interaction as it stands says what is searched for and passes the filter, but for its times: what the index answers of stored ones. */
export function saysAndPasses(item: TimelineItem, { channel, source, direction, brand, language, kind, ...facts }: WordFilter, search: WordSearch): boolean {
  const passes = (wanted: string | undefined, is: string): boolean => wanted === undefined || wanted === is;
  if (!passes(channel, item.channel) || !passes(source, item.source) || !passes(direction, item.direction) || !passes(brand, item.brand) || !passes(language, item.language ?? '') || !passes(kind, item.kind) || !passesFacts(item, facts)) return false;
  const passages = passagesOfItem(item).map(({ text }) => text);
  return foldedPassages(passages) !== '' && saysSearch(passages, search);
}
