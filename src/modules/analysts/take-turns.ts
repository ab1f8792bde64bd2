import { AppError } from '../../kernel/app-error.ts';

/**
 * Lets one statement run at a time, and of each person or key one: whoever asks comes after reports and recording.
 * Errors: `too-many` for a second statement of the same asker, and when `waiting` others wait already.
 */
export function createTurns(waitingMost: number) {
  const asking = new Set<string>();
  let last: Promise<unknown> = Promise.resolve();

  return async function inTurn<T>(asker: string, work: () => Promise<T>): Promise<T> {
    if (asking.has(asker)) throw new AppError('too-many', 'sql-one-at-a-time', 'Your last statement is still being answered. Ask the next one when it is done.');
    if (asking.size > waitingMost) throw new AppError('too-many', 'sql-many-waiting', 'Several people wait for their answers. Ask again in a moment.');
    asking.add(asker);
    const before = last;
    let done = (): void => undefined;
    last = new Promise<void>((resolve) => { done = resolve; });
    try {
      await before;
      return await work();
    } finally {
      asking.delete(asker);
      done();
    }
  };
}
