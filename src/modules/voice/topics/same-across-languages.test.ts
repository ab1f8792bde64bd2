import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../../kernel/seeded-random.ts';
import { sameAcrossLanguages, type MeantTopic } from './same-across-languages.ts';

const WIDTH = 48;

/** Topics of planted subjects: each language lies aside by itself, and each topic a little off its subject. */
function planted(seed: number, subjectsOf: Readonly<Record<string, readonly number[]>>, off: number): MeantTopic[] {
  const random = seededRandom(seed);
  const drawn = (length: number): number[] => Array.from({ length: WIDTH }, () => (random() + random() + random() + random() - 2) * Math.sqrt(3 / WIDTH) * length);
  const subjects = Array.from({ length: 100 }, () => drawn(1));
  return Object.entries(subjectsOf).flatMap(([language, own]) => {
    const aside = drawn(1.5);
    return own.map((subject, at): MeantTopic => { const [here, noise] = [subjects[subject] ?? [], drawn(off)]; return { language, id: at + 1, centre: here.map((one, to) => one + (aside[to] ?? 0) + (noise[to] ?? 0)) }; });
  });
}
const keys = (members: readonly { readonly language: string; readonly id: number }[]): string => members.map(({ language, id }) => `${language}.${id}`).join(' ');
const upTo = (count: number, from = 0): number[] => Array.from({ length: count }, (_, at) => from + at);

test('topics that mean the same in several languages are one, however far each language lies aside; what one language alone writes about stays by itself', () => {
  for (const seed of [1, 2, 3]) {
    const { cut, same } = sameAcrossLanguages(planted(seed, { en: upTo(9), de: [3, 2, 1, 0, 20, 21], fr: [0, 2, 30, 31, 4] }, .35));
    assert.ok(cut !== null && cut > .3 && cut < .9, `seed ${seed}: ${cut}`);
    assert.deepEqual(same.map(({ members }) => keys(members)).toSorted(), ['en.1 de.4 fr.1', 'en.2 de.3', 'en.3 de.2 fr.2', 'en.4 de.1', 'en.5 fr.5'], `seed ${seed}`);
    assert.ok(same.every(({ likeness }) => likeness >= cut));
  }
});

test('languages that write about different things have nothing in common: of two with fifteen topics each hardly ever a pair is joined', () => {
  const runs = 100;
  let joined = 0;
  for (let seed = 1; seed <= runs; seed += 1) joined += sameAcrossLanguages(planted(seed, { en: upTo(15), de: upTo(15, 40) }, .35)).same.length;
  assert.ok(joined <= runs / 2, `${joined} pairs in ${runs} runs, seeds 1 to ${runs}`);
});

test('two topics of one language are never one, though both are alike to a topic of another', () => {
  const topics = planted(5, { en: [0, 0, 1, 2, 3, 4], de: [0, 1, 2, 3, 4] }, .2);
  for (const { members } of sameAcrossLanguages(topics).same) assert.equal(new Set(members.map(({ language }) => language)).size, members.length);
  assert.equal(sameAcrossLanguages(topics).same.length, 5);
});

test('with too few topics to tell how alike different ones are nothing is joined; nor of one language, none, or without directions', () => {
  assert.deepEqual(sameAcrossLanguages(planted(1, { en: upTo(3), de: upTo(3) }, .1)), { cut: null, compared: 9, same: [] });
  assert.deepEqual(sameAcrossLanguages(planted(1, { en: upTo(12) }, .1)).same, []);
  assert.deepEqual(sameAcrossLanguages([]).same, []);
  const empty = upTo(12).map((id): MeantTopic => ({ language: id % 2 === 0 ? 'en' : 'de', id, centre: new Float32Array(4) }));
  assert.deepEqual(sameAcrossLanguages(empty).same, []);
});
