import type { PlacedContact } from './contact-store.ts';
import type { Threaded } from './threads/thread-contacts.ts';

/** One issue of a customer with the number that it had: null for a new one. `was`: numbers that its contacts had besides, which are its own from now on where no other issue holds more of them. */
export type NumberedIssue = { readonly number: number | null; readonly threaded: readonly Threaded[] };

/** How many contacts an issue has, whoever's, and whose it was when it was last put together. */
export type HeldIssue = { readonly contacts: number; readonly customer: number };

/**
 * Gives issues the numbers that most of their contacts had, so that an issue keeps its name while it grows, loses a contact or takes in another.
 * A number of which most contacts are somebody else's by now stays with them (a split); of two halves with whose it was.
 * Shape: issues in the order of their beginning; `left`: numbers of which nothing is left, with the place of the issue that holds most of what was theirs, null where there is none.
 */
export function numberIssues(threaded: readonly Threaded[], before: readonly PlacedContact[], held: ReadonlyMap<number, HeldIssue>): { readonly issues: readonly NumberedIssue[]; readonly left: ReadonlyMap<number, number | null> } {
  const own = countOf(before.flatMap(({ issue }) => issue ?? []));
  const isOurs = (number: number): boolean => {
    const { contacts, customer } = held.get(number) ?? { contacts: 0, customer: 0 };
    const [mine, others] = [own.get(number) ?? 0, contacts - (own.get(number) ?? 0)];
    return mine > others || (mine === others && customer === before[0]?.customer);
  };
  const had = new Map(before.flatMap(({ contact, issue }) => (issue === null || !isOurs(issue) ? [] : [[contact.interaction, issue] as const])));
  const groups = [...Map.groupBy(threaded.filter(({ thread }) => thread !== null), ({ thread }) => thread).values()];
  const votes = groups.flatMap((group, place) => [...countOf(group.flatMap(({ contact }) => had.get(contact.interaction) ?? []))].map(([number, count]) => ({ place, number, count })));
  votes.sort((a, b) => b.count - a.count || a.number - b.number || a.place - b.place);
  const [numberOf, placeOf] = [new Map<number, number>(), new Map<number, number>()];
  const most = new Map<number, number>();
  for (const { place, number } of votes) {
    if (!most.has(number)) most.set(number, place);
    if (numberOf.has(place) || placeOf.has(number)) continue;
    numberOf.set(place, number);
    placeOf.set(number, place);
  }
  const left = new Map([...new Set(had.values())].filter((number) => !placeOf.has(number)).map((number) => [number, most.get(number) ?? null] as const));
  return { issues: groups.map((group, place) => ({ number: numberOf.get(place) ?? null, threaded: group })), left };
}

function countOf(numbers: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return counts;
}
