import { AppError } from './app-error.ts';

/** Public ids are a prefix and the dense number in base 36: readable in a URL, told apart at a glance, needing no table. */
export const ID_PREFIXES = { customer: 'cus', interaction: 'int', node: 'nod', order: 'ord', run: 'run', parked: 'prk', decision: 'dec', erasure: 'era', retention: 'ret', search: 'sea', household: 'hom', webhook: 'hok', message: 'msg', issue: 'iss', case: 'cas', promise: 'prm', report: 'rep', link: 'lnk', question: 'que', pageLink: 'pag', escalation: 'esc', stop: 'stp', desk: 'dsk', chatwoot: 'cwt', survey: 'sur' } as const;
export type IdKind = keyof typeof ID_PREFIXES;

/** `cus_2n9c` for customer 123456. */
export function publicId(kind: IdKind, number: number): string {
  return `${ID_PREFIXES[kind]}_${number.toString(36)}`;
}

/** The number inside a public id; null when it is not an id of that kind. */
export function parsePublicIdOrNull(kind: IdKind, id: string): number | null {
  const match = /^([a-z]{3})_([0-9a-z]{1,10})$/.exec(id);
  const number = match?.[2] === undefined ? NaN : Number.parseInt(match[2], 36);
  return match?.[1] === ID_PREFIXES[kind] && Number.isSafeInteger(number) ? number : null;
}

/** The numbers inside those of these that are public ids of a kind. */
export const numbersOfIds = (kind: IdKind, ids: readonly string[]): number[] => ids.flatMap((id) => parsePublicIdOrNull(kind, id) ?? []);

/** The number inside a public id. Errors: `invalid` when it is not an id of that kind. */
export function parsePublicId(kind: IdKind, id: string): number {
  const number = parsePublicIdOrNull(kind, id);
  if (number === null) throw new AppError('invalid', 'id-malformed', `Expected an id that starts with ${ID_PREFIXES[kind]}_ followed by letters and digits.`);
  return number;
}
