import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readCsv } from '../identity/read-csv.ts';

/** Public labelled texts lie outside of the repository; a set that is not there is skipped by name. */
export const DATA = process.env['CUSTOS_TEST_DATA'] ?? path.resolve(import.meta.dirname, '../../../shared/data');

/** A text with what a person said about it. */
export type PublicText = { readonly text: string; readonly label: string };

function rowsOf(file: string): Readonly<Record<string, string>>[] {
  const rows: Readonly<Record<string, string>>[] = [];
  let header: string[] = [];
  readCsv(path.join(DATA, file), (cells, row) => {
    if (row === 0) header = cells;
    else rows.push(Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ''])));
  });
  return rows;
}

const from = (file: string, text: string, label: string): PublicText[] => rowsOf(file).map((row) => ({ text: row[text] ?? '', label: row[label] ?? '' })).filter((one) => one.text.trim() !== '');

/** 14,640 tweets to airlines; how they feel. */
export const airlineTweets = (): PublicText[] => from('airline_tweets/Tweets.csv', 'text', 'airline_sentiment');
/** Questions to a bank with one of 77 intents, in their official parts. */
export const banking77 = (part: 'train' | 'test'): PublicText[] => from(`banking77/${part}.csv`, 'text', 'category');
/** Reviews of clothing that say something under their title; stars, or whether recommended (1, 0). */
export const womensClothing = (label: 'Rating' | 'Recommended IND'): PublicText[] => rowsOf('womens_clothing/Womens Clothing E-Commerce Reviews.csv').filter((row) => row['Review Text'] !== '').map((row) => ({ text: `${row['Title'] ?? ''} ${row['Review Text'] ?? ''}`, label: row[label] ?? '' }));
/** Reviews of orders in Portuguese that say something under their title; stars. */
export const olist = (): PublicText[] => rowsOf('olist8k/olist_order_reviews_dataset.csv').filter((row) => row['review_comment_message'] !== '').map((row) => ({ text: `${row['review_comment_title'] ?? ''} ${row['review_comment_message'] ?? ''}`, label: row['review_score'] ?? '' }));

/** Turns of customers in dialogues of one trade, in their official parts; what they want. */
export function multidogo(trade: string, part: 'train' | 'dev'): PublicText[] {
  return readFileSync(path.join(DATA, 'multidogo', trade, `${part}.tsv`), 'utf8').split('\n').slice(1).filter((line) => line !== '').map((line) => { const cells = line.split('\t'); return { text: cells[3] ?? '', label: cells[5] ?? '' }; });
}

/** Tweets with the mean of twenty people's ratings from −4 to 4 as the label. */
export function vaderGold(): PublicText[] {
  return readFileSync(path.join(DATA, 'vader_gold/tweets_GroundTruth.txt'), 'latin1').split(/\r?\n/u).filter((line) => line !== '').map((line) => { const cells = line.split('\t'); return { text: cells.slice(2).join('\t'), label: cells[1] ?? '' }; });
}

/** A review of an airport lounge: overall from 1 to 10, each aspect from 0 to 5; null where nothing was given. */
export type LoungeReview = { readonly author: string; readonly overall: number | null; readonly aspects: Readonly<Record<string, number | null>> };

/** 2,264 reviews of lounges with seven aspects. */
export const skytrax = (): LoungeReview[] => rowsOf('skytrax/lounge.csv').map((row) => {
  const given = (name: string): number | null => { const cell = (row[name] ?? '').trim(); return cell === '' ? null : Number(cell); };
  return { author: row['author'] ?? '', overall: given('overall_rating'), aspects: { comfort: given('comfort_rating'), cleanliness: given('cleanliness_rating'), bar: given('bar_beverages_rating'), catering: given('catering_rating'), washrooms: given('washrooms_rating'), wifi: given('wifi_connectivity_rating'), staff: given('staff_service_rating') } };
});

/** Sentences of customers in a language, each with how its writer feels: our own, in models/texts, written apart from words and rules. */
export function ownSentences(language: 'de' | 'fr' | 'es' | 'it' | 'nl'): PublicText[] {
  const lines = readFileSync(new URL(`../../models/texts/feeling-${language}.tsv`, import.meta.url), 'utf8').split('\n');
  return lines.slice(1).filter((line) => line !== '').map((line) => { const [text = '', label = ''] = line.split('\t'); return { text, label }; });
}
