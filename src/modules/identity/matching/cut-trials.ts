import { AppError } from '../../../kernel/app-error.ts';
import { publicId } from '../../../kernel/public-id.ts';
import { createPause } from '../../../platform/jobs/pause.ts';
import { factsOf } from '../../../platform/log/log.ts';
import { asideNow } from '../aside-now.ts';
import { countOfKind } from '../identity-view.ts';
import type { SetAside } from '../region.ts';
import type { Queryable } from '../../../platform/pg/transaction.ts';
import type { DecideDeps } from '../take-decision.ts';
import type { CutExample, CutTrial } from './contract.ts';
import { cutFor, type CurvePoint } from './learnt-model.ts';
import { loadModel } from './load-weigher.ts';
import type { MatchSetting } from './model-store.ts';
import { cutOf } from './settings.ts';
import { sidesOf, type Party } from './side-view.ts';
import { customersInDoubt, largestBeside } from './training-store.ts';
import { tryCut, type CutLook } from './try-cut.ts';

/** Customers that are looked at at a time. */
const PART = 100;
/** Whoever asks waits so long for the figures before hearing how far it is. Units: ms. */
const ANSWER_MS = 1_000;
/** Figures are told again for so long; then they are counted anew. Units: ms. */
const HOLDS_MS = 60_000;
const EXAMPLES = 5;
const EXAMPLE_PARTIES = 10;

/** An example by numbers. */
type Example = { readonly kind: CutExample['kind']; readonly of: readonly Party[] };
/** Invariant: `trial.examples` is empty; `examples` has names put to them when they are told. */
type Run = { readonly key: string; trial: CutTrial; examples: readonly Example[]; doneAtMs: number | null; failure: unknown; done: Promise<void>; isGivenUp: boolean };

export type CutTrials = {
  /** What another wish would make of customers; begins to count, or tells how far it is. Shape: zeros before anything was learnt. */
  try(wish: MatchSetting): Promise<CutTrial>;
  stop(): Promise<void>;
};

/** Counts what another cut would do, one wish at a time: another one gives the earlier up. Takes half of the time at most, so that recording goes on. */
export function createCutTrials(deps: DecideDeps): CutTrials {
  const { database, log, clock } = deps;
  const rest = createPause();
  let run: Run | null = null;

  async function count(mine: Run, cut: CurvePoint | null): Promise<void> {
    const aside: SetAside = { ...await asideNow(database), models: deps.memory.models };
    const customers = await customersInDoubt(database, cut?.cutBits ?? null);
    const [people, largest] = [await countOfKind(database, 'person'), await largestBeside(database, [])];
    const asIf = { cutBits: cut?.cutBits ?? null, looked: new Set(customers) };
    const met = new Set<number>();
    mine.trial = { ...mine.trial, of: customers.length, people: { before: people, after: people }, largest: { before: largest, after: 0 } };
    for (let from = 0; from < customers.length; from += PART) {
      if (mine.isGivenUp) return;
      const startMs = performance.now();
      const part = customers.slice(from, from + PART).filter((customer) => !met.has(customer));
      const look = await tryCut(database, log, aside, asIf, part);
      for (const customer of look.customers) met.add(customer);
      mine.trial = { ...added(mine.trial, look), looked: Math.min(customers.length, from + PART) };
      mine.examples = largestOf([...mine.examples, ...examplesOf(look)]);
      await rest.wait(performance.now() - startMs);
    }
    const beside = await largestBeside(database, [...met]);
    mine.trial = { ...mine.trial, largest: { before: largest, after: Math.max(mine.trial.largest.after, beside) }, isDone: true };
    mine.doneAtMs = clock();
  }
  function begin(key: string, trial: CutTrial, cut: CurvePoint | null): Run {
    if (run !== null) run.isGivenUp = true;
    const mine: Run = { key, trial, examples: [], doneAtMs: null, failure: null, done: Promise.resolve(), isGivenUp: false };
    mine.done = count(mine, cut).catch((error: unknown) => {
      log.warn('cut-trial-failed', factsOf(error));
      mine.failure = error;
    });
    return mine;
  }
  return {
    async try({ isOn, precisionRatio }) {
      const inUse = await loadModel(database);
      if (inUse === null) return { ...NOTHING, isDone: true };
      const cut = isOn ? cutFor(inUse.model.curve, precisionRatio) : null;
      const key = `${inUse.model.number} ${String(inUse.cut?.cutBits)} ${String(cut?.cutBits)}`;
      const holds = run !== null && run.key === key && run.failure === null && (run.doneAtMs === null || clock() - run.doneAtMs < HOLDS_MS);
      const mine = holds && run !== null ? run : begin(key, { ...NOTHING, before: inUse.cut === null ? null : cutOf(inUse.cut), after: cut === null ? null : cutOf(cut) }, cut);
      run = mine;
      await Promise.race([mine.done, createPause().wait(ANSWER_MS)]);
      if (mine.failure !== null) throw new AppError('unavailable', 'cut-not-tried', 'It could not be counted.', { cause: mine.failure });
      return mine.trial.isDone ? { ...mine.trial, examples: await named(database, mine.examples) } : mine.trial;
    },
    async stop() {
      if (run === null) return;
      run.isGivenUp = true;
      rest.end();
      await run.done;
    },
  };
}

const NOTHING: CutTrial = { before: null, after: null, isDone: false, looked: 0, of: 0, people: { before: 0, after: 0 }, largest: { before: 0, after: 0 }, joined: 0, parted: 0, examples: [] };

function added(trial: CutTrial, look: CutLook): CutTrial {
  return {
    ...trial, people: { before: trial.people.before, after: trial.people.after + look.peopleMore }, largest: { before: trial.largest.before, after: Math.max(trial.largest.after, look.largest) },
    joined: trial.joined + look.joins.reduce((sum, customers) => sum + customers.length - 1, 0), parted: trial.parted + look.parts.length,
  };
}

function examplesOf({ joins, parts }: CutLook): Example[] {
  return [
    ...joins.map((customers): Example => ({ kind: 'joined', of: customers.map((customer) => ({ customer, node: null })) })),
    ...parts.map(({ customer, nodes }): Example => ({ kind: 'parted', of: nodes.map((node) => ({ customer, node })) })),
  ];
}

/** The largest of each kind. */
function largestOf(examples: readonly Example[]): Example[] {
  const sorted = examples.toSorted((a, b) => b.of.length - a.of.length);
  return (['joined', 'parted'] as const).flatMap((kind) => sorted.filter((one) => one.kind === kind).slice(0, EXAMPLES).map((one) => ({ kind, of: one.of.slice(0, EXAMPLE_PARTIES) })));
}

async function named(tx: Queryable, examples: readonly Example[]): Promise<CutExample[]> {
  const parties = examples.flatMap((one) => one.of);
  const sides = await sidesOf(tx, parties);
  const namesOf = new Map(parties.map((party, at) => [party, sides.get(at)?.names ?? []]));
  return examples.map(({ kind, of }) => ({ kind, of: of.map((party) => ({ id: party.node === null ? publicId('customer', party.customer) : publicId('node', party.node), customer: publicId('customer', party.customer), names: namesOf.get(party) ?? [] })) }));
}
