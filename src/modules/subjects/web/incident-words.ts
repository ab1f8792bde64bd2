import { AFFECTED_TYPES, type IncidentWord } from '../contract.ts';

/** What somebody typed as an incident touches: a line each, its type first, then its number. */
type Typed = { readonly affects: IncidentWord['affects']; readonly unread: readonly string[] };

/** Reads lines such as `product skarv` or `order: BH-1`; those that name no type or no number are given back as they are. */
export function readAffects(text: string): Typed {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const read = lines.map((line) => {
    const [, word, id] = /^(\w+)[\s:]+(.+)$/.exec(line) ?? [];
    const type = AFFECTED_TYPES.find((one) => one === word?.toLowerCase());
    return type === undefined || id === undefined ? line : { type, id: id.trim() };
  });
  return { affects: read.flatMap((one) => (typeof one === 'string' ? [] : [one])), unread: read.filter((one) => typeof one === 'string') };
}

/** The same, as it is shown to be changed. */
export const affectsText = (affects: readonly { readonly type: string; readonly id: string }[]): string => affects.map(({ type, id }) => `${type} ${id}`).join('\n');

/** A moment as a field for a day and time holds it, in the viewer's zone; none stays empty. */
export function fieldMoment(at: string | null): string {
  if (at === null) return '';
  const moment = new Date(at);
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** What such a field says, as ISO 8601; empty is none. */
export const momentOfField = (text: string): string | null => (text === '' ? null : new Date(text).toISOString());
