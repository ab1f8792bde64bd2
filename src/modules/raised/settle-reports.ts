import { parsePublicId, publicId } from '../../kernel/public-id.ts';
import { createPause } from '../../platform/jobs/pause.ts';
import { factsOf, type Log } from '../../platform/log/log.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Cases } from '../cases/index.ts';
import type { Identity } from '../identity/index.ts';
import type { Interactions } from '../interactions/index.ts';
import { aboutOf, becauseOf, openerOf, SOURCE, type Raiser } from './report.ts';
import { dropReport, noteInteraction, noteRecorded, waitingReports, type WaitingReport } from './report-store.ts';

export type SettleDeps = { readonly database: Database; readonly interactions: Pick<Interactions, 'acceptBatch' | 'saidBy'>; readonly identity: Pick<Identity, 'customerOfNodes'>; readonly cases: Pick<Cases, 'openCase' | 'ofInteractions'>; readonly clock: () => number; readonly log: Log };

const AT_ONCE = 50;
/** Between two looks while something waits (longer each time nothing moves), while nothing does, and after a fault. Units: ms. */
const WAITS = { busyMs: 300, slowestMs: 5_000, idleMs: 60_000, faultMs: 5_000 } as const;
/** What is not recorded by then never will be: somebody must hear of it all the same. Units: ms. */
const GIVE_UP_MS = 10 * 60_000;

/**
 * Brings reports on their way: each is accepted as an interaction, and once that is recorded, and with it whose it is, its case opens.
 * What is kept in `raised.report` says how far each is, so that a stop in between loses nothing and nothing happens twice.
 */
export function createSettling(deps: SettleDeps) {
  const rest = createPause();
  let stopping = false;
  let running: Promise<void> = Promise.resolve();

  /** Answers how many still wait, and whether any moved on. */
  async function round(): Promise<{ readonly left: number; readonly moved: boolean }> {
    const waiting = await waitingReports(deps.database, AT_ONCE);
    for (const report of waiting.filter(({ interaction }) => interaction === null)) await accept(deps, report);
    const accepted = waiting.filter(({ interaction }) => interaction !== null);
    const said = new Map((await deps.interactions.saidBy(accepted.flatMap(({ interaction }) => interaction ?? []))).map((one) => [parsePublicId('interaction', one.item.id), one]));
    let settled = 0;
    for (const report of accepted) {
      const found = report.interaction === null ? undefined : said.get(report.interaction);
      if (found === undefined && deps.clock() - report.at.getTime() < GIVE_UP_MS) continue;
      await (found === undefined || report.interaction === null ? settleAlone(deps, report) : settle(deps, report, report.interaction, found));
      settled += 1;
    }
    return { left: waiting.length - settled, moved: settled > 0 || accepted.length < waiting.length };
  }

  async function run(): Promise<void> {
    let waitMs: number = WAITS.busyMs;
    while (!stopping) {
      try {
        const { left, moved } = await round();
        waitMs = moved ? WAITS.busyMs : Math.min(WAITS.slowestMs, waitMs * 1.5);
        await rest.wait(left > 0 ? waitMs : WAITS.idleMs);
      } catch (error) {
        if (stopping) return;
        deps.log.warn('reports-wait', factsOf(error));
        await rest.wait(WAITS.faultMs);
      }
    }
  }

  return {
    wake: rest.end,
    start(): void { running = run(); },
    async stop(): Promise<void> { stopping = true; rest.end(); await running; },
  };
}

async function accept(deps: SettleDeps, report: WaitingReport): Promise<void> {
  const { database, interactions } = deps;
  const [result] = await interactions.acceptBatch(SOURCE, [report.item]);
  if (result === undefined) return;
  if (result.status === 'quarantined') await settleAlone(deps, report);
  else if (result.status === 'erased') await dropReport(database, report.number);
  else await noteInteraction(database, report.number, parsePublicId('interaction', result.reference));
}

/** A report that can not be recorded as an interaction (it is parked, and can be mended there) opens its case nonetheless. */
async function settleAlone(deps: SettleDeps, report: WaitingReport): Promise<void> {
  const node = report.wantedNode ?? 0;
  const opened = report.outcome === 'fixed' ? null : await open(deps, report, node, null);
  await noteRecorded(deps.database, report.number, { node, case: opened, at: new Date(deps.clock()) });
}

async function settle(deps: SettleDeps, report: WaitingReport, interaction: number, said: { readonly node: number; readonly item: { readonly office: string; readonly language: string | null } }): Promise<void> {
  const node = await nodeMeant(deps, report, said.node);
  const opened = report.outcome === 'fixed' ? null : await open(deps, report, node, { interaction, ...said.item });
  await noteRecorded(deps.database, report.number, { node, case: opened, at: new Date(deps.clock()) });
}

/** Whose claim the report is about: that of its interaction, unless it was placed elsewhere than with whom its raiser chose. */
async function nodeMeant({ identity }: SettleDeps, { wantedNode }: WaitingReport, recorded: number): Promise<number> {
  if (wantedNode === null) return recorded;
  const customers = await identity.customerOfNodes([recorded, wantedNode]);
  return customers.get(recorded) !== undefined && customers.get(recorded) === customers.get(wantedNode) ? recorded : wantedNode;
}

async function open({ cases }: SettleDeps, report: WaitingReport, node: number, recorded: { readonly interaction: number; readonly office: string; readonly language: string | null } | null): Promise<string | null> {
  const raiser: Raiser = { way: report.way, person: report.person, place: report.place, calls: report.calls };
  const opened = await cases.openCase({
    by: openerOf(raiser), node, contacts: recorded === null ? [] : [{ interaction: recorded.interaction, node, wroteMs: null, hasWords: false, office: recorded.office, language: recorded.language }], about: aboutOf(report.words), subject: report.about === null ? null : { type: 'order', id: report.about },
    priority: 'normal', queue: null, because: becauseOf(raiser), key: `raised ${report.number}`, isMine: report.outcome === 'mine' && report.person !== null,
  });
  // Opened before a stop came in between: found again by its interaction.
  return opened ?? (recorded === null ? null : (await cases.ofInteractions([publicId('interaction', recorded.interaction)]))[0]?.case ?? null);
}
