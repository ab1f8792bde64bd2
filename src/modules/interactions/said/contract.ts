import type { Direction, Office } from '../contract.ts';
import type { SpokenPart } from './spoken-parts.ts';

export { spokenParts, type SpokenPart } from './spoken-parts.ts';

/** What a customer said in one recorded interaction, for whoever reads texts. Invariant: words of customers alone; empty `parts` of a revision: nothing is said any more. */
export type SaidInteraction = {
  readonly number: number; readonly node: number; readonly home: number; readonly revision: number; /** Units: ms since 1970; left out by versions that did not tell it. */ readonly recordedMs?: number;
  readonly source: string; readonly brand: string; readonly channel: string; readonly office: Office; readonly kind: string; readonly direction: Direction; /** Units: ms since 1970. */ readonly occurredMs: number;
  readonly parts: readonly SpokenPart[];
};

/** Emitted on the outbox with `interaction.recorded`, for interactions in which a customer says something, and for their revisions. */
export type InteractionSaid = { readonly type: 'interaction.said'; readonly interactions: readonly SaidInteraction[] };
