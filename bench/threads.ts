import type { ContactTopic } from '../src/modules/journeys/threads/compare-contact.ts';
import { learnThreads } from '../src/modules/journeys/threads/learn-threads.ts';
import { threadContacts, type Threaded } from '../src/modules/journeys/threads/thread-contacts.ts';
import { windowEndMs } from '../src/modules/journeys/threads/gap-window.ts';
import { textLanguage } from '../src/modules/voice/reading/text-language.ts';
import { topicReader } from '../src/modules/voice/topics/assign-topic.ts';
import { discoverTopics } from '../src/modules/voice/topics/discover-topics.ts';
import { demoContacts, type KnownContact, type TrueContact } from './demo-contacts.ts';
import { rounded } from './text/measures.ts';

const DAY_MS = 86_400_000;

/** A true contact with the issue in which it was put; null: none. */
export type Placed = { readonly one: KnownContact; readonly thread: string | null };

const pairsIn = (counts: Iterable<number>): number => [...counts].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
const counted = <One>(list: readonly One[], keyOf: (one: One) => string): Map<string, number> => list.reduce((counts, one) => counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1), new Map<string, number>());

/** Pairs of contacts put together, against pairs that truly belong together. A contact that belongs to no issue is an issue of its own. */
export function countPairs(placed: readonly Placed[]): { readonly precision: number; readonly recall: number; readonly pairs: number } {
  const issueOf = ({ one }: Placed): string => one.issue ?? one.ref;
  const found = placed.filter(({ thread }) => thread !== null);
  const together = pairsIn(counted(found, ({ thread }) => thread ?? '').values());
  const right = pairsIn(counted(found, (one) => `${one.thread ?? ''} ${issueOf(one)}`).values());
  const truly = pairsIn(counted(placed, issueOf).values());
  return { precision: together === 0 ? 1 : right / together, recall: truly === 0 ? 1 : right / truly, pairs: truly };
}

/** Mean of how often somebody asked about one issue, as found against as it is. Contacts alone that count as asks. */
export function asksErrorRatio(placed: readonly Placed[]): { readonly found: number; readonly truly: number; readonly errorRatio: number } {
  const asked = placed.filter(({ one }) => one.isAsk);
  const mean = (keyOf: (one: Placed) => string): number => asked.length / counted(asked, keyOf).size;
  const [found, truly] = [mean(({ thread, one }) => thread ?? one.ref), mean(({ one }) => one.issue ?? one.ref)];
  return { found: rounded(found), truly: rounded(truly), errorRatio: rounded(Math.abs(found / truly - 1)) };
}

/** Fewer texts of a language are no ground for topics. */
const TEXTS_LEAST = 300;

/** Topics as voice finds them by itself, in each language that has enough texts. */
export function topicsFound(contacts: readonly (Pick<KnownContact, 'role' | 'text'> & { readonly interaction: number })[]): Map<number, ContactTopic> {
  const said = contacts.flatMap(({ text, role, interaction }) => (text === '' || role === 'reply' ? [] : [{ text, interaction, language: textLanguage(text)?.language ?? null }]));
  const topics = new Map<number, ContactTopic>();
  for (const [language, own] of Map.groupBy(said, (one) => one.language)) {
    if (language === null || own.length < TEXTS_LEAST) continue;
    const { tree } = discoverTopics(own.map(({ text }) => text), { seed: 1 });
    const read = topicReader(tree);
    const groupOf = new Map(tree.topics.map((topic) => [topic.id, topic.group]));
    for (const { interaction, text } of own) {
      const { topic } = read(text);
      if (topic !== null) topics.set(interaction, { topic: `${language} ${topic}`, group: `${language} ${groupOf.get(topic) ?? topic}` });
    }
  }
  return topics;
}

/** Issue threading on the issues planted in the demo company, whose words nothing was made of: whose each contact is, is known here, so that threading alone is measured. */
export function threads(options: { readonly seed: number; readonly customers: number }): object {
  const contacts = demoContacts(options.seed, options.customers);
  const people = [...Map.groupBy(contacts, ({ person }) => person).values()];
  const nowMs = Math.max(...contacts.map(({ contact }) => contact.atMs));
  const own = people.map((list) => list.map(({ contact }) => contact));
  const finding = performance.now();
  const topics = topicsFound(contacts.map(({ role, text, contact }) => ({ role, text, interaction: contact.interaction })));
  const topicSeconds = (performance.now() - finding) / 1_000;
  const topicOf = (interaction: number): ContactTopic | null => topics.get(interaction) ?? null;
  const learning = performance.now();
  const model = learnThreads(own, nowMs, topicOf);
  const learnSeconds = (performance.now() - learning) / 1_000;
  const threading = performance.now();
  const threaded: Threaded[][] = own.map((list) => threadContacts(list, model, [], topicOf));
  const seconds = (performance.now() - threading) / 1_000;
  const byContact = new Map(contacts.map((one) => [one.contact, one]));
  const placed = threaded.flatMap((list, person) => list.map(({ contact, thread }): Placed => ({ one: byContact.get(contact) as TrueContact, thread: thread === null ? null : `${person} ${thread}` })));
  const asks = countPairs(placed.filter(({ one }) => one.isAsk));
  const all = countPairs(placed);
  const { errorRatio, ...asksPerIssue } = asksErrorRatio(placed);
  return {
    precision: rounded(asks.precision), recall: rounded(asks.recall), asksErrorRatio: errorRatio, perSecond: Math.round(contacts.length / seconds),
    asksPerIssue, pairs: asks.pairs, withReplies: { precision: rounded(all.precision), recall: rounded(all.recall), pairs: all.pairs }, contacts: contacts.length, people: people.length, /** Topics are voice's, which finds them anyhow. */ topicSeconds: rounded(topicSeconds), learnSeconds: rounded(learnSeconds), windowDays: windowEndMs(model.window) / DAY_MS,
    shares: model.shares, window: model.window.map(rounded),
  };
}
