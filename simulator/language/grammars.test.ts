import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createCompany } from '../index.ts';
import { TOPICS } from '../truth.ts';
import { GRAMMARS } from './speak.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
console.log(`seed ${seed}`);

/** Every text in a tree of lists and records. */
function* linesIn(tree: unknown): Generator<string> {
  if (typeof tree === 'string') yield tree;
  else if (typeof tree === 'object' && tree !== null) for (const branch of Object.values(tree)) yield* linesIn(branch);
}
const wordsOf = (line: string) => line.toLowerCase().replace(/<[a-z]+>/g, '').replace(/\{[a-z]+\}/g, ' _ ').split(/[^\p{L}_−\d']+/u).filter((word) => word !== '');

function shinglesOf(grammar: 'open' | 'held-out', size: number): Set<string> {
  const shingles = new Set<string>();
  for (const line of linesIn({ ...GRAMMARS[grammar], name: [] })) {
    // Alternatives are read apart: what stands beside a choice is not one phrase with it.
    for (const piece of line.split(/[[\]|]/)) {
      const words = wordsOf(piece);
      for (let at = 0; at + size <= words.length; at++) shingles.add(words.slice(at, at + size).join(' '));
    }
  }
  return shingles;
}

test('the two grammars share no template and no phrase of five words', () => {
  const open = new Set(linesIn({ ...GRAMMARS.open, name: [] }));
  const shared = [...linesIn({ ...GRAMMARS['held-out'], name: [] })].filter((line) => open.has(line) && wordsOf(line).length > 1);
  assert.deepEqual(shared, []);
  const openShingles = shinglesOf('open', 5);
  assert.deepEqual([...shinglesOf('held-out', 5)].filter((shingle) => openShingles.has(shingle)), []);
});

test('both grammars speak about every topic in English, and four more languages have their own words', () => {
  for (const grammar of Object.values(GRAMMARS)) {
    assert.deepEqual(TOPICS.filter((topic) => (grammar.packs.en.topics[topic]?.calm.length ?? 0) === 0), []);
    for (const language of ['de', 'fr', 'es', 'pt'] as const) assert.ok(Object.keys(grammar.packs[language].topics).length >= 10, language);
  }
});

for (const grammar of ['open', 'held-out'] as const) {
  test(`people say thousands of different things (${grammar}, seed ${seed})`, () => {
    const company = createCompany({ seed, customers: 900, grammar, endsAt: Date.UTC(2026, 1, 1) });
    const readings = new Map<string, string>();
    for (const line of company.truth()) if (line.kind === 'contact' && line.reading !== undefined) readings.set(line.ref, line.reading.language);
    const sentences = new Set<string>();
    const languages = new Set<string>();
    for (const item of company.history()) {
      const language = readings.get(`${item.source ?? ''}:${item.id}`);
      if (language === undefined) continue;
      languages.add(language);
      const said = [item.text ?? '', ...(item.turns ?? []).filter(({ speaker }) => speaker === 'customer').map(({ text }) => text)];
      for (const text of said) for (const sentence of text.split(/(?<=[.!?])\s+|\n+/)) if (sentence.length > 12) sentences.add(sentence);
    }
    assert.ok(sentences.size >= 3_000, `${sentences.size} sentences`);
    assert.deepEqual([...languages].sort(), ['de', 'en', 'es', 'fr', 'pt']);
    for (const sentence of sentences) assert.doesNotMatch(sentence, /<[a-z]+>|\{[a-z]+\}|undefined|\[object/);
  });
}

/** Texts that were written while either grammar was there to be taken from; older ones share a turn of phrase by chance. */
const TAUGHT = ['demo-trade', 'goods-and-orders', 'people-and-stories', 'praise'] as const;

for (const name of TAUGHT) {
  test(`what teaches the reader of texts shares no phrase of five words with either grammar (${name})`, () => {
    const taught = readFileSync(new URL(`../../models/texts/taught-${name}.tsv`, import.meta.url), 'utf8').split('\n').slice(1).map((line) => wordsOf(line.split('\t')[0] ?? ''));
    const phrases = new Set(taught.flatMap((words) => words.map((_, at) => words.slice(at, at + 5)).filter((phrase) => phrase.length === 5).map((phrase) => phrase.join(' '))));
    assert.ok(phrases.size > 1_000);
    for (const grammar of ['open', 'held-out'] as const) assert.deepEqual([...shinglesOf(grammar, 5)].filter((shingle) => phrases.has(shingle)), [], grammar);
  });
}
