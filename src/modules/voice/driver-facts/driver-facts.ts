import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { claimsThen } from '../../identity/index.ts';
import type { Subjects } from '../../subjects/index.ts';
import type { ShownTopicNames } from '../topic-tree/topic-names-shown.ts';
import type { AnswerFacts } from './fact-columns.ts';
import { CONTACT_DAYS, contactsOf, ordersNamed, TOPIC_DAYS, topicsOfPeople, type TextTopic } from './facts-log.ts';
import { orderFacts, orderOfAnswer } from './order-facts.ts';

const DAY_MS = 86_400_000;

/** An answer whose facts are asked for. `person`: a customer, or below 0 for somebody unknown. Units: ms. */
export type AnswerPlace = { readonly number: number; readonly home: number; readonly person: string; readonly atMs: number; readonly channel: string };

/** Where facts come from. */
export type FactSources = { readonly subjects: Pick<Subjects, 'ordersAsOf'>; /** Topics as they are shown now, or were at a moment; null: none yet. Units: ms. */ topicNames(asOfMs: number | null): Promise<ShownTopicNames | null> };

/** Facts about answers, as they were asked for. `naming`: how many answers name their order themselves; `topicNames` null: no topics are shown yet. */
export type FoundFacts = { readonly facts: readonly AnswerFacts[]; readonly naming: number; readonly topicNames: ReadonlyMap<string, string> | null };

/** What facts are asked of: the history, and as of which moment; `asOfMs` null: now. `live`: the history of now, which knows whose claims were whose. */
export type FactHistory = { readonly analytics: Analytics; readonly live: Analytics; readonly asOfMs: number | null };

/** What is known of answers beside what was answered: their order as it stood then, contacts before, channel, and what the same person wrote about. Cost: two readings of the history of the period, and everything said about the orders of these people. */
export async function factsOfAnswers({ analytics, live, asOfMs }: FactHistory, sources: FactSources, answers: readonly AnswerPlace[]): Promise<FoundFacts> {
  if (answers.length === 0) return { facts: [], naming: 0, topicNames: null };
  const moments = answers.map(({ atMs }) => atMs);
  const period = { fromMs: moments.reduce((least, at) => Math.min(least, at)), untilMs: moments.reduce((most, at) => Math.max(most, at)) + 1 };
  const people = [...new Set(answers.map(({ person }) => Number(person)))];
  const known = people.filter((person) => person > 0);
  const names = await sources.topicNames(asOfMs);
  const [contacts, named, texts] = await Promise.all([contactsOf(analytics, known, period), ordersNamed(analytics, answers), names === null ? new Map<number, TextTopic[]>() : topicsOfPeople(analytics, names.pass, people, period)]);
  const ofCustomers = answers.flatMap(({ person, atMs }, at) => (Number(person) > 0 ? [{ customer: Number(person), atMs, at }] : []));
  const orders = await sources.subjects.ordersAsOf(ofCustomers, asOfMs === null ? null : { untilMs: asOfMs, owners: await claimsThen(live, known, asOfMs) });
  const orderAt = new Map(ofCustomers.map(({ at, atMs }, place) => [at, orderOfAnswer(orders[place] ?? [], named.get(answers[at]?.number ?? -1) ?? [], atMs)]));
  const facts = answers.map(({ number, person, atMs, channel }, at): AnswerFacts => {
    const order = orderAt.get(at) ?? null;
    const before = (contacts.get(Number(person)) ?? []).filter((one) => one.number !== number && one.atMs < atMs && one.atMs >= atMs - CONTACT_DAYS * DAY_MS);
    return { person, channel, contacts: Number(person) > 0 ? before.length : null, order: order === null ? null : orderFacts(order, atMs), topics: topicsNear(texts.get(Number(person)) ?? [], number, atMs, names) };
  });
  return { facts, naming: answers.filter(({ number }) => named.has(number)).length, topicNames: names?.names ?? null };
}

/** What somebody wrote about with an answer and in the fourteen days before it. Null: some of it is in a language that has no topics yet. */
function topicsNear(texts: readonly TextTopic[], number: number, atMs: number, names: ShownTopicNames | null): ReadonlySet<string> | null {
  const near = texts.filter((one) => one.number === number || (one.atMs <= atMs && one.atMs >= atMs - TOPIC_DAYS * DAY_MS));
  if (near.some(({ isUnread }) => isUnread)) return null;
  return new Set(near.flatMap(({ language, topic }) => (topic === null ? [] : names?.shownAs.get(`${language}.${topic}`) ?? [])));
}
