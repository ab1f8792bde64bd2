import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signed } from '../read-text.ts';
import { trainOutputs, type LearntText } from './train-outputs.ts';

/** What each hand calls a mishap and what it calls none, in words that no other hand has. */
const HANDS = [['gurk', 'felm'], ['bosti', 'wanod'], ['zyxa', 'hepp'], ['quilm', 'drof'], ['vutch', 'lasb'], ['mirg', 'noptj']] as const;

function texts(name: (hand: string) => string | undefined): LearntText[] {
  return HANDS.flatMap(([mishap, none]) => [1, 2, 3, 4].flatMap((copy) => [[mishap, ['yes']], [none, []]].map(([word, complaint]): LearntText => {
    const text = `${String(word)} ${String(copy)}`;
    const hand = name(mishap);
    return { text: signed(text, null), sentences: [], taught: { text, labels: { complaint: complaint as string[] } }, ...(hand === undefined ? {} : { hand }) };
  })));
}

test('how well labels are told is measured on hands that nothing was learnt from, where there are enough of them', () => {
  const f1 = (name: (hand: string) => string | undefined): number => trainOutputs(texts(name), ['en'], null, 1).quality.find(({ output }) => output === 'complaint')?.f1 ?? assert.fail('not measured');
  const [apart, together] = [f1((hand) => hand), f1(() => undefined)];
  assert.equal(together, 1, 'words of every hand are learnt from');
  assert.ok(apart < 0.8, `${apart} with words that nothing was learnt from`);
});
