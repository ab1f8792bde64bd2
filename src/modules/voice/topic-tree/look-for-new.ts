import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import type { Customers } from '../../customers/index.ts';
import type { Interactions } from '../../interactions/index.ts';
import { dayIn } from '../calendar-days.ts';
import type { TopicTree } from '../topics/topic-tree.ts';
import { WATCHED_DAYS, type NewTopicAlarm } from '../topics/watch-new-topics.ts';
import { TOPICS_CONSUMER } from './stored-topic.ts';
import { spokenTexts } from './spoken-texts.ts';
import { addDecision, lastWatch, noteWatch, openPass, type TopicPass } from './topic-store.ts';
import { doubtfulPlaces, firstSaidMs } from './topics-log.ts';
import type { TopicWork } from './work-on-topics.ts';

const DAY_MS = 86_400_000;
/** Texts that are looked at; those that came last. */
const LOOKED_AT = 8_000;

type Deps = { readonly database: Database; readonly analytics: Analytics; readonly outbox: Outbox; readonly interactions: Pick<Interactions, 'saidAt'>; readonly customers: Pick<Customers, 'quoted'>; readonly clock: () => number; readonly zone: string; readonly work: TopicWork };

/** Whether it was looked for new topics on this day already. */
export async function isWatched(deps: Pick<Deps, 'database' | 'clock' | 'zone'>): Promise<boolean> {
  return await lastWatch(deps.database) === dayIn(deps.zone, deps.clock());
}

/**
 * Looks for something new among texts that are about nothing known, over whole days up to and with yesterday. What is found is a topic from then on, and the history is read again.
 * Shape: what was found, by language. Source: docs/methods/topics.md.
 */
export async function lookForNew(deps: Deps, pass: TopicPass, trees: ReadonlyMap<string, TopicTree>): Promise<readonly { readonly language: string; readonly alarm: NewTopicAlarm }[]> {
  const nowMs = deps.clock();
  const [today, yesterday] = [dayIn(deps.zone, nowMs), dayIn(deps.zone, nowMs - DAY_MS)];
  const fromMs = nowMs - (WATCHED_DAYS + 1) * DAY_MS;
  const found: { language: string; alarm: NewTopicAlarm }[] = [];
  const looked: { language: string; texts: number; found: number }[] = [];
  for (const [language, tree] of trees) {
    const first = await firstSaidMs(deps.analytics, pass.number, language);
    if (first === null) continue;
    const texts = await spokenTexts(deps, await doubtfulPlaces(deps.analytics, pass.number, language, fromMs, tree.poorFit, LOOKED_AT));
    const alarms = await deps.work.do<'watch'>({ kind: 'watch', tree, texts: texts.map(({ text, person, names, fit, occurredMs }) => ({ text, person, names, fit, on: dayIn(deps.zone, occurredMs) })), today: yesterday, watchedFrom: dayIn(deps.zone, Math.max(first, fromMs)) });
    found.push(...alarms.map((alarm) => ({ language, alarm })));
    looked.push({ language, texts: texts.length, found: alarms.length });
  }
  await deps.outbox.holding(TOPICS_CONSUMER, async (tx) => {
    for (const { language, alarm: { topic, people, before, chance } } of found) await addDecision(tx, { language, act: { kind: 'new', topic, people, before, chance }, firstId: topic.id, by: 'custos', at: new Date(nowMs) });
    for (const { language, texts, found: count } of looked) await noteWatch(tx, today, language, pass.number, texts, count);
    if (found.length > 0) await openPass(tx, pass.tree);
  });
  return found;
}
