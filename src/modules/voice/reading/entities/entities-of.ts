import type { PlainText } from '../plain-text.ts';
import type { ReadLanguage } from '../small-words.ts';
import type { Token } from '../tokenise-text.ts';
import type { Entity, EntityKind } from './entity.ts';
import { findDates } from './find-dates.ts';
import { findKnown, findModels, nameIndex, type KnownNames, type NameIndex } from './find-known.ts';
import { findMoney } from './find-money.ts';
import { findPlaces } from './find-places.ts';
import { findReferences } from './find-references.ts';
import { findRivals } from './find-rivals.ts';
import { findStaff } from './find-staff.ts';
import { isSaidKind } from './said-kinds.ts';
import type { CommonWords } from './ordinary-words.ts';
import { scanned } from './scanned-text.ts';

/** Which kind keeps the words that two claim. */
const ORDER: readonly EntityKind[] = ['product', 'competitor', 'money', 'order', 'date', 'staff', 'place', 'rival-maybe'];

/** No product and no rival is known. */
export const NO_NAMES: NameIndex = nameIndex({ products: [], rivals: [] });

/** Makes the names that a company knows ready; do it once for many texts. */
export function knownNames(known: KnownNames, common: CommonWords = {}): NameIndex {
  return nameIndex(known, common);
}

/** Everything that a text names, in its order, by rules alone, whether a rule is good enough in this language or not. Invariant: no two overlap. Cost: linear in the length. */
export function allEntitiesOf(plain: PlainText, tokens: readonly Token[], language: ReadLanguage, known: NameIndex): Entity[] {
  const scan = scanned(plain, tokens, language);
  const candidates = [...findKnown(scan, known), ...findModels(scan), ...findMoney(scan), ...findReferences(scan), ...findDates(scan), ...findStaff(scan), ...findPlaces(scan), ...findRivals(scan)];
  if (candidates.length < 2) return candidates;
  candidates.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || b.end - b.start - (a.end - a.start) || a.start - b.start);
  const isTaken = new Uint8Array(plain.text.length + 1);
  const kept: Entity[] = [];
  for (const one of candidates) {
    if (isTaken.subarray(one.start, one.end).includes(1)) continue;
    isTaken.fill(1, one.start, one.end);
    kept.push(one);
  }
  return kept.sort((a, b) => a.start - b.start);
}

/** What a text names, of the kinds that are told well enough in its language. */
export function entitiesOf(plain: PlainText, tokens: readonly Token[], language: ReadLanguage, known: NameIndex): Entity[] {
  return allEntitiesOf(plain, tokens, language, known).filter(({ kind }) => isSaidKind(kind, language));
}
