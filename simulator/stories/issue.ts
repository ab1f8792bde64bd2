import type { Product } from '../catalogue.ts';
import { emailAt } from '../customer.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, iso } from '../happening.ts';
import type { Scene } from '../happening.ts';
import { officeMoment } from '../silo.ts';
import { BETTER_TEAM, LUCKY_TEAM, agentsOf } from '../staff.ts';
import type { Agent } from '../staff.ts';
import type { Ask, Topic } from '../truth.ts';
import { askWhetherSolved } from './ask-solved.ts';
import { askSurvey } from './feedback.ts';
import { slotsOf } from './slots.ts';
import { bot, call, chat, mail, ticketOf } from './talks.ts';
import type { Before, Ending, Matter } from './talks.ts';
import type { Purchase } from './order.ts';

const EASY: ReadonlySet<Topic> = new Set(['invoice', 'product-question', 'return-how', 'account-login', 'back-in-stock', 'buy-more']);
const QUESTIONS: ReadonlySet<Topic> = new Set(['product-question', 'return-how', 'back-in-stock', 'buy-more']);

/** Ordinary people give up after so many times; only the story of the parcel goes on. */
const MOST_ASKS = 4;

/** Calls are shared out unfairly: the lucky team gets the easy ones. Which team truly solves more is another matter. */
function callTeam(scene: Scene, topic: Topic): string {
  const easy = EASY.has(topic);
  return scene.random.weighted([['team-alder', easy ? 1 : 3], [LUCKY_TEAM, easy ? 6 : 1], [BETTER_TEAM, easy ? 1 : 3], ['team-spruce', easy ? 1 : 3]]);
}
const solvesRatio = (team: string, topic: Topic) => (EASY.has(topic) ? (team === BETTER_TEAM ? 0.97 : 0.9) : team === BETTER_TEAM ? 0.84 : 0.54);

type Told = { readonly solved: boolean; readonly agent: Agent | null; readonly endsMs: number; readonly ref: string; readonly story: string; readonly channel: Before['channel'] };

/** After an answer that left something open: does the word given hold? */
function keepWord(scene: Scene, matter: Matter, told: { readonly ref: string; readonly agent: Agent }, madeMs: number, dueMs: number): void {
  const { random, tell, customer, plant, world } = scene;
  const ratio = world.plant === undefined ? 0.76 : 1;
  const isKept = random.chance(ratio);
  const isClose = isKept && random.chance(0.2);
  const atMs = isKept ? (isClose ? dueMs - random.between(3, 50) * MINUTE_MS : dueMs - random.between(2, 20) * HOUR_MS) : dueMs + random.between(3, 60) * HOUR_MS;
  const evidence = [told.ref];
  if (isKept || random.chance(0.5)) {
    const slots = slotsOf(scene, atMs, matter.product, matter.purchase, { agent: told.agent });
    evidence.push(tell(Math.max(atMs, madeMs + 10 * MINUTE_MS), { source: 'mail', channel: 'email', kind: 'update-sent', direction: 'out', office: 'service', stage: 'support', identifiers: [{ type: 'email', value: emailAt(customer, atMs) }], subjects: [{ type: 'agent', id: told.agent.id, role: 'sent-by', label: told.agent.name }, ...(matter.purchase === null ? [] : [{ type: 'order', id: matter.purchase.orderId }])], title: `Update: ${matter.product.name}`, text: scene.tongue.agent('fix', slots), language: scene.tongue.language }, { issue: matter.issue }));
  }
  plant({ kind: 'commitment', clause: 'update-by', person: customer.person, issue: matter.issue, order: matter.purchase?.orderId ?? null, madeAt: iso(madeMs), dueAt: iso(Math.floor(dueMs / MINUTE_MS) * MINUTE_MS), outcome: isClose ? 'near-miss' : isKept ? 'kept' : 'broken', why: isClose ? 'within the last hour' : isKept ? 'in time' : evidence.length > 1 ? 'too late' : 'never', planted: false, evidence });
}

/** One contact of an issue on one channel. */
function contactOnce(scene: Scene, matter: Matter, atMs: number, channel: Before['channel'], previous: Told | null, asked: Ask[]): Told {
  const { random, world, customer, plant } = scene;
  const planned = (team: string, madeMs: number): { readonly solved: boolean; readonly ending: Ending } => {
    const solved = random.chance(solvesRatio(team, matter.topic) * (matter.ask > 1 ? 1.05 : 1));
    if (solved) return { solved, ending: { kind: QUESTIONS.has(matter.topic) ? 'answer' : 'fix' } };
    const promises = random.chance(0.55);
    return { solved, ending: promises ? { kind: 'update-by', dueMs: Math.floor((madeMs + random.between(20, 52) * HOUR_MS) / HOUR_MS) * HOUR_MS } : { kind: 'hand-off' } };
  };
  const hire = (team: string): Agent => random.pick(agentsOf(team));
  const came = (at: number, ref: string, agent: Agent | null, solved: boolean) => asked.push({ at: iso(at), ref, agent: agent?.id ?? null, solved });
  const finish = (ref: string, endsMs: number, agent: Agent, solved: boolean, ending: Ending, story: string): Told => {
    if (ending.kind === 'update-by') keepWord(scene, matter, { ref, agent }, endsMs, ending.dueMs);
    return { solved, agent, endsMs, ref, story, channel };
  };
  const seam = (from: Before['channel'], to: Before['channel'], story: string): Before => {
    const ratio = world.plant !== undefined ? 0 : from === 'bot' && to === 'phone' ? world.promise.brokenAtBotToPhone : world.promise.brokenElsewhere;
    return { channel: from, story, explainsAgain: random.chance(ratio) };
  };
  const judge = (before: Before, ref: string, from: string, whenMs: number) => {
    if (whenMs >= world.promise.fromMs) plant({ kind: 'commitment', clause: 'explain-once', person: customer.person, issue: matter.issue, order: matter.purchase?.orderId ?? null, madeAt: iso(world.promise.fromMs), dueAt: null, outcome: before.explainsAgain ? 'broken' : 'kept', why: `${before.channel} to ${channel === 'bot' ? 'phone' : channel}`, planted: false, evidence: [from, ref] });
  };

  if (channel === 'bot') {
    const goesOn = random.chance(EASY.has(matter.topic) ? 0.35 : 0.62);
    const to = !goesOn ? null : random.chance(0.62) ? 'phone' : 'chat';
    const first = bot(scene, atMs, matter, to);
    const solvedByBot = to === null && random.chance(0.72);
    came(atMs, first.ref, null, solvedByBot);
    if (to === null) return { solved: solvedByBot, agent: null, endsMs: first.endsMs, ref: first.ref, story: first.said.text, channel };
    const agent = hire(to === 'phone' ? callTeam(scene, matter.topic) : 'chat-desk');
    const before = seam('bot', to, first.said.text);
    const { solved, ending } = planned(agent.team, first.endsMs);
    const thenMs = first.endsMs + random.between(1, 14) * MINUTE_MS;
    const then = (to === 'phone' ? call : chat)(scene, thenMs, matter, agent, ending, before);
    came(thenMs, then.ref, agent, solved);
    judge(before, then.ref, first.ref, then.endsMs);
    return { ...finish(then.ref, then.endsMs, agent, solved, ending, first.said.text), channel: to };
  }
  if (channel === 'phone' || channel === 'chat') {
    const agent = hire(channel === 'phone' ? callTeam(scene, matter.topic) : 'chat-desk');
    const before = previous !== null && random.chance(0.5) ? seam(previous.channel, channel, previous.story) : null;
    const { solved, ending } = planned(agent.team, atMs);
    const talk = (channel === 'phone' ? call : chat)(scene, atMs, matter, agent, ending, before);
    came(atMs, talk.ref, agent, solved);
    if (before !== null && previous !== null) judge(before, talk.ref, previous.ref, talk.endsMs);
    return finish(talk.ref, talk.endsMs, agent, solved, ending, talk.said.text);
  }
  const isIgnored = random.chance(0.09);
  const replyMs = officeMoment(atMs + random.between(0, 2) * DAY_MS, random) + (random.chance(0.5) ? 2 * HOUR_MS : 0);
  const answerMs = replyMs > atMs + 20 * MINUTE_MS ? replyMs : atMs + random.between(2, 20) * HOUR_MS;
  const agent = isIgnored ? null : hire('mailroom');
  const { solved, ending } = planned('mailroom', answerMs);
  const talk = mail(scene, atMs, matter, agent, ending, answerMs, channel === 'ticket' ? 'helpdesk' : 'mail');
  came(atMs, talk.ref, agent, agent !== null && solved);
  return agent === null ? { solved: false, agent, endsMs: atMs + 2 * DAY_MS, ref: talk.ref, story: talk.said.text, channel } : finish(talk.ref, talk.endsMs, agent, solved, ending, talk.said.text);
}

const aboutAgent = ({ id, name, team }: Agent) => [{ type: 'agent', id, label: name }, { type: 'team', id: team }];

/** Everything somebody does about one thing that is wrong or unclear, until it is solved or they give up. Shape: how often they asked and whether it was solved. */
export function raiseIssue(scene: Scene, atMs: number, topic: Topic, product: Product, purchase: Purchase | null, angerRatio: number): { readonly solved: boolean; readonly asks: number; readonly issue: string; readonly endsMs: number } {
  const { random, customer, plant } = scene;
  const issue = `i-${scene.newId()}`;
  const asked: Ask[] = [];
  let whenMs = atMs;
  const contacts: Told[] = [];
  let previous: Told | null = null;
  let ask = 0;
  for (;;) {
    ask++;
    const mood = random.chance(angerRatio + (ask - 1) * 0.25) ? 'angry' : 'calm';
    const channel = random.weighted<Before['channel']>(ask === 1 ? [['bot', 30], ['chat', 15], ['phone', 20], ['email', 24], ['ticket', 11]] : [['bot', asked.length < MOST_ASKS - 1 ? 5 : 0], ['chat', 18], ['phone', 40], ['email', 30], ['ticket', 7]]);
    const isLive = channel === 'phone' || channel === 'chat' || channel === 'bot';
    const moment = isLive ? Math.max(officeMoment(whenMs, random), whenMs) : whenMs;
    previous = contactOnce(scene, { issue, topic, mood, product, purchase, ask }, moment, channel, previous, asked);
    contacts.push(previous);
    if (previous.solved || asked.length >= MOST_ASKS || !random.chance(0.84)) break;
    whenMs = previous.endsMs + random.between(14, 110) * HOUR_MS;
  }
  const last = previous;
  const isScored = random.chance(0.24) && last.agent !== null;
  for (const told of contacts) if (told.agent !== null && !(isScored && told === last)) askWhetherSolved(scene, told, [...aboutAgent(told.agent), ...(told.channel === 'email' || told.channel === 'ticket' ? [ticketOf(issue)] : [])], issue);
  if (isScored && last.agent !== null) {
    const joy = (last.solved ? 0.62 : -0.55) - (ask - 1) * 0.22;
    askSurvey(scene, last.endsMs + 40 * MINUTE_MS, random.chance(0.7) ? 'csat' : 'ces', joy, { purchase, subjects: aboutAgent(last.agent), issue, solved: last.solved });
  }
  if (last.solved && last.agent !== null && random.chance(0.05)) {
    const said = scene.tongue.say('staff-praise', 'calm', 'mail', slotsOf(scene, last.endsMs, product, purchase, { agent: last.agent }), { type: 'agent', id: last.agent.id });
    scene.tell(last.endsMs + random.between(2, 40) * HOUR_MS, { source: 'mail', channel: 'email', kind: 'mail-received', direction: 'in', office: 'service', stage: 'support', identifiers: [{ type: 'email', value: emailAt(customer, atMs), verified: 'dkim' }], title: 'Thank you', text: said.text, language: said.reading.language }, { issue, reading: said.reading });
  }
  plant({ kind: 'issue', issue, person: customer.person, topic, asked, solved: last.solved, order: purchase?.orderId ?? null });
  return { solved: last.solved, asks: ask, issue, endsMs: last.endsMs };
}

