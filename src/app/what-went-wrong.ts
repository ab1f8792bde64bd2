import { parsePublicId, publicId } from '../kernel/public-id.ts';
import type { Wrong } from '../modules/journeys/contract.ts';
import type { WrongsOf } from '../modules/journeys/index.ts';
import { brokenIn } from '../modules/promises/index.ts';
import { TOLD_MOST } from '../modules/voice/contract.ts';
import type { createToldAgainstFact } from '../modules/voice/index.ts';
import type { Queryable } from '../platform/pg/transaction.ts';

/** What went wrong in interactions beside what their issues show: what customers were told that was not so, and promises that broke. Journeys rank by it, and stand before promises. */
export function whatWentWrong(database: Queryable, { told }: Pick<ReturnType<typeof createToldAgainstFact>, 'told'>): WrongsOf {
  return async (interactions) => {
    const ids = interactions.map((one) => publicId('interaction', one));
    const parts = Array.from({ length: Math.ceil(ids.length / TOLD_MOST) }, (_, part) => ids.slice(part * TOLD_MOST, (part + 1) * TOLD_MOST));
    const [untrue, broken] = await Promise.all([Promise.all(parts.map((part) => told(part))), brokenIn(database, interactions)]);
    const wrongs = new Map<number, Wrong[]>();
    const note = (interaction: number, wrong: Wrong): void => { wrongs.set(interaction, [...wrongs.get(interaction) ?? [], wrong]); };
    for (const { id } of untrue.flat()) note(parsePublicId('interaction', id), 'told-wrong');
    for (const interaction of broken) note(interaction, 'promise-broken');
    return wrongs;
  };
}
