import { dropFor, holdUntil, type Rule } from './person-facts.ts';

/** Nobody gets two of one purpose and slot, whoever sends and however immediate it is. What somebody else has reserved may be given back: it is asked for again when the reservation ends. */
export const onePerSlot: Rule = (ask, facts) => {
  const same = facts.past.filter(({ whose, purpose, slot }) => whose === 'own' && purpose === ask.purpose && slot === ask.slot);
  if (same.some(({ isReserved }) => !isReserved)) return dropFor('already-sent');
  const [reserved] = same;
  return reserved === undefined ? null : holdUntil(reserved.expiresMs, 'already-reserved');
};
