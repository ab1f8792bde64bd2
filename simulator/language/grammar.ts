import type { Intent, Topic } from '../truth.ts';

/** Sentences of one kind. `[a|b|c]` chooses, `{slot}` is filled in: product, order, days, weekday, carrier, town, agent, shop, price, count, due; a mark such as `<urgent>` is never said, it goes to the truth (`marks.ts`). */
export type Lines = readonly string[];
/** What people say about one topic: calmly or angrily, then a detail, then what they want. */
export type TopicWords = { readonly calm: Lines; readonly angry?: Lines; readonly more?: Lines; readonly ask?: Lines };
/** What people add to any topic. `lead` tells something that does not matter; `named` uses the word complaint; the rest threatens, leaves or presses. */
export const ADDED_LINES = ['lead', 'named', 'churn', 'legal', 'urgent'] as const;
export const CUSTOMER_LINES = ['order', 'retell', 'chase', 'thanks', 'coldThanks', 'yes'] as const;
export const AGENT_LINES = ['greet', 'askOrder', 'askStory', 'readBack', 'sorry', 'fix', 'updateBy', 'refundBy', 'outForDelivery', 'answer', 'bye', 'handOff'] as const;
export const BOT_LINES = ['greet', 'answer', 'unclear', 'handOver'] as const;
export type Pack = {
  readonly hello: { readonly warm: Lines; readonly plain: Lines; readonly cold: Lines };
  readonly bye: { readonly warm: Lines; readonly plain: Lines; readonly cold: Lines };
  readonly aside: Lines;
  readonly topics: Partial<Readonly<Record<Topic, TopicWords>>>;
  readonly customer: Readonly<Record<(typeof CUSTOMER_LINES)[number], Lines>>;
  readonly agent: Readonly<Record<(typeof AGENT_LINES)[number], Lines>>;
  readonly bot: Readonly<Record<(typeof BOT_LINES)[number], Lines>>;
  readonly added?: Readonly<Record<(typeof ADDED_LINES)[number], Lines>>;
};
export type Language = 'en' | 'de' | 'fr' | 'es' | 'pt';
/** `noticed`: what staff write down; `searches`: what people type into the search box. */
export type Grammar = { readonly name: 'open' | 'held-out'; readonly packs: Readonly<Record<Language, Pack>>; readonly noticed: Lines; readonly searches: Lines };

type Nature = { readonly intent: Intent; readonly calm: number; readonly angry: number };
const complaint = (calm: number): Nature => ({ intent: 'complaint', calm, angry: -0.95 });
/** What each topic is by nature: intent and sentiment when said calmly or angrily. */
export const NATURES: Readonly<Record<Topic, Nature>> = {
  'parcel-late': complaint(-0.5), 'parcel-damaged': complaint(-0.6), 'wrong-item': complaint(-0.45), 'size-small': complaint(-0.4), 'not-warm': complaint(-0.6), 'zip-broken': complaint(-0.6), leaks: complaint(-0.6), 'refund-slow': complaint(-0.55),
  invoice: { intent: 'request', calm: 0, angry: -0.7 }, 'product-question': { intent: 'question', calm: 0.05, angry: -0.4 }, 'return-how': { intent: 'question', calm: 0, angry: -0.5 }, 'account-login': { intent: 'request', calm: -0.2, angry: -0.8 },
  'cancel-subscription': { intent: 'cancellation', calm: -0.3, angry: -0.9 }, 'staff-praise': { intent: 'praise', calm: 0.9, angry: 0.9 }, 'product-praise': { intent: 'praise', calm: 0.85, angry: 0.85 }, 'store-visit': complaint(-0.45),
  'repair-idea': { intent: 'idea', calm: 0.2, angry: 0 }, price: complaint(-0.4), 'app-crash': complaint(-0.5), 'explain-again': complaint(-0.7), 'back-in-stock': { intent: 'purchase-wish', calm: 0.2, angry: -0.3 },
  'packaging-waste': complaint(-0.35), 'delivery-praise': { intent: 'praise', calm: 0.8, angry: 0.8 }, 'buy-more': { intent: 'purchase-wish', calm: 0.55, angry: 0.4 }, 'stove-gas': complaint(-0.7),
};

type Piece = string | readonly string[] | { readonly slot: string };
const compiled = new Map<string, readonly Piece[]>();

function piecesOf(line: string): readonly Piece[] {
  const known = compiled.get(line);
  if (known !== undefined) return known;
  const pieces = line.split(/(\[[^\]]*\]|\{[a-z]+\})/).filter((part) => part !== '').map((part): Piece => (part.startsWith('[') ? part.slice(1, -1).split('|') : part.startsWith('{') ? { slot: part.slice(1, -1) } : part));
  compiled.set(line, pieces);
  return pieces;
}

/** One sentence out of a template. `below` draws a whole number below its limit. */
export function expand(line: string, slots: Readonly<Record<string, string>>, below: (limit: number) => number): string {
  let text = '';
  for (const piece of piecesOf(line)) {
    if (typeof piece === 'string') text += piece;
    else if ('slot' in piece) text += slots[piece.slot] ?? '';
    else {
      const chosen = piece[below(piece.length)] as string;
      text += chosen;
    }
  }
  return text.replace(/\{([a-z]+)\}/g, (_, slot: string) => slots[slot] ?? '');
}
