import { DIFFERENT, equalLevel, INITIAL, levelOf, NOT_GIVEN, SWAPPED } from './compare-values.ts';
import type { FieldKind } from './record-field.ts';
import type { Column, RecordTable } from './record-table.ts';
import { valuesOf } from './shared-value.ts';

/** Compares two records field by field. */
export type Comparer = {
  /** How many comparisons there are: one a field. */
  readonly width: number;
  /** Writes the level of every comparison of two records into `levels`; of several values of a field the best counts. */
  compare(a: number, b: number, levels: Uint8Array): void;
  /** The level at which two values of a field agree. */
  valueLevel(field: number, a: number, b: number): number;
};

/** Slots of what was compared lately, a field, as a power of two. A later pair takes the slot of an earlier one: memory stays bounded, and common names are nearly always there. */
const MEMORY_BITS = 16;

/** Kinds whose values mostly belong to one person: the same two seldom meet twice. */
const SELDOM_REPEATED: ReadonlySet<FieldKind> = new Set(['email', 'phone', 'id', 'category']);

/** Two equal initials are no equal names. Scripts that write a name with one sign are not meant. */
const isLetter = (text: string): boolean => text.length === 1 && text >= 'a' && text <= 'z';

/** A comparer over the values of a table; it sees records that are added later too. `memoryBits`: fewer for a table of a few records. */
export function createComparer(table: RecordTable, memoryBits = MEMORY_BITS): Comparer {
  const columns = table.columns;
  const kinds = columns.map((column) => column.field.kind);
  const equal = kinds.map(equalLevel);
  const remembered = Uint8Array.from(kinds, (kind) => (SELDOM_REPEATED.has(kind) ? 0 : 1));
  const isName = Uint8Array.from(kinds, (kind) => (kind === 'given-name' || kind === 'surname' ? 1 : 0));
  const slots = 1 << memoryBits;
  const memory = columns.map(() => ({ a: new Int32Array(slots), b: new Int32Array(slots), level: new Uint8Array(slots) }));
  const given = kinds.indexOf('given-name');
  const surname = kinds.indexOf('surname');
  const namesApart = given >= 0 && surname >= 0;

  function valueLevel(field: number, a: number, b: number): number {
    if (a === 0 || b === 0) return NOT_GIVEN;
    const texts = (columns[field] as { readonly texts: string[] }).texts;
    if (a === b) return isName[field] === 1 && isLetter(texts[a] ?? '') ? INITIAL : equal[field] ?? 0;
    if (remembered[field] === 0) return levelOf(kinds[field] ?? 'category', texts[a] ?? '', texts[b] ?? '');
    const low = a < b ? a : b;
    const high = a < b ? b : a;
    const slot = (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> (32 - memoryBits);
    const known = memory[field] as { a: Int32Array; b: Int32Array; level: Uint8Array };
    if (known.a[slot] === low && known.b[slot] === high) return known.level[slot] ?? 0;
    const level = levelOf(kinds[field] ?? 'category', texts[low] ?? '', texts[high] ?? '');
    known.a[slot] = low;
    known.b[slot] = high;
    known.level[slot] = level;
    return level;
  }

  /** The best level of any two values that two records say of a field. */
  function bestLevel(field: number, a: number, b: number): number {
    const column = columns[field];
    if (column === undefined) return NOT_GIVEN;
    let best = NOT_GIVEN;
    for (const left of valuesOf(column, a)) for (const right of valuesOf(column, b)) best = Math.max(best, valueLevel(field, left, right));
    return best;
  }

  /** One of the two stands exactly where the other record has the other, and the other nearly does. */
  function areSwapped(a: number, b: number): boolean {
    const givens = columns[given];
    const surnames = columns[surname];
    if (givens === undefined || surnames === undefined) return false;
    const givenA = givens.texts[givens.ids()[a] ?? 0] ?? '';
    const givenB = givens.texts[givens.ids()[b] ?? 0] ?? '';
    const surnameA = surnames.texts[surnames.ids()[a] ?? 0] ?? '';
    const surnameB = surnames.texts[surnames.ids()[b] ?? 0] ?? '';
    const [one, other] = [givenA === surnameB, surnameA === givenB];
    if (one && other) return true;
    return one ? levelOf('surname', surnameA, givenB) >= 3 : other && levelOf('surname', givenA, surnameB) >= 3;
  }

  return {
    width: columns.length,
    valueLevel,
    compare(a, b, levels) {
      for (let field = 0; field < columns.length; field += 1) {
        const column = columns[field] as Column;
        if (column.several.size > 0) {
          levels[field] = bestLevel(field, a, b);
          continue;
        }
        const ids = column.ids();
        levels[field] = valueLevel(field, ids[a] ?? 0, ids[b] ?? 0);
      }
      if (namesApart && (levels[given] === DIFFERENT || levels[given] === 2) && (levels[surname] ?? 0) <= 3 && levels[surname] !== NOT_GIVEN && areSwapped(a, b)) {
        levels[given] = SWAPPED;
        levels[surname] = NOT_GIVEN;
      }
    },
  };
}
