import { parsePublicId } from '../src/kernel/public-id.ts';
import type { Clause, Terms } from '../src/modules/promises/contract.ts';
import { compileTerms } from '../src/modules/promises/terms/compile-terms.ts';
import { foldPromise } from '../src/modules/promises/engine/fold-promise.ts';
import { checkForecast, pastOf, type Past } from '../src/modules/promises/forecast/break-hazard.ts';
import type { Instance } from '../src/modules/promises/engine/instance.ts';
import { createHistories, needsOf } from '../src/modules/promises/histories.ts';
import { createJourneys } from '../src/modules/journeys/index.ts';
import { createPromises, LIBRARY } from '../src/modules/promises/index.ts';
import { sql } from '../src/platform/pg/sql.ts';
import { voiceEngines, voiceHouse } from '../test/engines/voice-house.ts';
import { plantedCompany, refOf, type Commitment } from './promises-company.ts';
import { replay } from './promises-replay.ts';
import { throughput } from './promises-throughput.ts';
import { sendCompany } from './send-company.ts';
import { percentile } from './statistics.ts';

const report = (line: string): void => { process.stdout.write(`${line}\n`); };
const MINUTE_MS = 60_000;
/** 500 breaches and 5,000 near misses in a company of 2,000 customers; in proportion in others. */
const PLANTED_RATIO = 0.25;
const NEAR_FOR_EACH = 10;
const TESTS = 20;
const VERDICTS = 40;
const CLAUSES: Readonly<Record<string, Clause>> = {
  'explain-once': { type: 'explain-once', withinMinutes: 30 }, 'update-by': { type: 'kept-word', word: 'reply' }, 'refund-by': { type: 'kept-word', word: 'refund' },
  'deliver-by': { type: 'outcome-as-ordered', outcome: { is: 'deliver-by', graceHours: 0 } }, 'refund-by-return': { type: 'outcome-as-ordered', outcome: { is: 'refund-by', withinDays: 14 } },
};
/** Of which it is foretold whether they break: those that take their time. */
const FORETOLD = ['update-by', 'deliver-by', 'refund-by-return'];
const PLANTED = ['explain-once', 'update-by', 'refund-by'];
const ANYBODY = LIBRARY[0]?.terms as Terms;

/** By which clause a true commitment is checked: money after a return is another promise than money in words. */
const clauseOf = ({ clause, issue }: Commitment): string => (clause === 'refund-by' && issue === null ? 'refund-by-return' : clause);
type Counted = { readonly found: number; readonly broken: number; readonly right: number; readonly precision: number; readonly recall: number; readonly missed: Readonly<Record<string, number>>; readonly wrong: Readonly<Record<string, number>> };
const ratio = (part: number, whole: number): number => (whole === 0 ? 1 : Math.round((part / whole) * 10_000) / 10_000);
const tally = (words: readonly string[]): Record<string, number> => Object.fromEntries([...Map.groupBy(words, (word) => word)].map(([word, own]) => [word, own.length] as const).sort((a, b) => b[1] - a[1]).slice(0, 8));

/** What was found broken against what is, by what each is about. */
function measured(truths: readonly Commitment[], found: readonly Instance[], keyOfTruth: (one: Commitment) => string, keyOfFound: (one: Instance) => string): Counted {
  const isTrue = new Map(truths.map((one) => [keyOfTruth(one), one]));
  const told = new Map(found.map((one) => [keyOfFound(one), one]));
  const broken = [...isTrue].filter(([, { outcome }]) => outcome === 'broken');
  const said = [...told].filter(([, { state }]) => state === 'broken');
  const right = said.filter(([key]) => isTrue.get(key)?.outcome === 'broken').length;
  return {
    found: said.length, broken: broken.length, right, precision: ratio(right, said.length), recall: ratio(right, broken.length),
    missed: tally(broken.filter(([key]) => told.get(key)?.state !== 'broken').map(([key, { why }]) => `${why}: ${told.get(key)?.evidence.at(-1)?.rule ?? 'nothing found'}`)),
    wrong: tally(said.filter(([key]) => isTrue.get(key)?.outcome !== 'broken').map(([key, { evidence }]) => `${isTrue.get(key)?.why ?? 'of no true promise'}: ${evidence.at(-1)?.rule ?? ''}`)),
  };
}

/**
 * Promises of the demo company, in the grammar that nothing learns from, through the product: sent in, told whose they are, read and judged, against what was planted. The truth is read here alone.
 * Shape: `precision` and `recall` of all planted breaches and near misses together; null for what was not measured.
 */
export async function promises({ customers, seed, rows }: { readonly customers: number; readonly seed: number; /** Interactions of the history that is judged anew. */ readonly rows: number }): Promise<object> {
  const planted = Math.round(customers * PLANTED_RATIO);
  const near = planted * NEAR_FOR_EACH;
  const endsAt = Math.floor((Date.now() - 60 * MINUTE_MS) / MINUTE_MS) * MINUTE_MS;
  const company = plantedCompany({ seed, customers, promises: planted, near, endsAt });
  const speed = throughput(company, endsAt);
  report(`one core: ${JSON.stringify(speed)}`);

  const engines = await voiceEngines();
  const house = voiceHouse(engines, Date.now);
  const readings = { shown: () => ({ version: 0, shownSinceMs: null, again: null, languages: [], card: [] }) };
  const journeys = createJourneys({ ...house, topicsOf: () => Promise.resolve(new Map()), nameOf: () => Promise.resolve(null) });
  const deps = { ...house, readings, journeys, people: { list: () => Promise.resolve([]) }, topics: { topicsAt: () => Promise.resolve(new Map()), topicNames: () => Promise.resolve(null) }, remedyHeld: () => Promise.resolve('Nothing is given in a benchmark.'), isCaseOf: () => Promise.resolve(false) };
  const own = await createPromises(deps);
  await house.begin({ start: own.start, stop: own.stopWatching });
  const refs = new Map<number, string>();
  const sent = await sendCompany(house, company.history(), (number, item) => { refs.set(number, refOf(item)); });
  await engines.analytics.run({ strings: ['system reload dictionary identity_customer'], params: [] }, { class: 'write' });

  const histories = createHistories({ ...deps, remediesOf: () => Promise.resolve(new Map()), zone: 'UTC' });
  const terms = (clause: Clause): Terms => ({ ...ANYBODY, clause });
  const found = new Map(Object.keys(CLAUSES).map((name): [string, Instance[]] => [name, []]));
  const past = new Map(FORETOLD.map((name): [string, Past[]] => [name, []]));
  const replayMs = performance.now();
  for await (const group of histories.all(endsAt, needsOf(Object.values(CLAUSES).map(terms)))) {
    for (const [name, clause] of Object.entries(CLAUSES)) {
      const rule = compileTerms(terms(clause), { fromMs: 0, untilMs: endsAt }, 'UTC');
      for (const { history, customer } of group) {
        const instances = foldPromise(history, rule, endsAt);
        found.get(name)?.push(...instances);
        past.get(name)?.push(...pastOf(customer, instances, endsAt, rule.calendar));
      }
    }
  }
  const forecasts = Object.fromEntries([...past].map(([name, own]) => [name, checkForecast(own)]));
  report(`forecasts ${JSON.stringify(forecasts)}`);
  const replaySeconds = (performance.now() - replayMs) / 1_000;
  const person = (trigger: number): string => company.personOf.get(refs.get(trigger) ?? '') ?? 'nobody';
  const minute = (ms: number): string => String(Math.floor(ms / MINUTE_MS));
  const truths = Map.groupBy(company.commitments.filter(({ outcome }) => outcome !== 'open'), clauseOf);
  const figures = Object.fromEntries(Object.keys(CLAUSES).map((name): [string, Counted] => {
    const byTalk = name === 'explain-once';
    // Of some orders the truth says nothing, and "you explain it once" is promised from a day on.
    const fromMs = byTalk ? Math.min(...(truths.get(name) ?? []).map(({ madeAt }) => Date.parse(madeAt))) : 0;
    const spoken = new Set(name === 'deliver-by' ? (truths.get(name) ?? []).map((one) => `${one.person} ${minute(Date.parse(one.dueAt ?? ''))}`) : []);
    const judged = (found.get(name) ?? []).filter((one) => (one.settledMs ?? endsAt) >= fromMs && (spoken.size === 0 || spoken.has(`${person(one.trigger)} ${minute(one.dueMs ?? 0)}`)));
    return [name, measured(truths.get(name) ?? [], judged,
      (one) => (byTalk ? one.evidence.at(-1) ?? '' : `${one.person} ${minute(Date.parse(one.dueAt ?? ''))}`), (one) => (byTalk ? refs.get(one.trigger) ?? '' : `${person(one.trigger)} ${minute(one.dueMs ?? 0)}`))];
  }));
  for (const [name, counted] of Object.entries(figures)) report(`${name} ${JSON.stringify(counted)}`);
  const sum = (of: (one: Counted) => number): number => PLANTED.reduce((all, name) => all + of(figures[name] as Counted), 0);
  const precision = ratio(sum(({ right }) => right), sum(({ found: said }) => said));
  const recall = ratio(sum(({ right }) => right), sum(({ broken }) => broken));

  const tests: number[] = [];
  const ready = LIBRARY.filter(({ terms: { clause } }) => clause.type !== 'response-deadline' || clause.to !== 'complaint');
  for (let run = 0; run < TESTS; run += 1) {
    const one = ready[run % ready.length]?.terms as Terms;
    tests.push((await own.backTest({ ...one, exclusions: { ...one.exclusions, channels: run % 2 === 0 ? [] : ['call'] } }, undefined)).tookMs);
  }
  report(`back-tests ${JSON.stringify(tests)}`);
  const verdicts = await verdictTimes(house, own);
  await house.end();
  await engines.close();
  const replayed = await replay(rows, report);
  return {
    customers, seed, interactions: sent, planted, near, ...Object.fromEntries(Object.entries(figures).map(([name, { precision: p, recall: r }]) => [name, { precision: p, recall: r }])), oneCore: speed, historySeconds: Math.round(replaySeconds * 10) / 10, backTestFirstMs: tests[0],
    forecasts: Object.fromEntries(Object.entries(forecasts).map(([name, check]) => [name, check === null ? null : { n: check.n, saidBroken: check.saidBroken, broken: check.broken, brier: check.brier, brierOfRate: check.brierOfRate }])),
    precision, recall, perSecondPerCore: speed.perSecondPerCore, ...replayed, verdictP95Ms: verdicts.length === 0 ? null : Math.round(percentile(verdicts, 0.95)), backTestP95Ms: Math.round(percentile(tests, 0.95)),
  };
}

/** From sending a talk that breaks a promise until its verdict stands, one after the other. Units: ms. */
async function verdictTimes(house: ReturnType<typeof voiceHouse>, own: Awaited<ReturnType<typeof createPromises>>): Promise<number[]> {
  await house.database.run(sql`insert into promises.promise (made_by, made_at) values ('bench', now())`);
  const at = new Date().toISOString();
  await house.database.run(sql`insert into promises.version (promise, number, terms, note, by, at) values (1, 1, ${JSON.stringify({ ...ANYBODY, owners: { brand: null, service: null } })}::jsonb, '', 'bench', ${at}::timestamptz)`);
  await house.database.run(sql`insert into promises.publication (promise, version, by, at) values (1, 1, 'bench', ${at}::timestamptz)`);
  await own.reload();
  const times: number[] = [];
  for (let round = 0; round < VERDICTS; round += 1) {
    const id = `verdict-${round}`;
    const call = { id, source: 'call-centre', channel: 'call', kind: 'call-answered', direction: 'in', office: 'service', occurredAt: new Date().toISOString(), identifiers: [{ type: 'email', value: `${id}@x.example` }], properties: { transferredFrom: 'bot' }, turns: [{ speaker: 'agent', text: 'Please tell me what happened, from the beginning.' }, { speaker: 'customer', text: 'My tent never came.' }] };
    const startMs = performance.now();
    const [accepted] = await house.interactions.acceptBatch('call-centre', [call]);
    const number = parsePublicId('interaction', accepted?.reference ?? '');
    for (;;) {
      const [row] = await house.database.rows<{ count: number }>(sql`select count(*)::int as count from promises.verdict where trigger = ${number} and state = 'broken'`);
      if ((row?.count ?? 0) > 0) break;
      if (performance.now() - startMs > 30_000) return times;
      await new Promise((resolve) => { setTimeout(resolve, 5); });
    }
    times.push(performance.now() - startMs);
  }
  return times;
}
