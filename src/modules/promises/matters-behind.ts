import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Identity } from '../identity/index.ts';
import type { MattersBehind } from './contract.ts';
import { homesOf } from './history-log.ts';
import { brokenTriggers } from './verdict-store.ts';

const DAY_MS = 86_400_000;
const LOOKED_BACK_DAYS = 90;
const BREAKS_MOST = 2_000;
/** What breaks a promise to so many people is no accident of one: it has a cause of its own. */
const SYSTEMIC_PEOPLE = 5;

/** What customers spoke of, as `voice` shows it: topics of interactions, and how they are called. */
export type TopicSource = {
  topicsAt(places: readonly { readonly home: number; readonly number: number }[]): Promise<ReadonlyMap<number, { readonly topic: string }>>;
  topicNames(): Promise<{ readonly names: ReadonlyMap<string, string>; readonly shownAs: ReadonlyMap<string, string> } | null>;
};

/** What lies behind the breaks of a promise: by the topic of what set each off, over people. Cost: at most 2,000 breaks, the latest, are looked at. */
export async function mattersBehind(deps: { readonly database: Database; readonly analytics: Analytics; readonly identity: Pick<Identity, 'customerOfNodes'>; readonly topics: TopicSource; readonly clock: () => number }, promise: number): Promise<MattersBehind> {
  const sinceMs = deps.clock() - LOOKED_BACK_DAYS * DAY_MS;
  const breaks = await brokenTriggers(deps.database, promise, sinceMs, BREAKS_MOST);
  const homes = await homesOf(deps.analytics, breaks.map(({ trigger }) => trigger));
  const [topics, shown, owners] = await Promise.all([deps.topics.topicsAt([...homes].map(([number, home]) => ({ home, number }))), deps.topics.topicNames(), deps.identity.customerOfNodes([...new Set(breaks.map(({ node }) => node).filter((node) => node !== 0))])]);
  const named = breaks.flatMap(({ trigger, node }) => {
    const of = topics.get(trigger)?.topic;
    const topic = of === undefined ? undefined : shown?.shownAs.get(of) ?? of;
    const name = topic === undefined ? undefined : shown?.names.get(topic);
    return topic === undefined || name === undefined ? [] : [{ topic, name, person: owners.get(node) ?? -trigger }];
  });
  const matters = [...Map.groupBy(named, ({ topic }) => topic)].map(([topic, own]) => {
    const people = new Set(own.map(({ person }) => person)).size;
    return { topic, name: own[0]?.name ?? '', broken: own.length, people, isSystemic: people >= SYSTEMIC_PEOPLE };
  });
  return { since: new Date(sinceMs).toISOString(), broken: breaks.length, unnamed: breaks.length - named.length, matters: matters.toSorted((a, b) => b.people - a.people || b.broken - a.broken || a.name.localeCompare(b.name)) };
}
