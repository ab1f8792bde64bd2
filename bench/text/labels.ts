import { hashed, dealtParts, readLabel, trainTextModel } from '../../src/modules/voice/reading/text-model.ts';
import type { HashedText } from '../../src/modules/voice/reading/hash-features.ts';
import type { WordMeanings } from '../../src/modules/voice/reading/outputs/word-meanings.ts';
import { seededRandom } from '../../src/kernel/seeded-random.ts';
import { embeddingsOf, NOT_INSTALLED, wordMeanings } from './embeddings.ts';
import { spread } from '../statistics.ts';
import { accuracy, calibrationError, macroF1, rounded } from './measures.ts';
import { airlineTweets, banking77, multidogo, type PublicText } from './sets-of-texts.ts';

type Figures = { readonly accuracy: number; readonly macroF1: number; readonly calibrationError: number; readonly trainedS: number; readonly docsPerSecond: number };

/** What is known of texts beside their words. Shape: one embedding for each text that is read. */
type Beside = { readonly meanings?: WordMeanings; readonly embeddings?: readonly Float32Array[] };

/** Trains on some texts and reads others from their raw form, one thread. `docsPerSecond` is by processor time, as other work may share the machine; embeddings are taken as given. */
function trainAndRead(train: readonly PublicText[], known: readonly HashedText[], test: readonly PublicText[], balanced: boolean, { meanings, embeddings }: Beside = {}): Figures {
  const before = performance.now();
  const model = trainTextModel(train.map((one, row) => ({ text: known[row] as HashedText, label: one.label })), { balanced, seed: 1 });
  const trained = performance.now();
  const used = process.cpuUsage();
  const readings = test.map((one, row) => readLabel(model, hashed(one.text, { meanings: meanings ?? null, embedding: embeddings?.[row] ?? null })));
  const spent = process.cpuUsage(used);
  const truths = test.map((one) => one.label);
  const answers = readings.map((one) => one.label);
  return {
    accuracy: rounded(accuracy(truths, answers)), macroF1: rounded(macroF1(truths, answers)), calibrationError: rounded(calibrationError(truths.map((truth, row) => truth === answers[row]), readings.map((one) => one.confidence))),
    trainedS: rounded((trained - before) / 1_000), docsPerSecond: Math.round(test.length / (spent.user + spent.system) * 1e6),
  };
}

const mean = (runs: readonly Figures[], of: keyof Figures): number => rounded(runs.reduce((sum, run) => sum + run[of], 0) / runs.length);

/** Airline tweets, three labels that count alike, stratified into five parts. */
export function airline(report: (line: string) => void): object {
  const set = airlineTweets();
  // On other folds meanings of words gave .0024 more of macro F1.
  const meanings = wordMeanings();
  const texts = set.map((one) => hashed(one.text, { meanings }));
  const labels = [...new Set(set.map((one) => one.label))];
  const part = dealtParts(set.map((one) => labels.indexOf(one.label)), 5, 0);
  const runs: Figures[] = [];
  for (let out = 0; out < 5; out += 1) {
    const rows = [...part.keys()].filter((row) => part[row] !== out);
    runs.push(trainAndRead(rows.map((row) => set[row] as PublicText), rows.map((row) => texts[row] as HashedText), set.filter((_, row) => part[row] === out), true, { meanings }));
    report(JSON.stringify(runs[out]));
  }
  return { texts: set.length, macroF1: mean(runs, 'macroF1'), macroF1Of: spread(runs.map((run) => run.macroF1)), accuracy: mean(runs, 'accuracy'), calibrationError: mean(runs, 'calibrationError'), docsPerSecond: spread(runs.map((run) => run.docsPerSecond)).median, docsPerSecondOf: spread(runs.map((run) => run.docsPerSecond)) };
}

type BankQuestions = { readonly meanings: WordMeanings; readonly train: readonly PublicText[]; readonly test: readonly PublicText[]; readonly known: readonly HashedText[]; /** Null where no embedder is installed. */ readonly embedded: { readonly known: readonly HashedText[]; readonly test: readonly Float32Array[] } | null };

async function bankQuestions(report: (line: string) => void): Promise<BankQuestions> {
  const meanings = wordMeanings();
  const [train, test] = [banking77('train'), banking77('test')];
  const vectors = await embeddingsOf([...train, ...test].map((one) => one.text), report);
  const known = train.map((one) => hashed(one.text, { meanings }));
  return { meanings, train, test, known, embedded: vectors === null ? null : { known: known.map((one, row) => ({ ...one, embedding: vectors[row] as Float32Array })), test: vectors.slice(train.length) } };
}

/** Bank questions, official parts; with embeddings where an embedder is installed. */
export async function banking(report: (line: string) => void): Promise<object> {
  const { meanings, train, test, known, embedded } = await bankQuestions(report);
  const figures = trainAndRead(train, known, test, false, { meanings });
  report(JSON.stringify(figures));
  const withEmbeddings = embedded === null ? null : trainAndRead(train, embedded.known, test, false, { meanings, embeddings: embedded.test });
  return { trainedOn: train.length, texts: test.length, ...figures, accuracyWithEmbeddings: withEmbeddings?.accuracy ?? NOT_INSTALLED, withEmbeddings };
}

/** Bank questions from ten examples a label, drawn anew five times; official test. The first ten of each label as they stand in the file are a sixth draw. */
export async function bankingTen(report: (line: string) => void): Promise<object> {
  const { meanings, train, test, known, embedded } = await bankQuestions(report);
  const runs: Figures[] = [];
  const embeddedRuns: Figures[] = [];
  for (let draw = 0; draw < 6; draw += 1) {
    const random = seededRandom(draw);
    const order = train.map((_, row) => ({ row, place: draw === 5 ? 0 : random() })).sort((a, b) => a.place - b.place);
    const counts = new Map<string, number>();
    const rows = order.map(({ row }) => row).filter((row) => { const { label } = train[row] as PublicText; const count = (counts.get(label) ?? 0) + 1; counts.set(label, count); return count <= 10; });
    const few = rows.map((row) => train[row] as PublicText);
    runs.push(trainAndRead(few, rows.map((row) => known[row] as HashedText), test, false, { meanings }));
    if (embedded !== null) embeddedRuns.push(trainAndRead(few, rows.map((row) => embedded.known[row] as HashedText), test, false, { meanings, embeddings: embedded.test }));
    report(JSON.stringify({ words: runs[draw], withEmbeddings: embeddedRuns[draw] }));
  }
  const [drawn, embeddedDrawn] = [runs, embeddedRuns].map((all) => all.slice(0, 5).map((run) => run.accuracy)) as [number[], number[]];
  return {
    trainedOn: 770, texts: test.length, draws: drawn, accuracy10: middle(drawn), firstTen: runs[5]?.accuracy, calibrationError: mean(runs, 'calibrationError'),
    accuracy10WithEmbeddings: embedded === null ? NOT_INSTALLED : middle(embeddedDrawn), ...(embedded === null ? {} : { drawsWithEmbeddings: embeddedDrawn, firstTenWithEmbeddings: embeddedRuns[5]?.accuracy, calibrationErrorWithEmbeddings: mean(embeddedRuns, 'calibrationError') }),
  };
}

const middle = (figures: readonly number[]): number | undefined => [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)];

/** Turns of customers in three trades: trained on the official train part, read on dev. */
export function dialogues(report: (line: string) => void): object {
  // On parts of the train parts meanings of words gave .0011 more on average.
  const meanings = wordMeanings();
  const trades: Record<string, Figures & { readonly trainedOn: number; readonly texts: number }> = {};
  for (const trade of ['airline', 'insurance', 'media']) {
    const [train, test] = [multidogo(trade, 'train'), multidogo(trade, 'dev')];
    const figures = { trainedOn: train.length, texts: test.length, ...trainAndRead(train, train.map((one) => hashed(one.text, { meanings })), test, false, { meanings }) };
    trades[trade] = figures;
    report(`${trade} ${JSON.stringify(figures)}`);
  }
  return { accuracy: rounded(Object.values(trades).reduce((sum, one) => sum + one.accuracy, 0) / 3), trades };
}
