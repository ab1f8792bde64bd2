import { alarms } from './alarms.ts';
import { demo } from './demo.ts';
import { lounges } from './drivers.ts';
import { entities } from './entities.ts';
import { ownFeelings } from './feelings-own.ts';
import { gold, untrained } from './feelings.ts';
import { intervals } from './intervals.ts';
import { airline, banking, bankingTen, dialogues } from './labels.ts';
import { languages } from './language.ts';
import { meaning } from './meaning.ts';
import { clothing, orders } from './stars.ts';
import { newIntents } from './new-topics.ts';
import { search } from './search.ts';
import { staff } from './staff.ts';
import { stream } from './stream.ts';
import { topics } from './topics.ts';

/** What a measurement of texts and scores is given. */
export type TextBench = { readonly seed: number; /** Texts that are searched, and a data folder that is filled when it is empty, and kept. */ readonly rows: number; readonly keep: string | undefined; /** Nothing is trained on the set that is measured. */ readonly noTraining: boolean };

const report = (line: string): void => { process.stdout.write(`${line}\n`); };

/** `npm run bench -- text --set NAME`: each set with what measures it. */
const SETS: Readonly<Record<string, (bench: TextBench) => object | Promise<object>>> = {
  airline_tweets: () => airline(report),
  banking77: () => banking(report),
  banking77_10: () => bankingTen(report),
  banking77_topics: () => topics(report),
  banking77_new_topics: ({ seed }) => newIntents(seed, report),
  womens_clothing: () => clothing(report),
  olist: () => orders(report),
  multidogo: () => dialogues(report),
  stream: ({ seed }) => stream(seed),
  meaning: ({ seed }) => meaning(seed),
  search: ({ rows, seed, keep }) => search({ rows, seed, keep }),
  vader_gold: () => gold(),
  feelings_own: () => ownFeelings(),
  language: () => languages(),
  entities: () => entities(report),
  staff: () => staff(report),
  skytrax: ({ seed }) => lounges(seed),
  intervals: ({ seed }) => intervals(seed),
  alarms: ({ seed }) => alarms(seed),
  demo: ({ seed }) => demo(seed, report),
};

/** Measures one set. */
export async function text(set: string, bench: TextBench): Promise<object> {
  const measure = bench.noTraining ? untrained[set] ?? SETS[set] : SETS[set];
  if (measure === undefined) {
    process.exitCode = 2;
    return { problem: `Say which: ${Object.keys(SETS).join(' | ')}` };
  }
  return { set, ...await measure(bench) };
}
