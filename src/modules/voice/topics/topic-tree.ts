import type { FeatureSpace } from '../reading/feature-space.ts';
import type { LatentSpace } from './latent-space.ts';
import type { Signature } from './signature.ts';

/** Never given twice, and the same over reruns. Topics and groups share one count. */
export type TopicId = number;

/** Words that tell a topic from the rest. Units: `weight` is what the phrase tells about the topic (share inside · ln of how much oftener than outside), `texts` how many of its texts say it. */
export type TellingPhrase = { readonly phrase: string; readonly weight: number; readonly texts: number };

/**
 * Where texts of a topic lie. A merged topic has several places, so that nothing between them is taken for it.
 * Units: `reach` is the fit below which a text is too far off. Shape: `centre` is in the tree's latent space; `signature` holds in any space, by which a topic survives a rerun.
 */
export type TopicPlace = { readonly centre: Float32Array; readonly reach: number; readonly signature: Signature };

/** What people decided about a topic; with any of it, a rerun leaves the topic alone. */
export type TopicCare = { readonly named: boolean; readonly pinned: boolean; readonly shaped: boolean; readonly hidden: boolean };

/**
 * What some texts are about.
 * Units: `texts` counts distinct texts that it was learnt from, copies once. Shape: `group` is the upper level; without places it is young: known by its signature until the next rerun.
 */
export type Topic = {
  readonly id: TopicId; readonly group: TopicId | null; readonly name: string; readonly words: readonly TellingPhrase[];
  readonly texts: number; readonly places: readonly TopicPlace[]; readonly young: YoungTopic | null; readonly care: TopicCare;
};

/** A topic found among unclear texts. Units: `since` a day; `least` the likeness from which an unclear text belongs to it, `certain` from which a text does that another topic would take. */
export type YoungTopic = { readonly signature: Signature; readonly least: number; readonly certain: number; readonly since: string };

/** Topics that lie near each other. */
export type TopicGroup = { readonly id: TopicId; readonly name: string; readonly named: boolean };

/** How sure an assignment may be: the logarithm of the odds is bias + fit · fitWeight + lead · leadWeight; learnt on texts left out of their own centre. */
export type Sureness = { readonly bias: number; readonly fitWeight: number; readonly leadWeight: number };

/**
 * Topics of texts, two levels, and all that is needed to place a new text.
 * Units: `poorFit` the fit that a quarter of the texts learnt from do not reach. Shape: `apart` is the likeness that texts of different topics hardly ever have; `decidedThrough` the last decision of people in it; `retired` topics that a rerun did not find again (never one that people cared for).
 * Invariant: no text of a customer is in it, but the phrases that several of them used.
 */
export type TopicTree = {
  readonly topics: readonly Topic[]; readonly groups: readonly TopicGroup[]; readonly retired: readonly TopicId[];
  readonly space: FeatureSpace; readonly latent: LatentSpace; readonly sureness: Sureness; readonly apart: number; readonly poorFit: number;
  readonly nextId: TopicId; readonly decidedThrough: number;
};

/** Nobody has decided anything about it yet. */
export const NO_CARE: TopicCare = { named: false, pinned: false, shaped: false, hidden: false };

/** A rerun keeps such a topic as it is. */
export function isKept(topic: Topic): boolean {
  return topic.care.named || topic.care.pinned || topic.care.shaped || topic.care.hidden;
}
