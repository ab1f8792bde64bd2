import { hashed, dealtParts, readLabel, trainTextModel } from '../../src/modules/voice/reading/text-model.ts';
import type { HashedText } from '../../src/modules/voice/reading/hash-features.ts';
import { seededRandom } from '../../src/kernel/seeded-random.ts';
import { spread } from '../statistics.ts';
import { accuracy, calibrationError, macroF1, rounded } from './measures.ts';
import { airlineTweets, banking77, multidogo, type PublicText } from './sets-of-texts.ts';

type Figures = { readonly accuracy: number; readonly macroF1: number; readonly calibrationError: number; readonly trainedS: number; readonly docsPerSecond: number };

/** Trains on some texts and reads others from their raw form, one thread. `docsPerSecond` is by processor time, as other work may share the machine. */
function trainAndRead(train: readonly PublicText[], known: readonly HashedText[], test: readonly PublicText[], balanced: boolean): Figures {
  const before = performance.now();
  const model = trainTextModel(train.map((one, row) => ({ text: known[row] as HashedText, label: one.label })), { balanced, seed: 1 });
  const trained = performance.now();
  const used = process.cpuUsage();
  const readings = test.map((one) => readLabel(model, hashed(one.text)));
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
  const texts = set.map((one) => hashed(one.text));
  const labels = [...new Set(set.map((one) => one.label))];
  const part = dealtParts(set.map((one) => labels.indexOf(one.label)), 5, 0);
  const runs: Figures[] = [];
  for (let out = 0; out < 5; out += 1) {
    const rows = [...part.keys()].filter((row) => part[row] !== out);
    runs.push(trainAndRead(rows.map((row) => set[row] as PublicText), rows.map((row) => texts[row] as HashedText), set.filter((_, row) => part[row] === out), true));
    report(JSON.stringify(runs[out]));
  }
  return { texts: set.length, macroF1: mean(runs, 'macroF1'), macroF1Of: spread(runs.map((run) => run.macroF1)), accuracy: mean(runs, 'accuracy'), calibrationError: mean(runs, 'calibrationError'), docsPerSecond: spread(runs.map((run) => run.docsPerSecond)).median, docsPerSecondOf: spread(runs.map((run) => run.docsPerSecond)) };
}

/** Bank questions, official parts. */
export function banking(report: (line: string) => void): object {
  const [train, test] = [banking77('train'), banking77('test')];
  const figures = trainAndRead(train, train.map((one) => hashed(one.text)), test, false);
  report(JSON.stringify(figures));
  return { trainedOn: train.length, texts: test.length, ...figures };
}

/** Bank questions from ten examples a label, drawn anew five times; official test. The first ten of each label as they stand in the file are a sixth draw. */
export function bankingTen(report: (line: string) => void): object {
  const [train, test] = [banking77('train'), banking77('test')];
  const runs: Figures[] = [];
  for (let draw = 0; draw < 6; draw += 1) {
    const random = seededRandom(draw);
    const order = train.map((one) => ({ one, place: draw === 5 ? 0 : random() })).sort((a, b) => a.place - b.place);
    const counts = new Map<string, number>();
    const few = order.filter(({ one }) => { const count = (counts.get(one.label) ?? 0) + 1; counts.set(one.label, count); return count <= 10; }).map(({ one }) => one);
    runs.push(trainAndRead(few, few.map((one) => hashed(one.text)), test, false));
    report(JSON.stringify(runs[draw]));
  }
  const drawn = runs.slice(0, 5).map((run) => run.accuracy);
  return { trainedOn: 770, texts: test.length, draws: drawn, accuracy10: [...drawn].sort((a, b) => a - b)[2], firstTen: runs[5]?.accuracy, calibrationError: mean(runs, 'calibrationError') };
}

/** Turns of customers in three trades: trained on the official train part, read on dev. */
export function dialogues(report: (line: string) => void): object {
  const trades: Record<string, Figures & { readonly trainedOn: number; readonly texts: number }> = {};
  for (const trade of ['airline', 'insurance', 'media']) {
    const [train, test] = [multidogo(trade, 'train'), multidogo(trade, 'dev')];
    const figures = { trainedOn: train.length, texts: test.length, ...trainAndRead(train, train.map((one) => hashed(one.text)), test, false) };
    trades[trade] = figures;
    report(`${trade} ${JSON.stringify(figures)}`);
  }
  return { accuracy: rounded(Object.values(trades).reduce((sum, one) => sum + one.accuracy, 0) / 3), trades };
}
