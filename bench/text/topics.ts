import { topicReader } from '../../src/modules/voice/topics/assign-topic.ts';
import { discoverTopics } from '../../src/modules/voice/topics/discover-topics.ts';
import { embeddingsOf, NOT_INSTALLED } from './embeddings.ts';
import { rounded } from './measures.ts';
import { banking77, type PublicText } from './sets-of-texts.ts';

/** As many as there are labels. */
const ASKED = 77;
const SEEDS = [1, 2, 3, 4, 5];
const MANY = 100_000;

/** How much two groupings tell about each other: mutual information by the mean of both entropies. Units: 0 nothing, 1 all. */
export function normalisedMutualInformation(left: readonly (string | number)[], right: readonly (string | number)[]): number {
  const counted = (keys: readonly (string | number)[]): number[] => {
    const counts = new Map<string | number, number>();
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    return [...counts.values()].map((count) => count / keys.length);
  };
  const entropy = (keys: readonly (string | number)[]): number => counted(keys).reduce((sum, share) => sum - share * Math.log(share), 0);
  const [a, b] = [entropy(left), entropy(right)];
  const both = entropy(left.map((one, row) => `${one}\u0000${right[row] ?? ''}`));
  return a + b === 0 ? 1 : 2 * (a + b - both) / (a + b);
}

const mean = (values: readonly number[]): number => rounded(values.reduce((sum, value) => sum + value, 0) / values.length);
const processorS = (from: NodeJS.CpuUsage): number => { const used = process.cpuUsage(from); return (used.user + used.system) / 1e6; };

/** Topics of bank questions without labels: only the questions of the test part are seen, 77 topics asked for; every question counts, in the topic nearest to it. */
export async function topics(report: (line: string) => void): Promise<object> {
  const test = banking77('test');
  const truths = test.map((one) => one.label);
  const runs = SEEDS.map((seed) => {
    const before = process.cpuUsage();
    const { tree, placed, learntFrom } = discoverTopics(test.map((one) => one.text), { seed, topics: ASKED });
    const clear = [...placed.keys()].filter((row) => placed[row]?.topic !== null);
    const run = {
      seed, learntFrom, topics: tree.topics.length, groups: tree.groups.length, nmi: rounded(normalisedMutualInformation(truths, placed.map((one) => one.nearest ?? -1))),
      clearRatio: rounded(clear.length / test.length), nmiOfClear: rounded(normalisedMutualInformation(clear.map((row) => truths[row] ?? ''), clear.map((row) => placed[row]?.topic ?? -1))), discoveredS: rounded(processorS(before)),
    };
    report(JSON.stringify(run));
    return { run, tree };
  });
  const nmis = runs.map(({ run }) => run.nmi);
  const embeddings = await embeddingsOf(test.map((one) => one.text), report);
  const embedded = embeddings === null ? null : SEEDS.map((seed) => rounded(normalisedMutualInformation(truths, discoverTopics(test.map((one) => one.text), { seed, topics: ASKED, embeddings }).placed.map((one) => one.nearest ?? -1))));
  const itself = discoverTopics(test.map((one) => one.text), { seed: 1 });
  return {
    texts: test.length, nmi: mean(nmis), nmiOf: nmis, nmiMin: Math.min(...nmis), nmiMax: Math.max(...nmis), clearRatio: mean(runs.map(({ run }) => run.clearRatio)), nmiOfClear: mean(runs.map(({ run }) => run.nmiOfClear)), discoveredS: mean(runs.map(({ run }) => run.discoveredS)),
    nmiWithEmbeddings: embedded === null ? NOT_INSTALLED : mean(embedded), nmiWithEmbeddingsOf: embedded,
    byItself: { topics: itself.tree.topics.length, groups: itself.tree.groups.length, nmi: rounded(normalisedMutualInformation(truths, itself.placed.map((one) => one.nearest ?? -1))) },
    names: runs[0]?.tree.topics.slice(0, 12).map((topic) => topic.name), ...assigned(runs[0]?.tree ?? itself.tree), ...large(),
  };
}

/** Texts of the train part, which the tree has never seen, read one after the other. Units: by processor time, one thread. */
function assigned(tree: Parameters<typeof topicReader>[0]): object {
  const train: readonly PublicText[] = banking77('train');
  const read = topicReader(tree);
  const before = process.cpuUsage();
  const answers = train.map((one) => read(one.text));
  return { assignedPerSecond: Math.round(train.length / processorS(before)), nmiOfNewTexts: rounded(normalisedMutualInformation(train.map((one) => one.label), answers.map((one) => one.nearest ?? -1))), clearOfNewTexts: rounded(answers.filter((one) => one.topic !== null).length / train.length) };
}

/** 100,000 distinct texts of two questions each. Units: by processor time. */
function large(): object {
  const train = banking77('train');
  const texts = Array.from({ length: MANY }, (_, at) => `${train[at % train.length]?.text ?? ''} ${train[(at * 31 + Math.floor(at / train.length) * 977) % train.length]?.text ?? ''}`);
  const before = process.cpuUsage();
  const { tree, distinct, learntFrom } = discoverTopics(texts, { seed: 1 });
  return { large: { texts: MANY, distinct, learntFrom, topics: tree.topics.length, discoveredS: rounded(processorS(before)) } };
}
