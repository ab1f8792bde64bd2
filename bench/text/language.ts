import { textLanguage } from '../../src/modules/voice/reading/text-language.ts';
import { CUSTOMER_SENTENCES } from './customer-sentences.ts';
import { rounded } from './measures.ts';
import { airlineTweets, banking77, olist, ownSentences, womensClothing } from './sets-of-texts.ts';

const OWN = ['de', 'fr', 'es', 'it', 'nl'] as const;

/** Units: characters; handles, links and mail addresses are no text. */
const LEAST = 20;
const bare = (raw: string): string => raw.replace(/https?:\S+|@\w+|\S+@\S+/gu, ' ').replace(/\s+/gu, ' ').trim();

/** Languages of texts of at least twenty characters: public ones in English and Portuguese, own ones in the other five, and texts in languages that are not read, where only "unknown" is right. */
export function languages(): object {
  const all: (readonly [name: string, language: string, texts: readonly string[]])[] = [
    ['airline tweets', 'en', airlineTweets().map((one) => one.text)], ['bank questions', 'en', banking77('test').map((one) => one.text)], ['clothing reviews', 'en', womensClothing('Rating').map((one) => one.text)], ['order reviews', 'pt', olist().map((one) => one.text)],
    ...Object.entries(CUSTOMER_SENTENCES).map(([language, texts]) => [`own ${language || 'not read'}`, language, texts] as const), ...OWN.map((language) => [`own ${language}, with feelings`, language, ownSentences(language).map((one) => one.text)] as const),
  ];
  const shares = new Map<string, { right: number; texts: number }>();
  const sets = all.map(([name, language, raw]) => {
    const texts = raw.map(bare).filter((one) => one.length >= LEAST);
    const before = process.cpuUsage();
    const right = texts.filter((one) => (textLanguage(one)?.language ?? '') === language).length;
    const { user, system } = process.cpuUsage(before);
    const so = shares.get(language) ?? { right: 0, texts: 0 };
    shares.set(language, { right: so.right + right, texts: so.texts + texts.length });
    return { name, texts: texts.length, accuracy: rounded(right / texts.length), perSecond: Math.round(texts.length / (user + system) * 1e6) };
  });
  const byLanguage = Object.fromEntries([...shares].map(([language, { right, texts }]) => [language || 'not read', rounded(right / texts)]));
  const read = [...shares].filter(([language]) => language !== '').map(([, { right, texts }]) => right / texts);
  return { accuracy: rounded(read.reduce((sum, one) => sum + one, 0) / read.length), lowest: rounded(Math.min(...read)), byLanguage, sets };
}
