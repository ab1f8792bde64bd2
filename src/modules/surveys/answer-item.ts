import { publicId } from '../../kernel/public-id.ts';
import type { InteractionInput } from '../interactions/contract.ts';
import type { Answers } from './answering/answers.ts';
import { fallbackOf, isScaled, SCALES, type Definition, type Question } from './definition/contract.ts';
import { filled, saidIn } from './definition/said-in.ts';
import type { Untold } from './told-store.ts';

/** Where answers come from, as interactions name it. */
export const SOURCE = 'custos-surveys';

type Item = InteractionInput;
type Given = NonNullable<Item['answers']>[number];

/** The customer's own address as an identifier. `isUsed`: the personal link that went there came back, which proves it; that we wrote to an address does not, whoever gave it to us, nor does a typed contact. */
function identifiersOf({ channel, address, contact }: Pick<Untold, 'channel' | 'address' | 'contact'>, isUsed: boolean): NonNullable<Item['identifiers']> {
  if (address !== null) return [{ type: channel === 'sms' ? 'phone' : 'email', value: address, ...(isUsed ? { verified: 'signed-token' as const } : {}) }];
  return contact === null ? [] : [{ type: contact.includes('@') ? 'email' : 'phone', value: contact }];
}

function subjectsOf({ survey, aboutType, aboutId, aboutLabel }: Untold, title: string): NonNullable<Item['subjects']> {
  return [{ type: 'survey', id: publicId('survey', survey), label: title }, ...(aboutType === null || aboutId === null ? [] : [{ type: aboutType, id: aboutId, label: aboutLabel ?? aboutId }])];
}

/** What every word of a survey has in common. */
function common(untold: Untold, { title, office }: Pick<Definition, 'title' | 'office'>, isUsed: boolean): Pick<Item, 'channel' | 'office' | 'stage' | 'identifiers' | 'subjects'> {
  return { channel: 'survey', office, stage: 'support', identifiers: identifiersOf(untold, isUsed), subjects: subjectsOf(untold, title) };
}

/** That somebody was asked and, where it is known, that it arrived: scores show invited and reached people by these. */
export function askedItems(untold: Untold, definition: Definition): Item[] {
  const of = { ...common(untold, definition, false), direction: 'out' as const, title: definition.title, properties: { by: untold.channel } };
  return [
    ...(untold.askedAt === null ? [] : [{ ...of, id: `asked-${untold.number}`, kind: 'survey-sent', occurredAt: untold.askedAt.toISOString() }]),
    ...(untold.reachedAt === null ? [] : [{ ...of, id: `reached-${untold.number}`, kind: 'survey-delivered', occurredAt: untold.reachedAt.toISOString() }]),
  ];
}

const rated = (value: number, scale: string, { from, to }: { readonly from: number; readonly to: number }, question: string): NonNullable<Item['rating']> => ({ value, min: from, max: to, scale, question, higherIsBetter: true });

function givenOf(question: Question, answers: Answers, say: (said: Question['text']) => string): Given[] {
  const value = answers[question.key];
  if (value === undefined) return [];
  const asked = say(question.text).slice(0, 500);
  if (isScaled(question)) return typeof value === 'number' ? [{ question: asked, rating: rated(value, question.kind, SCALES[question.kind], asked) }] : [];
  switch (question.kind) {
    case 'open': return typeof value === 'string' ? [{ question: asked, value }] : [];
    // Choices by their keys, which have no blanks: words that the company wrote must not be read as the customer's.
    case 'one': return typeof value === 'string' ? [{ question: asked, value }] : [];
    case 'many': return Array.isArray(value) ? [{ question: asked, value: (value as readonly string[]).join(',') }] : [];
    case 'matrix': return question.rows.flatMap((row): Given[] => {
      const number = typeof value === 'object' && !Array.isArray(value) ? (value as Readonly<Record<string, number>>)[row.key] : undefined;
      const line = `${asked} ${say(row.text)}`.slice(0, 500);
      return number === undefined ? [] : [{ question: line, rating: rated(number, 'matrix', SCALES.matrix, line) }];
    });
    default: return question satisfies never;
  }
}

/** An answer as an interaction: its first scale is what the whole of it says, every other answer stands beside. Questions are named in the survey's own language, so that answers in several are one score. */
export function answerItem(untold: Untold, definition: Definition, { answers, via, at }: { readonly answers: Answers; readonly via: string; readonly at: Date }): Item {
  const fallback = fallbackOf(definition);
  const say = (said: Question['text']): string => filled(saidIn(said, fallback, fallback).text, {});
  const [first, ...rest] = definition.questions;
  const own = first !== undefined && isScaled(first) ? answers[first.key] : undefined;
  const rating = first !== undefined && isScaled(first) && typeof own === 'number' ? { rating: rated(own, first.kind, SCALES[first.kind], say(first.text).slice(0, 500)) } : {};
  const given = [...('rating' in rating || first === undefined ? [] : givenOf(first, answers, say)), ...rest.flatMap((question) => givenOf(question, answers, say))];
  return {
    ...common(untold, definition, true), ...rating, id: `answer-${untold.number}`, version: untold.countedRevision, kind: 'survey-answered', direction: 'in', occurredAt: at.toISOString(), title: definition.title, ...(given.length === 0 ? {} : { answers: given.slice(0, 200) }),
    properties: { via, revision: untold.countedRevision },
  };
}
