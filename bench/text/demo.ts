import type { Reading } from '../../simulator/truth.ts';
import type { OutputModel } from '../../src/modules/voice/reading/outputs/output-model.ts';
import { readText, type TextReading } from '../../src/modules/voice/reading/read-text.ts';
import { shippedModels } from '../../src/modules/voice/readings/shipped-models.ts';
import { topicReader } from '../../src/modules/voice/topics/assign-topic.ts';
import { discoverTopics } from '../../src/modules/voice/topics/discover-topics.ts';
import type { TopicId } from '../../src/modules/voice/topics/topic-tree.ts';
import { demoTexts, type DemoText } from './demo-texts.ts';
import { newBatch } from './demo-new-topic.ts';
import { macroF1, rounded } from './measures.ts';
import { normalisedMutualInformation } from './topics.ts';

/** A company of this size, and so many of its last days: some thousands of texts. */
const CUSTOMERS = 16_000;
const DAYS = 60;
/** Planted topics that fewer texts of the measured half are about are not measured. */
const FEWEST_OF_TOPIC = 20;
const COMPLAINT_WORD = /complain/iu;

type Counts = { readonly precision: number; readonly recall: number; readonly f1: number; readonly texts: number };

function counts(truths: readonly boolean[], answers: readonly boolean[]): Counts {
  const right = truths.filter((truth, at) => truth && answers[at] === true).length;
  const [held, said] = [truths.filter(Boolean).length, answers.filter(Boolean).length];
  return { precision: rounded(said === 0 ? 0 : right / said), recall: rounded(held === 0 ? 0 : right / held), f1: rounded(held + said === 0 ? 0 : 2 * right / (held + said)), texts: held };
}

type Read = { readonly said: DemoText; readonly read: TextReading };
const says = ({ read }: Read, output: string, label: string): boolean => read.labels.some((one) => one.output === output && one.label === label);

/** Which planted topics are behind what was missed and what was said wrongly, most first. */
function behind(reads: readonly Read[], isTrue: (reading: Reading) => boolean, isSaid: (one: Read) => boolean): object {
  const tally = (list: readonly Read[]) => Object.fromEntries([...Map.groupBy(list, ({ said }) => said.reading.topic)].map(([topic, own]) => [topic, own.length] as const).sort((a, b) => b[1] - a[1]).slice(0, 8));
  return { missed: tally(reads.filter((one) => isTrue(one.said.reading) && !isSaid(one))), wrong: tally(reads.filter((one) => !isTrue(one.said.reading) && isSaid(one))) };
}

/** What models say of each text, beside what is true of it. */
export function demoReadings(texts: readonly DemoText[], models: readonly OutputModel[], report: (line: string) => void): { readonly praise: Counts; readonly complaint: Counts; readonly rest: object } {
  const reads = texts.map((said) => ({ said, read: readText(said.text, models) }));
  const measured = (of: readonly Read[], isTrue: (reading: Reading) => boolean, isSaid: (one: Read) => boolean): Counts => counts(of.map(({ said }) => isTrue(said.reading)), of.map(isSaid));
  const wordless = reads.filter(({ said }) => !COMPLAINT_WORD.test(said.text));
  const complains = (reading: Reading): boolean => reading.tells.complaint;
  const praises = (reading: Reading): boolean => reading.tells.praise;
  const isComplaint = (one: Read): boolean => says(one, 'complaint', 'yes');
  const isPraise = (one: Read): boolean => says(one, 'praise', 'yes');
  report(`complaints without the word ${JSON.stringify(behind(wordless, complains, isComplaint))}`);
  report(`praise of people ${JSON.stringify(behind(reads, praises, isPraise))}`);
  const felt = reads.filter(({ read }) => read.feeling !== null);
  const alarm = (name: 'churn' | 'legal' | 'safety') => measured(reads, ({ tells }) => tells.alarms.includes(name), (one) => says(one, 'alarm', name));
  return {
    praise: measured(reads, praises, isPraise), complaint: measured(wordless, complains, isComplaint),
    rest: {
      withWord: measured(reads.filter(({ said }) => COMPLAINT_WORD.test(said.text)), complains, isComplaint), churn: alarm('churn'), legal: alarm('legal'), safety: alarm('safety'), urgent: measured(reads, ({ tells }) => tells.urgent, (one) => says(one, 'urgency', 'urgent')),
      feelingMacroF1: rounded(macroF1(felt.map(({ said }) => said.reading.tells.feeling), felt.map(({ read }) => read.feeling?.label ?? 'neutral'))), readAsEnglish: rounded(reads.filter(({ read }) => read.language === 'en').length / reads.length),
    },
  };
}

/** Topics by themselves on one half of the texts; each is taken for the planted topic that most of its texts of that half are about, and measured on the other half. */
export function plantedTopics(texts: readonly DemoText[], seed: number): { readonly f1: number; readonly ofTexts: number; readonly rest: object } {
  const about = texts.filter(({ reading }) => reading.tells.topic !== null);
  const [learnt, other] = [about.filter((_, at) => at % 2 === 0), about.filter((_, at) => at % 2 === 1)];
  const { tree, placed } = discoverTopics(learnt.map(({ text }) => text), { seed });
  const truthOf = ({ reading }: DemoText): string => reading.tells.topic ?? '';
  const votes = new Map<TopicId, Map<string, number>>();
  for (const [row, { topic }] of placed.entries()) {
    if (topic === null) continue;
    const own = votes.get(topic) ?? new Map<string, number>();
    own.set(truthOf(learnt[row] as DemoText), (own.get(truthOf(learnt[row] as DemoText)) ?? 0) + 1);
    votes.set(topic, own);
  }
  const meant = new Map([...votes].map(([topic, own]) => [topic, [...own].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ''] as const));
  const read = topicReader(tree);
  const assigned = other.map(({ text }) => read(text));
  const answers = assigned.map(({ topic }) => (topic === null ? 'unclear' : meant.get(topic) ?? 'unclear'));
  const truths = other.map(truthOf);
  const each = [...new Set(truths)].map((topic) => ({ topic, ...counts(truths.map((truth) => truth === topic), answers.map((answer) => answer === topic)) })).filter((one) => one.texts >= FEWEST_OF_TOPIC).sort((a, b) => a.f1 - b.f1);
  const clear = assigned.filter(({ topic }) => topic !== null).length;
  const right = answers.filter((answer, at) => answer === truths[at]).length;
  return {
    f1: rounded(each.reduce((sum, one) => sum + one.f1, 0) / each.length), ofTexts: rounded(2 * right / (clear + other.length)),
    rest: { found: tree.topics.length, groups: tree.groups.length, plantedMeasured: each.length, learnt: learnt.length, measured: other.length, clearRatio: rounded(clear / other.length), rightOfClear: rounded(right / clear), nmi: rounded(normalisedMutualInformation(truths, assigned.map(({ nearest }) => nearest ?? -1))), worst: Object.fromEntries(each.slice(0, 6).map(({ topic, f1 }) => [topic, f1])) },
  };
}

/**
 * The demo company in the grammar that nothing learns from: planted topics, praise of people, complaints without the word, and how soon a new topic is found.
 * Shape: `f1` is the lowest of the three; `f1Topics` counts each planted topic alike, `f1TopicsOfTexts` each text; `newTopicDays` counts the first day as 1, null when it was not found.
 */
export async function demo(seed: number, report: (line: string) => void): Promise<object> {
  const texts = demoTexts(seed, CUSTOMERS, DAYS);
  const { praise, complaint, rest } = demoReadings(texts, (await shippedModels()).models, report);
  const topics = plantedTopics(texts, seed);
  const batch = newBatch(seed, report);
  return { texts: texts.length, distinct: new Set(texts.map(({ text }) => text)).size, f1: Math.min(topics.f1, praise.f1, complaint.f1), f1Topics: topics.f1, f1TopicsOfTexts: topics.ofTexts, f1Praise: praise.f1, f1Complaints: complaint.f1, newTopicDays: batch.days, falseAlarms: batch.falseAlarms, flatDays: batch.flatDays, praise, complaint, ...rest, topics: topics.rest, newTopic: batch.rest };
}
