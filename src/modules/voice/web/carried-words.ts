import type { MarkedPlace } from '../../../web/registry.ts';
import { spokenParts, type SpokenPart, type TimelineItem } from '../../interactions/contract.ts';
import { joinWords, type Reading } from '../contract.ts';

const HIDDEN = '•';

/** The words that carry something, and where they stand. */
export type CarriedWords = { readonly words: readonly string[]; readonly places: readonly MarkedPlace[] };

/** Whether a customer says anything in an interaction: in what staff says no feeling is read. */
export function isSpoken(item: TimelineItem): boolean {
  return spokenParts(item).length > 0;
}

/**
 * The words at places of a reading, in the interaction as the viewer reads it (`spoken`: among whose words, the customer's unless it is said); null where they cannot be told: another revision, or words of another length, as masked ones are.
 * Invariant: never other words than those that were read. Masked words may be as long as the plain ones: then only what stands before the first that is hidden is told.
 */
export function carriedWords(item: TimelineItem, { revision, characters }: Pick<Reading, 'revision' | 'characters'>, carriers: readonly (readonly [number, number])[], isMasked: boolean, spoken: readonly SpokenPart[] = spokenParts(item)): CarriedWords | null {
  const { text, parts } = joinWords(spoken);
  if (item.revision !== revision || text.length !== characters) return null;
  const hidden = isMasked ? text.indexOf(HIDDEN) : -1;
  const told = carriers.filter(([, until]) => hidden === -1 || until < hidden);
  if (told.length < carriers.length && told.length === 0) return null;
  const places = told.flatMap(([from, until]): MarkedPlace[] => {
    const part = parts.find(({ start, end }) => from >= start && until <= end);
    return part === undefined ? [] : [{ of: part.of, at: part.at, start: from - part.start, end: until - part.start }];
  });
  return { words: [...new Set(told.toSorted((a, b) => a[0] - b[0]).map(([from, until]) => text.slice(from, until)))], places };
}
