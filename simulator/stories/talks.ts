import type { Product } from '../catalogue.ts';
import { MINUTE_MS, SECOND_MS, iso } from '../happening.ts';
import type { Identifier, Scene, Subject, Turn } from '../happening.ts';
import { TELLS_NOTHING, toldTogether } from '../language/marks.ts';
import { TELLS_OF_AGAIN } from '../language/speak.ts';
import type { Mood, Said } from '../language/speak.ts';
import { agentSubjects, callerOf, cookieOf, mailboxOf, nameAsGiven, typedEmail } from '../silo.ts';
import type { Agent } from '../staff.ts';
import type { Topic } from '../truth.ts';
import { slotsOf } from './slots.ts';
import { solvedFlag } from './solved-flag.ts';
import type { Purchase } from './order.ts';

/** What one talk is about. `ask` counts from 1; `isChase`: they come back about the same thing. */
export type Matter = { readonly issue: string; readonly topic: Topic; readonly mood: Mood; readonly product: Product; readonly purchase: Purchase | null; readonly ask: number };
/** How an agent closes a talk, as planned. */
export type Ending = { readonly kind: 'fix' } | { readonly kind: 'answer' } | { readonly kind: 'update-by' | 'refund-by'; readonly dueMs: number } | { readonly kind: 'out-for-delivery' } | { readonly kind: 'hand-off' };
export type Talk = { readonly ref: string; readonly endsMs: number; readonly said: Said };

function turns() {
  const list: Turn[] = [];
  let offsetMs = 0;
  return {
    list,
    add: (speaker: Turn['speaker'], text: string, who?: string) => {
      list.push({ speaker, text, offsetMs, ...(who === undefined ? {} : { who }) });
      offsetMs += 2_000 + text.length * 90;
    },
    length: () => offsetMs,
  };
}

function subjectsOf(matter: Matter, scene: Scene, agent: Agent | null): Subject[] {
  const subjects = agent === null ? [] : agentSubjects(agent);
  if (matter.purchase !== null && scene.random.chance(0.62)) subjects.push({ type: 'order', id: matter.purchase.orderId });
  if (scene.random.chance(0.4)) subjects.push({ type: 'product', id: matter.product.id, label: matter.product.name });
  return subjects;
}

/** First words of a talk: what is wrong, or on later asks a chase that says it again in short. */
function opening(scene: Scene, atMs: number, matter: Matter, form: 'chat' | 'turn' | 'mail'): Said {
  const { tongue, random } = scene;
  const slots = slotsOf(scene, atMs, matter.product, matter.purchase);
  const said = tongue.say(matter.topic, matter.mood, form, slots);
  if (matter.ask === 1 || random.chance(0.3)) return said;
  const { text: chase, tells } = tongue.chase(slots);
  const reading = { ...said.reading, sentiment: Math.min(said.reading.sentiment, -0.6), complaint: true, quietComplaint: !/complain|beschwer/i.test(chase), tells };
  return random.chance(0.55) ? { text: `${chase} ${said.text}`, reading: { ...reading, tells: toldTogether(said.reading.tells, tells) } } : { text: chase, reading: { ...reading, language: tongue.language } };
}

function closing(scene: Scene, ending: Ending, slots: ReturnType<typeof slotsOf>): string {
  const { tongue } = scene;
  if (ending.kind === 'update-by') return tongue.agent('updateBy', slots);
  if (ending.kind === 'refund-by') return tongue.agent('refundBy', slots);
  if (ending.kind === 'out-for-delivery') return tongue.agent('outForDelivery', slots);
  if (ending.kind === 'hand-off') return tongue.agent('handOff', slots);
  return tongue.agent(ending.kind === 'fix' ? 'fix' : 'answer', slots);
}

/** Told before by the customer on another channel, and how this agent deals with it. */
export type Before = { readonly channel: 'bot' | 'chat' | 'email' | 'phone' | 'ticket'; readonly explainsAgain: boolean; readonly story: string };

function conversation(scene: Scene, atMs: number, matter: Matter, agent: Agent, ending: Ending, before: Before | null): { readonly list: readonly Turn[]; readonly durationMs: number; readonly said: Said } {
  const { tongue, random } = scene;
  const slots = slotsOf(scene, atMs, matter.product, matter.purchase, { agent, ...('dueMs' in ending ? { dueMs: ending.dueMs } : {}), story: before?.story ?? '' });
  const talk = turns();
  let said = opening(scene, atMs, matter, 'turn');
  talk.add('agent', tongue.agent('greet', slots), agent.name);
  if (before !== null && !before.explainsAgain) {
    talk.add('agent', tongue.agent('readBack', slots), agent.name);
    talk.add('customer', tongue.customer('yes', slots));
    // The matter is known; in this talk nothing of it is said.
    said = { ...said, reading: { ...said.reading, language: tongue.language, tells: TELLS_NOTHING } };
  } else {
    if (before !== null) talk.add('agent', tongue.agent('askStory', slots), agent.name);
    const first = before === null ? said.text : tongue.customer('retell', { ...slots, story: said.text });
    if (before !== null) said = { text: first, reading: { ...said.reading, sentiment: Math.min(said.reading.sentiment, -0.6), complaint: true, quietComplaint: true, tells: toldTogether(said.reading.tells, TELLS_OF_AGAIN) } };
    talk.add('customer', first);
    if (matter.purchase !== null && (before !== null || random.chance(0.6))) {
      talk.add('agent', tongue.agent('askOrder', slots), agent.name);
      talk.add('customer', tongue.customer('order', slots));
    }
  }
  if (said.reading.sentiment < -0.3) talk.add('agent', tongue.agent('sorry', slots), agent.name);
  talk.add('agent', closing(scene, ending, slots), agent.name);
  const content = ending.kind === 'fix' || ending.kind === 'answer';
  talk.add('customer', tongue.customer(content ? 'thanks' : 'coldThanks', slots));
  if (random.chance(0.6)) talk.add('agent', tongue.agent('bye', slots), agent.name);
  return { list: talk.list, durationMs: talk.length(), said };
}

/** A call to the help line. Some transcripts arrive hours after the call itself. */
export function call(scene: Scene, atMs: number, matter: Matter, agent: Agent, ending: Ending, before: Before | null = null): Talk {
  const { random, tell, customer, tongue } = scene;
  const { list, durationMs, said } = conversation(scene, atMs, matter, agent, ending, before);
  const identifiers: Identifier[] = random.chance(0.06) ? [] : [callerOf(customer, atMs, random)];
  if (matter.purchase !== null && random.chance(0.5)) identifiers.push({ type: 'order', value: matter.purchase.orderId });
  const id = `call-${scene.newId()}`;
  const base = {
    id, source: 'call-centre', channel: 'call', kind: 'call-answered', direction: 'in', office: 'service', stage: 'support', identifiers, subjects: subjectsOf(matter, scene, agent), language: tongue.language, durationSeconds: Math.round((durationMs * (1.2 + random.next())) / 1_000),
    ...(random.chance(0.5) ? { traits: nameAsGiven(customer, random) } : {}), properties: { waitSeconds: random.between(3, 19), queue: agent.team, ...(before === null ? {} : { transferredFrom: before.channel }), ...solvedFlag(scene.world, id, ending) },
  } as const;
  const truth = { issue: matter.issue, reading: said.reading };
  const ref = `call-centre:${id}`;
  if (random.chance(0.3)) {
    tell(atMs, { ...base, version: 1 }, truth);
    tell(atMs, { ...base, version: 2, turns: list }, truth, random.between(1, 20) * 3_600_000);
  } else tell(atMs, { ...base, turns: list }, truth);
  return { ref, endsMs: atMs + durationMs, said };
}

/** A chat with a person on the site. */
export function chat(scene: Scene, atMs: number, matter: Matter, agent: Agent | null, ending: Ending, before: Before | null = null): Talk {
  const { random, tell, customer, world, tongue } = scene;
  const identifiers: Identifier[] = [cookieOf(customer, world.seed, atMs)];
  if (random.chance(0.65)) identifiers.push(typedEmail(customer, atMs, random));
  const base = { source: 'web', channel: 'chat', direction: 'in', office: 'service', stage: matter.purchase === null ? 'pre-order' : 'support', session: `s${scene.newId()}`, identifiers, subjects: subjectsOf(matter, scene, agent), language: tongue.language } as const;
  if (agent === null) {
    const said = opening(scene, atMs, matter, 'chat');
    const ref = tell(atMs, { ...base, kind: 'chat-unanswered', turns: [{ speaker: 'customer', text: said.text, offsetMs: 0 }], durationSeconds: random.between(120, 900), properties: { waitedSeconds: random.between(120, 900) } }, { issue: matter.issue, reading: said.reading });
    return { ref, endsMs: atMs + 5 * MINUTE_MS, said };
  }
  const { list, durationMs, said } = conversation(scene, atMs, matter, agent, ending, before);
  const ref = tell(atMs, { ...base, kind: 'chat-held', turns: list, durationSeconds: Math.round(durationMs / 1_000), properties: { waitSeconds: random.between(4, 80), ...(before === null ? {} : { transferredFrom: before.channel }), ...solvedFlag(world, base.session, ending) } }, { issue: matter.issue, reading: said.reading });
  return { ref, endsMs: atMs + durationMs, said };
}

/** A talk with the bot, which ticks whatever it does not hand on as solved. Shape: `handsOver` says whether it gave up and named a person's channel. */
export function bot(scene: Scene, atMs: number, matter: Matter, handsOverTo: 'phone' | 'chat' | null): Talk {
  const { random, tell, customer, world, tongue } = scene;
  const slots = slotsOf(scene, atMs, matter.product, matter.purchase);
  const said = opening(scene, atMs, matter, 'chat');
  const talk = turns();
  talk.add('bot', tongue.bot('greet', slots), 'Pip');
  talk.add('customer', said.text);
  if (matter.purchase !== null && random.chance(0.7)) talk.add('customer', tongue.customer('order', slots));
  if (handsOverTo !== null && random.chance(0.6)) {
    talk.add('bot', tongue.bot('unclear', slots), 'Pip');
    talk.add('customer', said.text.slice(0, 80));
  }
  talk.add('bot', tongue.bot(handsOverTo === null ? 'answer' : 'handOver', slots), 'Pip');
  if (handsOverTo === null) talk.add('customer', tongue.customer(random.chance(0.6) ? 'thanks' : 'coldThanks', slots));
  const identifiers: Identifier[] = [cookieOf(customer, world.seed, atMs)];
  if (handsOverTo === 'phone' || random.chance(0.35)) identifiers.push(random.chance(0.7) ? callerOf(customer, atMs, random) : typedEmail(customer, atMs, random));
  const ref = tell(atMs, {
    source: 'bot', channel: 'bot', kind: handsOverTo === null ? 'bot-answered' : 'bot-handed-over', direction: 'in', office: 'service', stage: 'support', session: `b${scene.newId()}`, identifiers, subjects: subjectsOf(matter, scene, null), turns: talk.list, language: tongue.language,
    durationSeconds: Math.round(talk.length() / 1_000), properties: handsOverTo === null ? { resolved: true } : { handedOverTo: handsOverTo },
  }, { issue: matter.issue, reading: said.reading });
  return { ref, endsMs: atMs + talk.length() + 30 * SECOND_MS, said };
}

/** The number under which the help desk keeps the mails and tickets of an issue. */
export const ticketOf = (issue: string): Subject => ({ type: 'ticket', id: `T${issue.slice(2)}` });

/** A mail from the customer and, unless nobody answers, one back. */
export function mail(scene: Scene, atMs: number, matter: Matter, agent: Agent | null, ending: Ending, replyMs: number, by: 'mail' | 'helpdesk' = 'mail'): Talk {
  const { random, tell, customer, tongue } = scene;
  const said = opening(scene, atMs, matter, 'mail');
  const mailbox = mailboxOf(customer, atMs, random);
  const ticket = ticketOf(matter.issue);
  const channel = by === 'mail' ? 'email' : 'ticket';
  const base = { source: by, channel, office: 'service', stage: matter.purchase === null ? 'pre-order' : 'support' } as const;
  const title = matter.purchase === null ? matter.product.name : `${matter.product.name} / ${matter.purchase.orderId}`;
  const ref = tell(atMs, { ...base, kind: by === 'mail' ? 'mail-received' : 'ticket-opened', direction: 'in', identifiers: [by === 'mail' ? mailbox : { type: 'email', value: mailbox.value }], ...(random.chance(0.5) ? { traits: nameAsGiven(customer, random) } : {}), subjects: [...subjectsOf(matter, scene, null), ticket], title: matter.ask > 1 ? `Re: ${title}` : title, text: said.text, language: said.reading.language, properties: { messageId: `<${scene.newId()}@mail.example>` } }, { issue: matter.issue, reading: said.reading });
  if (agent === null) return { ref, endsMs: atMs, said };
  const slots = slotsOf(scene, replyMs, matter.product, matter.purchase, { agent, ...('dueMs' in ending ? { dueMs: ending.dueMs } : {}) });
  tell(replyMs, { ...base, kind: by === 'mail' ? 'mail-sent' : 'ticket-answered', direction: 'out', identifiers: [{ type: 'email', value: mailbox.value }], subjects: [...subjectsOf(matter, scene, agent), ticket], title: `Re: ${title}`, text: `${tongue.agent('sorry', slots)} ${closing(scene, ending, slots)}\n\n${agent.name}, Brannholt`, language: tongue.language, properties: { sentAt: iso(replyMs), answeredAfterMinutes: Math.round((replyMs - atMs) / MINUTE_MS), ...solvedFlag(scene.world, ref, ending) } }, { issue: matter.issue });
  return { ref, endsMs: replyMs, said };
}
