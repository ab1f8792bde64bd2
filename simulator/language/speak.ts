import type { Customer } from '../customer.ts';
import type { Random } from '../random.ts';
import type { Reading, Topic } from '../truth.ts';
import { NATURES, expand } from './grammar.ts';
import type { AGENT_LINES, BOT_LINES, CUSTOMER_LINES, Grammar, Language, Lines } from './grammar.ts';
import { roughen } from './noise.ts';
import { heldOut } from './held-out/index.ts';
import { open } from './open/index.ts';

export const GRAMMARS: Readonly<Record<Grammar['name'], Grammar>> = { open, 'held-out': heldOut };
export type Mood = 'calm' | 'angry';
export type Form = 'mail' | 'chat' | 'turn' | 'review' | 'social' | 'short';
export type Slots = Readonly<Record<string, string>>;
export type Said = { readonly text: string; readonly reading: Reading };

/** One person's way of saying things, in one of the two grammars. */
export type Tongue = {
  readonly language: Language;
  /** What they say about a topic, as it was said, with what it truly means. */
  readonly say: (topic: Topic, mood: Mood, form: Form, slots: Slots, praiseFor?: Reading['praiseFor']) => Said;
  readonly customer: (line: (typeof CUSTOMER_LINES)[number], slots: Slots) => string;
  readonly agent: (line: (typeof AGENT_LINES)[number], slots: Slots) => string;
  readonly bot: (line: (typeof BOT_LINES)[number], slots: Slots) => string;
};

const COMPLAINT_WORDS = /complain|beschwer|reklam|plainte|réclam|queja|reclam/i;
const EMPTY: Lines = [''];

export function createTongue(grammarName: Grammar['name'], customer: Customer, random: Random): Tongue {
  const grammar = GRAMMARS[grammarName];
  const own = (customer.language in grammar.packs ? customer.language : 'en') as Language;
  const pack = grammar.packs[own];
  const { style } = customer;
  const line = (lines: Lines | undefined, slots: Slots) => expand(random.pick(lines !== undefined && lines.length > 0 ? lines : EMPTY), slots, random.below);

  function say(topic: Topic, mood: Mood, form: Form, slots: Slots, praiseFor: Reading['praiseFor'] = null): Said {
    const language: Language = pack.topics[topic] === undefined ? 'en' : own;
    const spoken = language === own ? pack : grammar.packs.en;
    const words = spoken.topics[topic];
    const nature = NATURES[topic];
    const isAngry = mood === 'angry' && words?.angry !== undefined;
    const sentiment = isAngry ? nature.angry : nature.calm;
    const parts = [line(isAngry ? words?.angry : words?.calm, slots)];
    const long = form === 'mail' ? 0.75 : form === 'review' ? 0.6 : form === 'short' ? 0.1 : 0.4;
    if (words?.more !== undefined && random.chance(long * (0.5 + style.wordy))) parts.push(line(words.more, slots));
    if ((form === 'mail' || form === 'review') && random.chance(0.25 * style.wordy)) parts.push(line(spoken.aside, slots));
    if (words?.ask !== undefined && form !== 'review' && form !== 'short' && random.chance(0.55)) parts.push(line(words.ask, slots));
    const tone = isAngry ? 'cold' : style.polite > 0.55 ? 'warm' : 'plain';
    let text = roughen(parts.join(' '), style, sentiment, random);
    if (form === 'mail') text = `${line(spoken.hello[tone], slots)}\n\n${text}\n\n${line(spoken.bye[tone], slots)}\n${slots['name'] ?? ''}`.trimEnd();
    else if ((form === 'chat' || form === 'turn') && random.chance(style.polite * 0.5)) text = `${line(spoken.hello[tone], slots)} ${text}`;
    const isComplaint = nature.intent === 'complaint' || sentiment <= -0.45;
    return { text, reading: { intent: nature.intent, topic, sentiment, language, complaint: isComplaint, quietComplaint: isComplaint && !COMPLAINT_WORDS.test(text), praiseFor: nature.intent === 'praise' ? praiseFor : null } };
  }

  return {
    language: own,
    say,
    customer: (kind, slots) => roughen(line(pack.customer[kind], slots), style, 0, random),
    agent: (kind, slots) => line(pack.agent[kind], slots),
    bot: (kind, slots) => line(pack.bot[kind], slots),
  };
}
