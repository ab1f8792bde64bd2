import type { Contact } from './contact.ts';
import { FEATURES, OF_CONTACT, type Feature } from './compare-contact.ts';
import { GAPS, gapOf, gapWindow, type GapWindow, type Wait } from './gap-window.ts';
import { asTheyHappened, threadContacts, type Compared, type TopicOf } from './thread-contacts.ts';
import { ASSUMED_SHARES, GROUPS, KNOWN_LEVELS, assumedModel, type LevelShares, type ThreadModel } from './thread-model.ts';
import { learnReturningWords } from './returning-words.ts';
import { wordWeights } from './word-weights.ts';

/** Rounds of learning; shares hardly move after the fourth. */
const ROUNDS = 6;
/** So many comparisons weigh as much as what is assumed of each level. */
const WEIGHT_OF_ASSUMED = 40;
const WEIGHT_OF_WINDOW = 10;
/** A topic has a window of its own from so many waits on. */
const WAITS_OF_TOPIC = 200;
/** Learnt is from what lies this near: further back nearly everything is another thing, and differs in ways in which other things of the same days do not. Units: ms. */
const LEARNT_MS = 28 * 86_400_000;

/**
 * Learns, without labels, by what a company's contacts are put together: how rare words are, how long people wait before they come back about the same thing, and what contacts about one thing have in common.
 * Each round puts all contacts together by what is known so far and counts every comparison as the same to the degree of its odds (expectation and maximisation). Shape: contacts of one customer each. Invariant: the same contacts give the same model.
 */
export function learnThreads(customers: readonly (readonly Contact[])[], nowMs: number, topicOf: TopicOf = () => null): ThreadModel {
  const words = wordWeights(customers.flatMap((own) => own.flatMap((one) => (one.role === 'ask' && one.words.length > 0 ? [one.words] : []))));
  const { window, windows } = windowsOf(customers, nowMs, topicOf);
  let model: ThreadModel = { ...assumedModel(), words, window, steady: window, windows };
  for (let round = 0; round < ROUNDS; round++) {
    const tally = createTally();
    const asked: Asked[] = [];
    for (const own of customers) {
      const back = new Map<number, number>();
      const threaded = threadContacts(own, model, [], topicOf, (contact, compared) => {
        if (contact.role !== 'ask') return;
        back.set(contact.interaction, compared.reduce((sum, { sure }) => sum + sure, 0));
        tally.count(compared);
      });
      for (const { contact } of threaded) if (contact.role === 'ask') asked.push({ words: contact.words, sure: back.get(contact.interaction) ?? 0, topic: topicOf(contact.interaction)?.topic ?? null });
    }
    model = { ...model, shares: tally.shares(), window: tally.window(window), returning: learnReturningWords(asked.filter(({ words: said }) => said.length > 0)), returningTopics: returningTopics(asked) };
  }
  return model;
}

/** What was asked, how surely it goes on with something, 0 to 1, and its topic. */
type Asked = { readonly words: readonly number[]; readonly sure: number; readonly topic: string | null };

/** Topics of which so much goes on with something tell that somebody comes back, and nothing of the matter. */
const RETURNING_RATIO = 0.75;
const WEIGHT_OF_ALL = 10;

function returningTopics(asked: readonly Asked[]): Set<string> {
  const share = asked.reduce((sum, { sure }) => sum + sure, 0) / Math.max(1, asked.length);
  const byTopic = Map.groupBy(asked.filter(({ topic }) => topic !== null), ({ topic }) => topic ?? '');
  return new Set([...byTopic].flatMap(([topic, own]) => ((own.reduce((sum, { sure }) => sum + sure, 0) + share * WEIGHT_OF_ALL) / (own.length + WEIGHT_OF_ALL) >= RETURNING_RATIO ? topic : [])));
}

/** How long customers wait between what they say to us, by topic of what they said before. */
function windowsOf(customers: readonly (readonly Contact[])[], nowMs: number, topicOf: TopicOf): { window: GapWindow; windows: Record<string, GapWindow> } {
  const waits: Wait[] = [];
  const byTopic = new Map<string, Wait[]>();
  for (const own of customers) {
    const sorted = own.toSorted(asTheyHappened);
    let [lastMs, topic]: [number | null, string | null] = [null, null];
    const note = (wait: Wait): void => {
      waits.push(wait);
      if (topic === null) return;
      const own = byTopic.get(topic) ?? [];
      own.push(wait);
      byTopic.set(topic, own);
    };
    for (const contact of sorted) {
      // What we answer begins the wait anew: they wait for what we said.
      if (contact.role === 'reply' && contact.staff.length > 0 && lastMs !== null) lastMs = Math.max(lastMs, contact.endsMs);
      if (contact.role !== 'ask') continue;
      if (lastMs !== null) note({ ms: Math.max(0, contact.atMs - lastMs), ended: true });
      lastMs = Math.max(contact.atMs, contact.endsMs);
      topic = topicOf(contact.interaction)?.topic ?? null;
    }
    if (lastMs !== null) note({ ms: Math.max(0, nowMs - lastMs), ended: false });
  }
  const window = gapWindow(waits);
  return { window, windows: Object.fromEntries([...byTopic].filter(([, own]) => own.length >= WAITS_OF_TOPIC).map(([topic, own]) => [topic, gapWindow(own, window)])) };
}

type Sums = Record<Feature, Record<string, { same: number; other: number }>>;

function createTally() {
  const sums = Object.fromEntries(FEATURES.map((of) => [of, Object.fromEntries(KNOWN_LEVELS[of].map((level) => [level, { same: 0, other: 0 }]))])) as Sums;
  const gaps = Array.from({ length: GAPS }, () => ({ same: 0, all: 0 }));
  return {
    /** The window as the comparisons correct it: near in time is much that merely comes of one purchase. */
    window: (before: GapWindow): GapWindow => gaps.map(({ same, all }, at) => (same + (before[at] ?? 0) * WEIGHT_OF_WINDOW) / (all + WEIGHT_OF_WINDOW)),
    /** Counts how one contact compares with each issue of its customer, as surely as it is each of them. */
    count(compared: readonly Compared[]): void {
      const near = compared.filter(({ gapMs }) => gapMs <= LEARNT_MS);
      for (const { gapMs, sure, isLatest } of compared) {
        const gap = gaps[gapOf(Math.max(0, gapMs))];
        if (isLatest && gap !== undefined) { gap.same += sure; gap.all += 1; }
      }
      const add = (of: Feature, level: string, same: number, other: number): void => {
        const sum = sums[of][level];
        if (sum === undefined) return;
        sum.same += same;
        sum.other += other;
      };
      for (const { levels, sure } of near) for (const of of FEATURES) if (!OF_CONTACT.includes(of)) add(of, levels[of], sure, 1 - sure);
      const [first] = near;
      const any = near.reduce((sum, { sure }) => sum + sure, 0);
      if (first !== undefined) for (const of of OF_CONTACT) add(of, first.levels[of], any, 1 - any);
    },
    shares(): LevelShares {
      return Object.fromEntries(FEATURES.map((of) => {
        const assumed = ASSUMED_SHARES[of];
        return [of, Object.fromEntries(GROUPS[of].flatMap((levels) => {
          const total = levels.reduce((sum, level) => ({ same: sum.same + (sums[of][level]?.same ?? 0), other: sum.other + (sums[of][level]?.other ?? 0) }), { same: 0, other: 0 });
          return levels.map((level) => {
            const [own, before] = [sums[of][level] ?? { same: 0, other: 0 }, assumed[level] ?? { same: 0, other: 0 }];
            const mixed = (count: number, all: number, ratio: number): number => (count + ratio * WEIGHT_OF_ASSUMED) / (all + WEIGHT_OF_ASSUMED);
            return [level, { same: mixed(own.same, total.same, before.same), other: mixed(own.other, total.other, before.other) }];
          });
        }))];
      })) as LevelShares;
    },
  };
}
