import { AppError } from '../kernel/app-error.ts';
import type { Person } from '../modules/people/contract.ts';
import { withCustos } from './client.ts';
import { readWords } from './words.ts';

/** Resets how somebody signs in: for the only owner who lost phone and recovery codes. */
export async function signIn(words: readonly string[]): Promise<void> {
  const { settings, rest: [what, email] } = readWords(words);
  if (what !== 'reset' || email === undefined) throw new AppError('invalid', 'sign-in-words', 'Say: sign-in reset EMAIL.');
  await withCustos(settings, async (client) => {
    const { people } = await client.call<{ people: Person[] }>('GET', '/api/people');
    const person = people.find((one) => one.email === email.toLowerCase());
    if (person === undefined) throw new AppError('not-found', 'person-not-found', 'Nobody on the list has this e-mail address.');
    await client.call('POST', `/api/people/${encodeURIComponent(person.id)}/reset-sign-in`, {});
    process.stdout.write(`reset the sign-in of ${person.id}: no second factor, no link to a directory, signed out; the password stays\n`);
  });
}
