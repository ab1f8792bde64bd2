import type { Direction, Office } from '../contract.ts';
import type { SpokenPart } from './spoken-parts.ts';
import type { TalkFacts } from './talk-facts.ts';

export type { TalkFacts } from './talk-facts.ts';
export { spokenParts, staffParts, type SpokenPart } from './spoken-parts.ts';

/** What was said in one recorded interaction, for whoever reads texts. Invariant: `parts` are words of customers alone; empty ones of a revision: nothing is said any more. `staff`: words of the company, in which facts alone are read; left out where there are none. `talk`: what tells about which thing people talk; left out where nobody does. */
export type SaidInteraction = {
  readonly number: number; readonly node: number; readonly home: number; readonly revision: number; /** Units: ms since 1970; left out by versions that did not tell it. */ readonly recordedMs?: number;
  readonly source: string; readonly brand: string; readonly channel: string; readonly office: Office; readonly kind: string; readonly direction: Direction; /** Units: ms since 1970. */ readonly occurredMs: number;
  readonly parts: readonly SpokenPart[]; readonly staff?: readonly SpokenPart[]; readonly talk?: TalkFacts;
};

/** Emitted on the outbox with `interaction.recorded`, for interactions in which a customer or the company says something or talks with the other, and for their revisions. */
export type InteractionSaid = { readonly type: 'interaction.said'; readonly interactions: readonly SaidInteraction[] };
