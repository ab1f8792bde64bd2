/** Stages of an order or parcel that have a sentence of their own, in the order in which they go; `other` for every word of a source that means none of them. */
export const STAGES = ['placed', 'paid', 'announced', 'packed', 'shipped', 'held', 'attempted', 'out-for-delivery', 'collect', 'delivered', 'completed', 'lost', 'cancelled', 'returned', 'refunded', 'other'] as const;
export type Stage = (typeof STAGES)[number];

/** Words that sources use for a stage, beside its own name. */
const WORDS: Readonly<Partial<Record<Stage, readonly string[]>>> = {
  placed: ['new', 'created', 'open', 'ordered', 'received', 'confirmed', 'accepted', 'pending'],
  paid: ['captured', 'payment-received', 'authorised', 'authorized', 'processing', 'in-work'],
  announced: ['label-created', 'registered', 'pre-transit', 'manifested', 'information-received'],
  packed: ['picked', 'ready', 'ready-to-ship', 'fulfilled'],
  shipped: ['dispatched', 'sent', 'in-transit', 'transit', 'handed-over', 'departed', 'on-its-way', 'en-route', 'collected-by-carrier'],
  held: ['delayed', 'exception', 'on-hold', 'customs', 'in-customs', 'held-up'],
  attempted: ['delivery-attempted', 'delivery-failed', 'failed-attempt', 'not-home', 'undeliverable'],
  'out-for-delivery': ['in-delivery', 'with-driver', 'with-courier'],
  collect: ['ready-for-pickup', 'ready-for-collection', 'available-for-pickup', 'at-pickup-point', 'at-parcel-shop'],
  delivered: ['picked-up', 'collected', 'delivered-to-neighbour', 'handed-to-customer'],
  completed: ['complete', 'closed', 'done', 'finished'],
  lost: ['missing', 'damaged', 'destroyed'],
  cancelled: ['canceled', 'voided'],
  returned: ['return-to-sender', 'returned-to-sender', 'sent-back'],
  refunded: ['refund-paid'],
};
const BY_WORD = new Map<string, Stage>(STAGES.flatMap((stage) => [stage, ...WORDS[stage] ?? []].map((word): [string, Stage] => [word, stage])));

/** What a source's word for a state means; however it writes it. */
export function stageOf(state: string): Stage {
  return BY_WORD.get(state.trim().toLowerCase().replaceAll(/[\s_]+/g, '-')) ?? 'other';
}

const FINAL: ReadonlySet<Stage> = new Set<Stage>(['delivered', 'completed', 'cancelled', 'returned', 'refunded']);
/** Whether nothing more is to come after it. Something lost is not over: somebody waits for it. */
export const isFinal = (stage: Stage): boolean => FINAL.has(stage);

const ON_ITS_WAY: readonly Stage[] = ['placed', 'paid', 'announced', 'packed', 'shipped', 'out-for-delivery', 'delivered'];
/** How far a stage lies on the way from the order to the door; null for one that lies beside it. */
export function placeOnWay(stage: Stage): number | null {
  const place = ON_ITS_WAY.indexOf(stage === 'completed' ? 'delivered' : stage === 'held' || stage === 'attempted' ? 'shipped' : stage === 'collect' ? 'out-for-delivery' : stage);
  return place === -1 ? null : place;
}
