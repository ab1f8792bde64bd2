import type { FactAct, FactMode } from './contract.ts';
import type { NamedTime } from './named-time.ts';

/**
 * One fact in words of the company: never about who of the staff said it.
 * Shape: `kind` one of those of its act; `start`, `end` the words that carry it, places in the text as it was sent; `time` the deadline or day that is named with it, and `timeStart`, `timeEnd` its words; null where none is.
 */
export type StaffFact = { readonly act: FactAct; readonly kind: string; readonly mode: FactMode; readonly start: number; readonly end: number; readonly time: (NamedTime & { readonly start: number; readonly end: number }) | null };
