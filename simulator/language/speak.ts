import type { Customer } from '../customer.ts';
import { createRandom, hashOf } from '../random.ts';
import type { Random } from '../random.ts';
import type { Reading, Tells, Topic } from '../truth.ts';
import { NATURES, expand } from './grammar.ts';
import type { ADDED_LINES, AGENT_LINES, BOT_LINES, CUSTOMER_LINES, Grammar, Language, Lines, Pack } from './grammar.ts';
import { TELLS_NOTHING, tellsOf, unmarked } from './marks.ts';
import type { Mark } from './marks.ts';
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
  /** Asking again about something that is not answered, and what that tells: mostly that nothing has come of it. */
  readonly chase: (slots: Slots) => { readonly text: string; readonly tells: Tells };
  readonly agent: (line: (typeof AGENT_LINES)[number], slots: Slots) => string;
  readonly bot: (line: (typeof BOT_LINES)[number], slots: Slots) => string;
};

const COMPLAINT_WORDS = /complain|beschwer|reklam|plainte|réclam|queja|reclam/i;
const EMPTY: Lines = [''];

/** Who has to tell it all again complains of that. */
export const TELLS_OF_AGAIN: Tells = { ...TELLS_NOTHING, complaint: true, feeling: 'negative' };

/** How often people add a line to what they say. Units: shares. */
const ADDED_RATIO = { lead: { mail: 0.3, review: 0.25, chat: 0.15, turn: 0.15, social: 0.1, short: 0 }, named: 0.06, churn: 0.1, legal: 0.06, urgent: 0.05 } as const;

export function createTongue(grammarName: Grammar['name'], customer: Customer, random: Random): Tongue {
  const grammar = GRAMMARS[grammarName];
  const own = (customer.language in grammar.packs ? customer.language : 'en') as Language;
  const pack = grammar.packs[own];
  const { style } = customer;
  const marked = (lines: Lines | undefined, slots: Slots, by = random) => unmarked(expand(by.pick(lines !== undefined && lines.length > 0 ? lines : EMPTY), slots, by.below));
  const line = (lines: Lines | undefined, slots: Slots) => marked(lines, slots).text;

  /** What somebody says around the matter itself. Drawn by a lot of its own, so that nothing else in the history depends on it. */
  function added(text: string, by: { readonly pack: Pack; readonly form: Form; readonly isComplaint: boolean; readonly isAngry: boolean; readonly sentiment: number; readonly slots: Slots }): { readonly text: string; readonly marks: readonly Mark[] } {
    const lines = by.pack.added;
    if (lines === undefined) return { text, marks: [] };
    const lot = createRandom(hashOf(text));
    const marks: Mark[] = [];
    const draw = (kind: (typeof ADDED_LINES)[number], ratio: number): string => {
      if (!lot.chance(ratio)) return '';
      const drawn = marked(lines[kind], by.slots, lot);
      marks.push(...drawn.marks);
      return roughen(drawn.text, { ...style, emoji: 0 }, by.sentiment, lot);
    };
    const tail = by.isComplaint && by.form !== 'short';
    const before = draw('lead', ADDED_RATIO.lead[by.form]);
    const after = [draw('named', tail ? ADDED_RATIO.named : 0), draw('churn', by.isAngry && tail ? ADDED_RATIO.churn : 0), draw('legal', by.isAngry && tail ? ADDED_RATIO.legal : 0), draw('urgent', tail && by.form !== 'review' ? ADDED_RATIO.urgent : 0)];
    return { text: [before, text, ...after].filter((part) => part !== '').join(' '), marks };
  }

  function say(topic: Topic, mood: Mood, form: Form, slots: Slots, praiseFor: Reading['praiseFor'] = null): Said {
    const language: Language = pack.topics[topic] === undefined ? 'en' : own;
    const spoken = language === own ? pack : grammar.packs.en;
    const words = spoken.topics[topic];
    const nature = NATURES[topic];
    const isAngry = mood === 'angry' && words?.angry !== undefined;
    const sentiment = isAngry ? nature.angry : nature.calm;
    const marks = new Set<Mark>();
    const part = (lines: Lines): string => {
      const { text, marks: own } = marked(lines, slots);
      for (const mark of own) marks.add(mark);
      return text;
    };
    const parts = [part((isAngry ? words?.angry : words?.calm) ?? EMPTY)];
    if ((nature.intent === 'complaint' || isAngry) && !marks.has('fine')) marks.add('complaint');
    if (topic === 'staff-praise' && !marks.has('plain')) marks.add('people');
    if (topic === 'cancel-subscription') marks.add('churn');
    if (topic === 'stove-gas') marks.add('safety');
    const long = form === 'mail' ? 0.75 : form === 'review' ? 0.6 : form === 'short' ? 0.1 : 0.4;
    if (words?.more !== undefined && random.chance(long * (0.5 + style.wordy))) parts.push(part(words.more));
    if ((form === 'mail' || form === 'review') && random.chance(0.25 * style.wordy)) parts.push(part(spoken.aside));
    if (words?.ask !== undefined && form !== 'review' && form !== 'short' && random.chance(0.55)) parts.push(part(words.ask));
    const tone = isAngry ? 'cold' : style.polite > 0.55 ? 'warm' : 'plain';
    const said = added(roughen(parts.join(' '), style, sentiment, random), { pack: spoken, form, isComplaint: marks.has('complaint'), isAngry, sentiment, slots });
    for (const mark of said.marks) marks.add(mark);
    let text = said.text;
    if (form === 'mail') text = `${line(spoken.hello[tone], slots)}\n\n${text}\n\n${line(spoken.bye[tone], slots)}\n${slots['name'] ?? ''}`.trimEnd();
    else if ((form === 'chat' || form === 'turn') && random.chance(style.polite * 0.5)) text = `${line(spoken.hello[tone], slots)} ${text}`;
    const isComplaint = nature.intent === 'complaint' || sentiment <= -0.45;
    return { text, reading: { intent: nature.intent, topic, sentiment, language, complaint: isComplaint, quietComplaint: isComplaint && !COMPLAINT_WORDS.test(text), praiseFor: nature.intent === 'praise' ? praiseFor : null, tells: tellsOf(topic, marks, sentiment) } };
  }

  return {
    language: own,
    say,
    customer: (kind, slots) => roughen(line(pack.customer[kind], slots), style, 0, random),
    chase: (slots) => {
      const { text, marks } = marked(pack.customer.chase, slots);
      return { text: roughen(text, style, 0, random), tells: marks.has('fine') ? TELLS_NOTHING : TELLS_OF_AGAIN };
    },
    agent: (kind, slots) => line(pack.agent[kind], slots),
    bot: (kind, slots) => line(pack.bot[kind], slots),
  };
}
