import type { Direction, Office } from '../contract.ts';
import type { SpokenPart } from './spoken-parts.ts';

export { spokenParts, staffParts, type SpokenPart } from './spoken-parts.ts';

/**
 * What tells about which thing two people talk, beside their words: numbers of orders and tickets, products, who served, which mail answers which, and between which channels somebody was handed on.
 * Shape: ids as sources say them; lists without repeats. Units: `seconds` how long it took, null where it is not known.
 */
export type TalkFacts = {
  readonly title: string; readonly session: string | null; readonly seconds: number | null;
  readonly orders: readonly string[]; readonly tickets: readonly string[]; readonly products: readonly string[]; readonly staff: readonly string[]; readonly teams: readonly string[];
  /** The mail's own Message-ID, and those that it answers. */
  readonly letter: string | null; readonly answers: readonly string[];
  readonly handedTo: string | null; readonly handedFrom: string | null;
  /** What the help desk or whoever served says of how it ended: solved, or still open; left out where they say nothing. */ readonly settled?: boolean;
  /** A machine wrote it; left out where none did. */ readonly automatic?: true;
};

/** What a customer answers to the question whether something was solved, with what the survey names: interactions, cases and issues of ours (public ids), tickets, orders and staff as sources say them. Shape: lists without repeats. */
export type SolvedWord = {
  readonly isSolved: boolean; readonly contacts: readonly string[]; readonly cases: readonly string[]; readonly issues: readonly string[]; readonly tickets: readonly string[]; readonly orders: readonly string[]; readonly staff: readonly string[];
};

/** What was said in one recorded interaction, for whoever reads texts. Invariant: `parts` are words of customers alone; empty ones of a revision: nothing is said any more. `staff`: words of the company, in which facts alone are read; left out where there are none. `talk`: what tells about which thing people talk; left out where nobody does. `solved`: their answer to whether it was solved; left out where they give none. */
export type SaidInteraction = {
  readonly number: number; readonly node: number; readonly home: number; readonly revision: number; /** Units: ms since 1970; left out by versions that did not tell it. */ readonly recordedMs?: number;
  readonly source: string; readonly brand: string; readonly channel: string; readonly office: Office; readonly kind: string; readonly direction: Direction; /** Units: ms since 1970. */ readonly occurredMs: number;
  readonly parts: readonly SpokenPart[]; readonly staff?: readonly SpokenPart[]; readonly talk?: TalkFacts; readonly solved?: SolvedWord;
};

/** Emitted on the outbox with `interaction.recorded`, for interactions in which a customer or the company says something, answers whether something was solved, or talks with the other, and for their revisions. */
export type InteractionSaid = { readonly type: 'interaction.said'; readonly interactions: readonly SaidInteraction[] };
