import type { InteractionInput } from '../src/modules/interactions/contract.ts';
import type { Random } from './random.ts';
import type { Customer } from './customer.ts';
import type { World } from './world.ts';
import type { ContactTruth, TruthLine } from './truth.ts';
import type { Tongue } from './language/speak.ts';

/** The systems of the fictional firm; each knows people in its own way. */
export const SOURCES = ['web', 'app', 'shop-pos', 'call-centre', 'helpdesk', 'mail', 'bot', 'marketplace', 'reviews', 'social', 'warehouse', 'carrier', 'newsletter', 'ads', 'survey-tool', 'loyalty'] as const;
export type Source = (typeof SOURCES)[number];

type Part<Key extends keyof InteractionInput> = NonNullable<InteractionInput[Key]>;
export type Identifier = Part<'identifiers'>[number];
export type Subject = Part<'subjects'>[number];
export type Turn = Part<'turns'>[number];
export type Amount = Part<'amounts'>[number];
export type Order = Part<'order'>;
export type Rating = Part<'rating'>;

/** An interaction as a story tells it, before it gets its id and moment. */
export type Draft = {
  readonly source: Source; readonly channel: string; readonly kind: string; readonly direction: Part<'direction'>; readonly office: Part<'office'>; readonly stage: 'interest' | 'pre-order' | 'order' | 'fulfilment' | 'returns' | 'support';
  /** Set when the story names the interaction itself, to revise it later. */
  readonly id?: string; readonly version?: number; readonly session?: string | undefined; readonly identifiers?: readonly Identifier[]; readonly traits?: Part<'traits'>; readonly subjects?: readonly Subject[]; readonly claims?: readonly Part<'claims'>[number][];
  readonly title?: string; readonly text?: string; readonly turns?: readonly Turn[]; readonly language?: string; readonly rating?: Rating; readonly answers?: Part<'answers'>; readonly amounts?: readonly Amount[]; readonly order?: Order;
  readonly durationSeconds?: number; readonly properties?: Part<'properties'>;
};

/** One interaction with the moment it happened, the moment it reaches the company's log, and what is true about it. */
export type Happening = { readonly atMs: number; readonly arrivesMs: number; readonly interaction: InteractionInput; readonly truth: ContactTruth; /** The same bytes delivered once more. */ readonly isRepeat?: boolean };

/** What telling the history yields. */
export type Entry = { readonly happening: Happening } | { readonly truth: TruthLine };

/** Everything a story needs: who, when, chance, words, and a place to tell. */
export type Scene = {
  readonly world: World;
  readonly random: Random;
  readonly customer: Customer;
  readonly atMs: number;
  readonly tongue: Tongue;
  /** Told in any order. Shape: the reference `source:id`. `delayMs`: it arrives that much later than it happened. */
  readonly tell: (atMs: number, draft: Draft, truth?: Partial<ContactTruth>, delayMs?: number) => string;
  readonly plant: (line: TruthLine) => void;
  /** A new id of this story, the same in every run. */
  readonly newId: () => string;
  readonly newOrderId: () => string;
  /** The same place with chance of its own: what is told there takes nothing from the story's, so that nothing else of the company changes. `name`: unlike all others of the company; ids told there begin with it. */
  readonly beside: (name: string) => Scene;
};

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
export const WEEK_MS = 604_800_000;
export const WEEKS = 157;

export function iso(atMs: number): string {
  return new Date(atMs).toISOString();
}
