import { percentText } from '../../../web/primitives/number.ts';
import type { LabelCard, Reading, SaidThing } from '../contract.ts';

/** How a mark looks: a feeling, something that somebody must look at, or neither. Never told by colour alone. */
export type MarkTone = 'negative' | 'neutral' | 'positive' | 'act' | 'plain';

/** One thing that was read, as it stands below the words. `rank`: the lower, the sooner it is seen. `isDenied`: read, but somebody of the company said that it is not so. `note`: what is told of how it was found, where no model found it. */
export type Mark = { readonly thing: SaidThing; readonly name: string; readonly meaning: string; readonly tone: MarkTone; readonly rank: number; readonly isDenied: boolean; readonly note?: string };

type Known = { readonly name: string; readonly meaning: string; readonly tone?: MarkTone; readonly rank: number };

const aspect = (name: string, meaning: string): Known => ({ name, meaning: `Speaks of ${meaning}.`, rank: 9 });

/** Everything that is read, by output and label, in the words of whoever looks at it. When each holds: models/texts/GUIDE.md. */
const KNOWN: Readonly<Record<string, Readonly<Record<string, Known>>>> = {
  feeling: {
    negative: { name: 'Negative', meaning: 'Feels bad about what the company did.', tone: 'negative', rank: 0 },
    neutral: { name: 'Neutral', meaning: 'Shows no feeling either way.', tone: 'neutral', rank: 0 },
    positive: { name: 'Positive', meaning: 'Feels good about what the company did.', tone: 'positive', rank: 0 },
  },
  alarm: {
    safety: { name: 'Safety', meaning: 'Tells of injury, fire, poison, allergy, danger or a threat of harm.', tone: 'act', rank: 1 },
    legal: { name: 'Legal', meaning: 'Names a lawyer, court, regulator, ombudsman, chargeback or data protection rights.', tone: 'act', rank: 1 },
    churn: { name: 'May leave', meaning: 'Leaves, threatens to, or looks at rivals.', tone: 'act', rank: 1 },
  },
  unworded: { yes: { name: 'Complaint without the word', meaning: 'Tells of something that went wrong, and no word such as “complaint” or “unhappy” falls.', rank: 2 } },
  complaint: { yes: { name: 'Complaint', meaning: 'Tells of something that went wrong or falls short.', rank: 2 } },
  praise: { yes: { name: 'Praise for somebody', meaning: 'Praises a person or a team of the company.', rank: 2 } },
  intent: {
    question: { name: 'Asks', meaning: 'Wants to know something.', rank: 3 }, complaint: { name: 'Complains', meaning: 'Wants most of all that it be heard that something went wrong.', rank: 7 },
    request: { name: 'Requests', meaning: 'Wants something to be done.', rank: 3 }, praise: { name: 'Praises', meaning: 'Wants most of all to praise.', rank: 7 },
    cancellation: { name: 'Wants to cancel', meaning: 'Ends a contract, an order or a subscription.', rank: 3 }, purchase: { name: 'Wants to buy', meaning: 'Wants to buy, book or extend.', rank: 3 },
    idea: { name: 'Has an idea', meaning: 'Proposes how to do better.', rank: 3 }, other: { name: 'Wants nothing named', meaning: 'Greets, thanks, tells something or chats: nothing that is asked of the company.', rank: 10 },
  },
  urgency: { urgent: { name: 'Urgent', meaning: 'Something bad happens within hours or days unless somebody acts, or it is asked for now.', tone: 'act', rank: 4 } },
  effort: { high: { name: 'Much effort', meaning: 'Tells of trying again, waiting long, repeating themselves or finding a way around.', rank: 5 }, low: { name: 'Little effort', meaning: 'Says that it was easy.', rank: 5 } },
  emotion: {
    anger: { name: 'Anger', meaning: 'Anger or frustration shows most.', rank: 6 }, disappointment: { name: 'Disappointment', meaning: 'Sadness or let-down hopes show most.', rank: 6 }, worry: { name: 'Worry', meaning: 'Worry shows most.', rank: 6 },
    confusion: { name: 'Confusion', meaning: 'Confusion shows most.', rank: 6 }, joy: { name: 'Joy', meaning: 'Joy shows most.', rank: 6 }, gratitude: { name: 'Gratitude', meaning: 'Gratitude shows most.', rank: 6 },
  },
  sarcasm: { yes: { name: 'Sarcastic', meaning: 'Says the opposite of what is meant.', rank: 6 } },
  spam: { spam: { name: 'Advertising', meaning: 'Advertising, fraud or chains. Left out of every figure.', rank: 1 }, bot: { name: 'Written by a machine', meaning: 'An automatic answer, or a machine writing to a machine. Left out of every figure.', rank: 1 } },
  aspect: {
    delivery: aspect('Delivery', 'delivery'), price: aspect('Price', 'price'), billing: aspect('Billing', 'bills, payments or refunds'), quality: aspect('Quality', 'the quality of the product or service itself'), staff: aspect('Staff', 'the people who served them'),
    waiting: aspect('Waiting', 'queues and slow answers'), website: aspect('Website or app', 'an app or page'), returns: aspect('Returns', 'returns'), availability: aspect('Availability', 'stock, seats, appointments or outages'),
    information: aspect('Information', 'what they were told, or not'), comfort: aspect('Comfort', 'rooms, seats, noise or cleanliness'), food: aspect('Food', 'food'),
  },
};

/** Products and rivals are called by their own names. */
const NAMED: Readonly<Record<string, Omit<Known, 'name'>>> = { product: { meaning: 'A product of the company is named.', rank: 8 }, rival: { meaning: 'A rival is named.', rank: 4 } };

/** How something that is read is called, and when it holds. Shape: what nobody named yet is called by its label. */
export function knownThing({ output, label, name }: { readonly output: string; readonly label: string; readonly name?: string | undefined }): Known {
  const named = name === undefined ? undefined : NAMED[output];
  if (name !== undefined && named !== undefined) return { name, ...named };
  return KNOWN[output]?.[label] ?? { name: label === 'yes' ? output : label, meaning: `Read as ${output}: ${label}.`, rank: 9 };
}

/** Everything that an output may say, in the words of whoever looks at it. */
export function labelsOf(output: string): { readonly value: string; readonly label: string }[] {
  return Object.entries(KNOWN[output] ?? {}).map(([value, { name }]) => ({ value, label: name }));
}

/** What else a thing may be called that excludes it; of an aspect or an alarm what it may have been taken for. */
export function othersThan({ output, label }: Pick<SaidThing, 'output' | 'label'>): { readonly label: string; readonly name: string }[] {
  return Object.entries(KNOWN[output] ?? {}).flatMap(([other, { name }]) => (other === label ? [] : [{ label: other, name }]));
}

/** The marks of a text, in the order in which they are seen: how it feels, what somebody must look at, complaint and praise, what is wanted, the rest; last what a person said is not so. One complaint is one mark. */
export function marksOf({ said, corrections }: Pick<Reading, 'said' | 'corrections'>): Mark[] {
  const isUnworded = said.some(({ output }) => output === 'unworded');
  const stand = said.filter(({ output }) => output !== 'complaint' || !isUnworded)
    .map((thing): Mark => ({ thing, tone: 'plain', isDenied: false, ...knownThing(thing) }))
    .toSorted((a, b) => a.rank - b.rank || (b.thing.confidence ?? 0) - (a.thing.confidence ?? 0));
  const denied = corrections.flatMap(({ output: key, label, instead }): Mark[] => {
    if (label !== null || instead === null) return [];
    const thing: SaidThing = { output: key.split(' ')[0] ?? key, label: instead, confidence: null, carriers: [], byPerson: true };
    return [{ ...knownThing(thing), thing, tone: 'plain', isDenied: true }];
  });
  return [...stand, ...denied];
}

/** Names a mark among those of one text. */
export function keyOf({ output, label }: SaidThing): string {
  return `${output}/${label}`;
}

/** How sure it is, in a sentence. */
export function sureText({ confidence, byPerson, name }: SaidThing): string {
  if (name !== undefined) return 'Found by one of its names, as the company knows them.';
  if (byPerson) return 'Somebody of the company said so; that stands above the reader.';
  return confidence === null ? 'Told by the words of feeling in it alone; how sure that is, is not reckoned.' : `${percentText(confidence)} sure.`;
}

const hundred = (ratio: number): string => String(Math.round(ratio * 100));

/** The label of the card that measures a thing: a complaint without the word is a complaint. */
export function cardOf(card: readonly LabelCard[], { output, label }: { readonly output: string; readonly label: string }): LabelCard | undefined {
  const measured = output === 'feeling' ? 'sentiment' : output === 'unworded' ? 'complaint' : output;
  return card.find((one) => one.output === measured && one.label === label);
}

/** How good a label is, in a sentence. Shape: `card` undefined: it is not measured. */
export function qualityText(card: LabelCard | undefined): string {
  if (card === undefined) return 'How good it is was not measured.';
  return `Right in ${hundred(card.precision)} of 100 where it is said; finds ${hundred(card.recall)} of 100 that are there. Measured on texts of our own, ${card.texts} of them with it.`;
}
