import type { Assignment } from './assign-topic.ts';
import { copyKey } from './distinct-texts.ts';
import { commonSignature, likenessTo, signaturesOf, type Signature } from './signature.ts';
import { nameFrom, tellingPhrases } from './topic-names.ts';
import { topicText } from './topic-text.ts';
import { NO_CARE, type Topic, type TopicTree } from './topic-tree.ts';

/** A text that stayed unclear or fits its topic badly. Units: `on` a day (YYYY-MM-DD) of the company's zone, `fit` as assigned. Shape: `by` who wrote it, where known; one person's texts count once. */
export type DoubtfulText = { readonly ref: string; readonly on: string; readonly text: string; readonly fit: number; readonly by?: string };

/** Whether a text is to be kept for the watch: all unclear ones, and those that a wide topic took in though they fit it badly. */
export function isDoubtful(tree: TopicTree, assignment: Assignment): boolean {
  return assignment.topic === null || assignment.fit < tree.poorFit;
}

/**
 * Something new that several people write about.
 * Units: `people` distinct writers (texts where writers are unknown), `before` those of them before the last days, `chance` how likely such a rise is if nothing is new.
 * Shape: `refs` its texts, nearest to the middle first: the first are the examples.
 */
export type NewTopicAlarm = { readonly topic: Topic; readonly since: string; readonly people: number; readonly before: number; readonly chance: number; readonly refs: readonly string[] };

/** What is looked at. Units: `falseAlarmsAYear` the budget when one looks once a day; `watchedFrom` the first day from which doubtful texts were kept. */
export type Watch = { readonly today: string; readonly watchedFrom: string; readonly falseAlarmsAYear?: number };

/** Units: days. So far back is looked; so many last days are compared with those before; so many before are needed to compare; a silence so long ends what came before it. */
export const WATCHED_DAYS = 28;
const LAST_DAYS = 3;
const FEWEST_DAYS_BEFORE = 7;
const SILENCE = 3;
/** People that a new topic needs; doubtful texts compared with each other at most, those that fit worst. */
const FEWEST_PEOPLE = 5;
const MOST_TEXTS = 4_000;
const DAY_MS = 86_400_000;

const dayOf = (on: string): number => Math.floor(Date.parse(`${on}T00:00:00Z`) / DAY_MS);

type Kept = { readonly row: DoubtfulText; readonly day: number; readonly who: string; readonly signature: Signature };

/**
 * New topics among doubtful texts: dense groups that many more people than before wrote in the last days.
 * Invariant: pure; copies and repeats of one person count once. Nothing is new in the first week of watching: there is nothing to compare with.
 * Source: the predictive chance of a Poisson count after the count before (docs/methods/topics.md), shared out over days of the year and texts that could have begun a group.
 */
export function newTopics(tree: TopicTree, doubtful: readonly DoubtfulText[], watch: Watch): NewTopicAlarm[] {
  const today = dayOf(watch.today);
  const from = Math.max(dayOf(watch.watchedFrom), today - WATCHED_DAYS + 1);
  const daysBefore = today - LAST_DAYS + 1 - from;
  if (daysBefore < FEWEST_DAYS_BEFORE) return [];
  const pool = keptTexts(tree, doubtful, from, today);
  const isLast = (one: Kept): boolean => one.day > today - LAST_DAYS;
  let seeds = [...pool.keys()].filter((at) => isLast(pool[at] as Kept));
  const nearOf = neighbours(pool, seeds, tree.apart);
  const budget = (watch.falseAlarmsAYear ?? 1) / 365 / Math.max(1, seeds.length);
  const alarms: NewTopicAlarm[] = [];
  let next = tree;
  const used = new Set<number>();
  for (;;) {
    const best = seeds.map((at) => ({ at, near: (nearOf.get(at) ?? []).filter((other) => !used.has(other)) })).map(({ at, near }) => ({ at, near, people: peopleIn([at, ...near].map((one) => pool[one] as Kept).filter(isLast)) })).sort((a, b) => b.people - a.people || a.at - b.at)[0];
    if (best === undefined || best.people < FEWEST_PEOPLE) break;
    const group = groupRound(pool, [best.at, ...best.near], tree.apart, used);
    const last = peopleIn(group.members.map((at) => pool[at] as Kept).filter(isLast));
    const before = peopleIn(group.members.map((at) => pool[at] as Kept).filter((one) => !isLast(one)));
    const chance = chanceOfRise(last, before, LAST_DAYS, daysBefore);
    seeds = seeds.filter((at) => at !== best.at && !group.members.includes(at));
    if (last < FEWEST_PEOPLE || chance > budget) continue;
    for (const at of group.members) used.add(at);
    const topic = youngTopic(next, pool, group, sinceOf(group.members.map((at) => (pool[at] as Kept).day), today));
    alarms.push({ topic, since: topic.young?.since ?? watch.today, people: last + before, before, chance, refs: group.members.map((at) => (pool[at] as Kept).row.ref) });
    next = withNewTopics(next, [{ topic }]);
  }
  return alarms;
}

/** The tree with new topics in it: from now on texts are assigned to them. */
export function withNewTopics(tree: TopicTree, alarms: readonly { readonly topic: Topic }[]): TopicTree {
  return { ...tree, topics: [...tree.topics, ...alarms.map((alarm) => alarm.topic)], nextId: Math.max(tree.nextId, ...alarms.map((alarm) => alarm.topic.id + 1)) };
}

function keptTexts(tree: TopicTree, doubtful: readonly DoubtfulText[], from: number, today: number): Kept[] {
  const known = new Set<string>();
  const rows = doubtful.map((row) => ({ row, day: dayOf(row.on) })).filter(({ day }) => day >= from && day <= today).sort((a, b) => a.day - b.day).filter(({ row }) => {
    const key = copyKey(row.text);
    if (key === '' || known.has(key)) return false;
    known.add(key);
    return true;
  }).sort((a, b) => a.row.fit - b.row.fit).slice(0, MOST_TEXTS).sort((a, b) => a.day - b.day);
  const signatures = signaturesOf(tree.space, rows.map(({ row }) => topicText(row.text).features));
  return rows.map(({ row, day }, at) => ({ row, day, who: row.by ?? `text ${row.ref}`, signature: signatures[at] as Signature }));
}

/** Texts more alike to a seed than texts of different topics hardly ever are, for each seed. */
function neighbours(pool: readonly Kept[], seeds: readonly number[], apart: number): Map<number, number[]> {
  return new Map(seeds.map((seed) => {
    const likeness = likenessTo((pool[seed] as Kept).signature);
    return [seed, [...pool.keys()].filter((at) => at !== seed && likeness((pool[at] as Kept).signature) >= apart)];
  }));
}

const peopleIn = (texts: readonly Kept[]): number => new Set(texts.map((one) => one.who)).size;

type Group = { readonly members: readonly number[]; readonly signature: Signature; readonly least: number; readonly certain: number };

/** Everything that is as like to the middle of a group as its weaker members are, and more than others. */
function groupRound(pool: readonly Kept[], star: readonly number[], apart: number, used: ReadonlySet<number>): Group {
  const signature = commonSignature(star.map((at) => (pool[at] as Kept).signature));
  const likeness = pool.map(likenessOf(signature));
  const inside = star.map((at) => likeness[at] as number).sort((a, b) => a - b);
  const outside = [...pool.keys()].filter((at) => !star.includes(at)).map((at) => likeness[at] as number).sort((a, b) => a - b);
  const weaker = inside[Math.floor(inside.length * 0.1)] ?? 1;
  const others = outside[Math.floor(outside.length * 0.98)] ?? 0;
  const least = Math.max(apart, (weaker + others) / 2);
  const members = [...pool.keys()].filter((at) => !used.has(at) && (likeness[at] as number) >= least).sort((a, b) => (likeness[b] as number) - (likeness[a] as number));
  return { members, signature, least, certain: Math.max(least, inside[inside.length >> 1] ?? 1) };
}

function likenessOf(signature: Signature): (one: Kept) => number {
  const likeness = likenessTo(signature);
  return (one) => likeness(one.signature);
}

/** The chance of at least so many people in the last days, after so many before, if nobody's habits changed. Source: negative binomial, Jeffreys' prior on the rate. */
export function chanceOfRise(last: number, before: number, lastDays: number, daysBefore: number): number {
  const share = lastDays / (lastDays + daysBefore);
  const shape = before + 0.5;
  let [term, below] = [(1 - share) ** shape, 0];
  for (let count = 0; count < last; count += 1) {
    below += term;
    term *= share * (count + shape) / (count + 1);
  }
  // What is left over is lost in rounding when it is tiny: then the tail is summed itself.
  if (1 - below > 1e-9) return 1 - below;
  let tail = 0;
  for (let count = last; count < last + 200; count += 1) { tail += term; term *= share * (count + shape) / (count + 1); }
  return tail;
}

function sinceOf(days: readonly number[], today: number): string {
  const sorted = [...new Set(days)].sort((a, b) => b - a);
  let since = sorted[0] ?? today;
  for (const day of sorted) { if (since - day > SILENCE) break; since = day; }
  return new Date(since * DAY_MS).toISOString().slice(0, 10);
}

function youngTopic(tree: TopicTree, pool: readonly Kept[], group: Group, since: string): Topic {
  const isMember = new Set(group.members);
  const words = tellingPhrases(pool.map((one) => one.row.text), [...pool.keys()].map((at) => (isMember.has(at) ? 0 : -1)), 1)[0] ?? [];
  const name = nameFrom(words, new Set(tree.topics.map((topic) => topic.name)), 'something new');
  return { id: tree.nextId, group: null, name, words, texts: group.members.length, places: [], young: { signature: group.signature, least: group.least, certain: group.certain, since }, care: NO_CARE };
}
