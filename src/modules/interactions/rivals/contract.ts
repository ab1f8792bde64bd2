import type { SpokenPart } from '../said/spoken-parts.ts';

/** Where the public speaks, whichever direction a source writes. */
export const PUBLIC_CHANNELS = ['review', 'marketplace', 'social'] as const;

/** Type of the subject by which a public rating says that it is of a rival, and of the one that names the site where it stands; without the latter its source does. */
export const RIVAL_SUBJECT = 'rival';
export const SITE_SUBJECT = 'site';

/**
 * A public rating of a rival: what was given, where and when; never by whom. `rival` as its source names it; null: a revision says that it is not of a rival after all.
 * Shape: `rating` null where words alone were collected. `parts`: the words, to be read once; nobody keeps them.
 */
export type RivalRating = {
  readonly number: number; readonly revision: number; readonly rival: string | null; readonly site: string; readonly channel: string; /** Units: ms since 1970. */ readonly occurredMs: number;
  readonly rating: { readonly value: number; readonly min: number; readonly max: number; readonly scale: string; readonly higherIsBetter: boolean } | null;
  readonly parts: readonly SpokenPart[];
};

/** Emitted on the outbox, in the transaction in which an interaction would have been recorded, were it the company's own. */
export type RivalRated = { readonly type: 'interaction.rival-rated'; readonly ratings: readonly RivalRating[] };
