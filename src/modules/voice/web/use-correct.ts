import { useQueryClient } from '@tanstack/react-query';
import { call } from '../../../web/api.ts';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { teachingRoutes } from '../contract.ts';
import type { Mark } from './mark-words.ts';
import type { FoundReading } from './reading-loader.ts';
import { questionOf, spoken, wordsBefore, type Choice, type Word } from './said-by-person.ts';

/** Says what a text says where it stands. */
export type Correct = { say(choice: Choice): void; takeBack(mark: Mark): void };

/** A word shows at once, and goes when the server refuses it; each has its way back. */
export function useCorrect({ id, revision }: { readonly id: string; readonly revision: number }): Correct {
  const queries = useQueryClient();
  const key = ['reading', id, revision];
  const send = async (words: readonly Word[]): Promise<void> => {
    try {
      for (const word of words) await call(teachingRoutes.correct, { body: { id, ...word } });
    } finally {
      await Promise.all([queries.invalidateQueries({ queryKey: ['reading', id] }), queries.invalidateQueries({ queryKey: ['teaching'] })]);
    }
  };
  return {
    say({ words, told }) {
      const before = queries.getQueryData<FoundReading>(key);
      if (before === undefined || before.reading === null) return;
      const { reading } = before;
      queries.setQueryData<FoundReading>(key, { ...before, reading: spoken(reading, words) });
      const back = (): void => { send(wordsBefore(reading, words)).catch(sayProblem); };
      send(words).then(() => { sayDone(told, back); }, sayProblem);
    },
    takeBack({ thing, name }) {
      const output = questionOf(thing);
      send([{ output, label: null, isTakenBack: true }]).then(() => { sayDone(`Taken back: what was said of “${name.toLowerCase()}”.`); }, sayProblem);
    },
  };
}
