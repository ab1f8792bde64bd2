import type { Reading, SaidThing } from '../contract.ts';
import { knownThing, othersThan } from './mark-words.ts';

/** What somebody says of one question of a text; `label` null: none of them. `isTakenBack`: nothing any more. */
export type Word = { readonly output: string; readonly label: string | null; readonly isTakenBack?: true };

/** What may be said instead of a mark: the words that say it, as it is offered, and as it is told when it is done. `isNone`: just that it is not so. */
export type Choice = { readonly name: string; readonly told: string; readonly isNone: boolean; readonly words: readonly Word[] };

/** Outputs of which several may hold at once: each label is a question of its own. */
const FLAGS: ReadonlySet<string> = new Set(['alarm', 'aspect', 'own']);
/** Outputs of which one label always holds: something else is said instead, never none. */
const ALWAYS: ReadonlySet<string> = new Set(['feeling', 'intent']);
/** What people may speak about; the rest is found by rules. */
const TAUGHT: ReadonlySet<string> = new Set([...FLAGS, ...ALWAYS, 'emotion', 'effort', 'urgency', 'complaint', 'unworded', 'praise', 'sarcasm', 'spam']);

/** Found by rules, and several may be named at once. */
const NAMED: ReadonlySet<string> = new Set(['product', 'rival']);

/** The question that a thing answers, as it is taught; of what is named each by itself. */
export function questionOf({ output, label }: Pick<SaidThing, 'output' | 'label'>): string {
  if (FLAGS.has(output) || NAMED.has(output)) return `${output} ${label}`;
  return output === 'feeling' ? 'sentiment' : output === 'unworded' ? 'complaint' : output;
}

/** What may be said instead of something that was read: that it is not so, and what it is rather. Shape: nothing for what is not taught. */
export function choicesFor(thing: SaidThing): Choice[] {
  const { output } = thing;
  if (!TAUGHT.has(output)) return [];
  const key = questionOf(thing);
  const none: Word = { output: key, label: null };
  const rather = othersThan(thing).map(({ label, name }): Choice => ({ name, told: `Said: ${name.toLowerCase()}.`, isNone: false, words: FLAGS.has(output) ? [none, { output: `${output} ${label}`, label }] : [{ output: key, label }] }));
  return ALWAYS.has(output) ? rather : [{ name: 'Not so', told: `Said: not “${knownThing(thing).name.toLowerCase()}”.`, isNone: true, words: [none] }, ...rather];
}

/** A reading with what somebody just said, before the server has answered. */
export function spoken(reading: Reading, words: readonly Word[]): Reading {
  return words.reduce((now, { output: key, label }): Reading => {
    const old = now.said.find((thing) => questionOf(thing) === key);
    const before = now.corrections.find(({ output }) => output === key);
    const [name = key] = key.split(' ');
    const said = now.said.filter((thing) => questionOf(thing) !== key);
    const byPerson: SaidThing[] = label === null ? [] : [{ output: name === 'sentiment' ? 'feeling' : name, label, confidence: null, carriers: old?.label === label ? old.carriers : [], byPerson: true }];
    const instead = before === undefined ? old?.label ?? null : before.instead;
    return { ...now, said: [...said, ...byPerson], corrections: [...now.corrections.filter((one) => one !== before), { output: key, label, instead }] };
  }, reading);
}

/** The words that bring back what stood before others were said: a person's earlier word, else nobody's. */
export function wordsBefore({ corrections }: Pick<Reading, 'corrections'>, words: readonly Word[]): Word[] {
  return words.map(({ output }) => {
    const earlier = corrections.find((one) => one.output === output);
    return earlier === undefined ? { output, label: null, isTakenBack: true } : { output, label: earlier.label };
  });
}
