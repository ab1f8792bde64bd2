import type { InteractionInput } from '../../interactions/contract.ts';
import type { ReadText } from './mapping-plan.ts';
import type { ReadMoment } from './read-date.ts';
import type { SourceRow } from './source-row.ts';

/** What became of a record, or of several that are one conversation or order: interactions, or why there are none. An order with its parcels becomes one interaction for each moment. */
export type Reading = { readonly interactions: readonly InteractionInput[] } | { readonly problem: string };

/** A cell that can't be what the mapping says it is; ends the reading of its record only. */
export type Fault = { readonly fault: string };
/** Whether something could not be read. */
export const isFault = (value: unknown): value is Fault => typeof value === 'object' && value !== null && 'fault' in value;

/** Reads a moment with the mapping's zone and day order; null for an empty cell. */
export type MomentReader = (row: SourceRow, read: ReadText | undefined, name: string) => ReadMoment | Fault | null;
