import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChance, testSeed } from '../../../../test/chance.ts';
import { foldedPassages, foldedWords } from './fold-words.ts';
import { placesOfSearch, readWordSearch, saysSearch, SEARCH_MOST, wantedAlone } from './word-search.ts';

const seed = testSeed();
console.log(`seed ${seed}`);

/** What was typed, as it is understood: `-` not, `*` the beginning of a word, `a b` side by side. */
const read = (typed: string): string[] => readWordSearch(typed).terms.map(({ words, isPrefix, isNot }) => `${isNot ? '-' : ''}${words.join(' ')}${isPrefix ? '*' : ''}`);
const says = (text: string, typed: string): boolean => saysSearch([text], readWordSearch(typed));
const marked = (text: string, typed: string): string[] => placesOfSearch(text, readWordSearch(typed)).map(([start, end]) => text.slice(start, end));

test('words, phrases, words that must not be said and beginnings are told apart', () => {
  assert.deepEqual(read('late parcel'), ['late', 'parcel']);
  assert.deepEqual(read('"never again" -refund  deliver*'), ['never again', '-refund', 'deliver*']);
  assert.deepEqual(read('-"thank you" "two weeks"*'), ['-thank you', 'two weeks*']);
  assert.deepEqual(read('“typed on a phone” „auf Deutsch“ «en français»'), ['typed on a phone', 'auf deutsch', 'en francais']);
});

test('a word with signs in it is looked for as it stands, its parts side by side', () => {
  assert.deepEqual(read('e-mail 10.5 anna@example.org don’t'), ['e mail', '10 5', 'anna example org', 'don t']);
  assert.ok(says('Write an e-mail!', 'e-mail') && !says('mail me, e', 'e-mail'));
});

test('case, accents and ways to write a letter do not matter, in any script', () => {
  for (const [text, typed] of [['GRÖSSE passt', 'größe'], ['Ístanbul’da ISPARTA', 'istanbul ısparta'], ['ΟΔΟΣ Ερμού', 'οδος ΕΡΜΟΥ'], ['Œuvre d’été', 'oeuvre ETE'], ['Łódź', 'lodz'], ['ﬁne ＡＢＣ', 'fine abc'], ['привет Ёлка', 'ПРИВЕТ елка'], ['مُحَمَّد', 'محمد'], ['שָׁלוֹם', 'שלום'], ['हिन्दी में', 'हिन्दी'], ['한국어 배송', '배송']] as const) assert.ok(says(text, typed), `${typed} in ${text}`);
});

test('where words are not parted by blanks a part is found, and a beginning of nothing else', () => {
  assert.ok(says('配送が遅れました', '遅れ') && says('我的包裹在哪里？', '包裹') && says('สินค้าเสียหาย', 'เสีย'));
  assert.ok(!says('我的包裹在哪里？', '包在'));
});

test('signs and emoji are words', () => {
  assert.ok(says('Thanks 😡😡 for nothing ❤️', '😡') && says('Thanks ❤️', '❤') && !says('Thanks', '😡'));
});

test('a phrase stands in one passage, words may stand in several; what must not be said stands in none', () => {
  const passages = ['Never again', 'I waited two weeks.'];
  const found = (typed: string): boolean => saysSearch(passages, readWordSearch(typed));
  assert.deepEqual(['never weeks', '"two weeks"', '"again I"', 'never -waited', 'wait*', '"two wee"*', '-refund', '-"two weeks"'].map(found), [true, true, false, false, true, true, true, false]);
  assert.equal(foldedPassages(['Never again!', '…', 'Größe']), ' never again ¶ grosse ');
});

test('what is found is marked in the text as it was written, once where marks would overlap', () => {
  assert.deepEqual(marked('Größe GRÖSSE, grösser', 'größ* grosse'), ['Größe', 'GRÖSSE', 'grösser']);
  assert.deepEqual(marked('The late, late parcel', '"late parcel" late'), ['late', 'late parcel']);
  assert.deepEqual(marked('配送が遅れました', '遅れ'), ['遅れ']);
  assert.deepEqual(marked('Call me', '-call'), []);
  assert.deepEqual(marked('Fuß\u00ADball z\u0335o\u0335o\u0335', 'fussball zoo'), ['Fuß\u00ADball', 'z\u0335o\u0335o\u0335']);
});

test('nothing typed, and signs alone, ask for everything', () => {
  for (const typed of ['', '   ', '"', '""', '-', '--', '*', '- * "" -"" !?', '\u0000', '-*', '"*"']) assert.deepEqual(read(typed), [], JSON.stringify(typed));
});

test('a quote that is not closed goes to the end', () => {
  assert.deepEqual(read('parcel "never again'), ['parcel', 'never again']);
  assert.deepEqual(read('a"b c"d'), ['a', 'b c', 'd']);
  assert.deepEqual(read('"""x"""'), ['x']);
});

test('pieces of other languages are words and nothing else', () => {
  assert.deepEqual(read('\'; drop table interactions_log; --'), ['drop', 'table', 'interactions log']);
  assert.deepEqual(read('.*+?^${}()|[\\]'), []);
  assert.deepEqual(read('%_% a%b <script>alert(1)</script>'), ['a b', 'script alert 1 script']);
});

test('ten thousand characters are read at once and cut to what can be looked for', () => {
  const startedMs = performance.now();
  for (const hostile of ['a '.repeat(5_000), '"'.repeat(10_000), '-'.repeat(10_000), `"${'x '.repeat(5_000)}`, '*'.repeat(10_000), ' '.repeat(10_000), 'a"-*'.repeat(2_500), 'z\u0335\u0321'.repeat(3_333), 'x'.repeat(10_000), '我'.repeat(10_000)]) {
    const { terms, isCut } = readWordSearch(hostile);
    assert.ok(terms.length <= SEARCH_MOST.terms && terms.every(({ words }) => words.length >= 1 && words.length <= SEARCH_MOST.words));
    assert.equal(isCut, /^(a |"x|a"|我)/.test(hostile), hostile.slice(0, 5));
  }
  assert.ok(performance.now() - startedMs < 1_000);
});

test('whatever is typed is read without a fault, and finds the text that it was taken from', () => {
  const chance = createChance(seed);
  const signs = ['a', 'B', 'é', 'ß', '"', '-', '*', ' ', '\'', '\\', '%', '我', 'ก', '😡', '\u0301', '\ud800', '\n', '¶', '9', 'İ', '\u200d', 'ﬁ', '½'];
  for (let round = 0; round < 2_000; round += 1) {
    const text = Array.from({ length: chance.below(30) }, () => chance.pick(signs)).join('');
    const search = wantedAlone(readWordSearch(text));
    const plain = text.replaceAll(/["*-]/g, ' ');
    assert.ok(saysSearch([plain], wantedAlone(readWordSearch(plain))), `seed ${seed}, ${JSON.stringify(text)}`);
    for (const [start, end] of placesOfSearch(text, search)) assert.ok(start < end && end <= text.length);
    for (const { words } of search.terms) for (const word of words) assert.deepEqual(foldedWords(word), [word], `seed ${seed}: folding twice changes ${JSON.stringify(word)}`);
  }
});
