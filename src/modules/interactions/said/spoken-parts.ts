import type { Direction } from '../contract.ts';

/** Where in an interaction words of the customer stand. `at`: the place of a turn or an answer among all of them, else 0. */
export type SpokenPart = { readonly of: 'title' | 'text' | 'turn' | 'answer'; readonly at: number; readonly text: string };

/** What of an interaction must be known to tell whose words are whose. Shape: `properties` as they came; `answers` among them. */
export type Spoken = { readonly channel: string; readonly direction: Direction; readonly title: string | null; readonly text: string | null; readonly turns: readonly { readonly speaker: string; readonly text: string }[]; readonly properties: Readonly<Record<string, unknown>> };

/** Channels where the customer writes the title; elsewhere it is a subject line, a name of a page or a product. */
const TITLED = new Set(['review', 'marketplace', 'social']);

/**
 * The words of the customer in an interaction, in the order in which they are shown: never those of the company, whose people are not the subject.
 * A message of the company has none; a conversation has the customer's turns, whoever began it; a survey its open answers.
 */
export function spokenParts({ channel, direction, title, text, turns, properties }: Spoken): SpokenPart[] {
  const own = direction === 'in' || direction === 'public';
  const parts: SpokenPart[] = [];
  const add = (of: SpokenPart['of'], at: number, words: string | null): void => { if (words !== null && words.trim() !== '') parts.push({ of, at, text: words }); };
  if (own && title !== text && (TITLED.has(channel) || (channel === 'email' && (text ?? '') === ''))) add('title', 0, title);
  // The text of a conversation repeats or sums up its turns.
  if (own && turns.length === 0) add('text', 0, text);
  turns.forEach((turn, at) => { if (turn.speaker === 'customer') add('turn', at, turn.text); });
  if (own) openAnswers(properties['answers']).forEach((answer, at) => { add('answer', at, answer); });
  return parts;
}

/** What was answered in words: an answer on a scale has none, nor has a choice of one word that the company wrote. */
function openAnswers(answers: unknown): (string | null)[] {
  if (!Array.isArray(answers)) return [];
  return answers.map((one: unknown) => (typeof one === 'object' && one !== null && 'value' in one && typeof one.value === 'string' && !('rating' in one) && /\s/u.test(one.value.trim()) ? one.value : null));
}

/** Who speaks for the company in a conversation: people and machines alike. */
const OF_COMPANY: ReadonlySet<string> = new Set(['agent', 'bot']);

/**
 * The words of the company to a customer, in the order in which they are shown: what was sent, and its turns of a conversation, whoever began it. Facts alone are read in them (what was asked, said, promised), nothing about who spoke.
 * Shape: the same places as in `spokenParts`, which has everybody else's words. Notes that never left the house are none.
 */
export function staffParts({ direction, text, turns }: Pick<Spoken, 'direction' | 'text' | 'turns'>): SpokenPart[] {
  if (turns.length === 0) return direction === 'out' && text !== null && text.trim() !== '' ? [{ of: 'text', at: 0, text }] : [];
  if (direction === 'internal') return [];
  return turns.flatMap((turn, at) => (OF_COMPANY.has(turn.speaker) && turn.text.trim() !== '' ? [{ of: 'turn' as const, at, text: turn.text }] : []));
}
