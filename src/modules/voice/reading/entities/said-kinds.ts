import type { ReadLanguage } from '../small-words.ts';
import type { EntityKind } from './entity.ts';

/** Kinds that are wrong more often than three times in ten in a language, or were not measured often enough to tell. Source: `models/entities.md`. */
const UNSAID: Readonly<Partial<Record<EntityKind, 'everywhere' | readonly ReadLanguage[]>>> = { 'rival-maybe': 'everywhere' };

/** Whether a kind is told well enough in a language to be said. */
export function isSaidKind(kind: EntityKind, language: ReadLanguage): boolean {
  const where = UNSAID[kind];
  return where === undefined || (where !== 'everywhere' && !where.includes(language));
}
