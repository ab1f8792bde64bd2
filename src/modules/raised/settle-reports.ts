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
/** Between two looks while something waits, while nothing does, and after a fault. Units: ms. */
const WAITS = { busyMs: 300, idleMs: 60_000, faultMs: 5_000 } as const;

/**
 * Brings reports on their way: each is accepted as an interaction, and once that is recorded, and with it whose it is, its case opens.
 * What is kept in `raised.report` says how far each is, so that a stop in between loses nothing and nothing happens twice.
 */
export function createSettling(deps: SettleDeps) {
  const rest = createPause();
  let stopping = false;
  let running: Promise<void> = Promise.resolve();

  /** Answers how many still wait. */
  async function round(): Promise<number> {
    const waiting = await waitingReports(deps.database, AT_ONCE);
    for (const report of waiting.filter(({ interaction }) => interaction === null)) await accept(deps, report);
    const accepted = waiting.filter(({ interaction }) => interaction !== null);
    const said = new Map((await deps.interactions.saidBy(accepted.flatMap(({ interaction }) => interaction ?? []))).map((one) => [parsePublicId('interaction', one.item.id), one]));
    let settled = 0;
    for (const report of accepted) {
      const found = report.interaction === null ? undefined : said.get(report.interaction);
      if (found === undefined || report.interaction === null) continue;
      await settle(deps, report, report.interaction, found);
      settled += 1;
    }
    return waiting.length - settled;
  }

  async function run(): Promise<void> {
    while (!stopping) {
      try {
        await rest.wait(await round() > 0 ? WAITS.busyMs : WAITS.idleMs);
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

async function accept({ database, interactions }: SettleDeps, report: WaitingReport): Promise<void> {
  const [result] = await interactions.acceptBatch(SOURCE, [report.item]);
  if (result === undefined || result.status === 'quarantined') return;
  if (result.status === 'erased') await dropReport(database, report.number);
  else await noteInteraction(database, report.number, parsePublicId('interaction', result.reference));
}

async function settle(deps: SettleDeps, report: WaitingReport, interaction: number, said: { readonly node: number; readonly item: { readonly office: string; readonly language: string | null } }): Promise<void> {
  const node = await nodeMeant(deps, report, said.node);
  const opened = report.outcome === 'fixed' ? null : await open(deps, report, interaction, node, said);
  await noteRecorded(deps.database, report.number, { node, case: opened, at: new Date(deps.clock()) });
}

/** Whose claim the report is about: that of its interaction, unless it was placed elsewhere than with whom its raiser chose. */
async function nodeMeant({ identity }: SettleDeps, { wantedNode }: WaitingReport, recorded: number): Promise<number> {
  if (wantedNode === null) return recorded;
  const customers = await identity.customerOfNodes([recorded, wantedNode]);
  return customers.get(recorded) !== undefined && customers.get(recorded) === customers.get(wantedNode) ? recorded : wantedNode;
}

async function open({ cases }: SettleDeps, report: WaitingReport, interaction: number, node: number, { item }: Parameters<typeof settle>[3]): Promise<string | null> {
  const raiser: Raiser = { way: report.way, person: report.person, place: report.place, calls: report.calls };
  const opened = await cases.openCase({
    by: openerOf(raiser), node, contacts: [{ interaction, node, wroteMs: null, hasWords: false, office: item.office, language: item.language }], about: aboutOf(report.words), subject: report.about === null ? null : { type: 'order', id: report.about },
    priority: 'normal', queue: null, because: becauseOf(raiser), key: `raised ${report.number}`, isMine: report.outcome === 'mine' && report.person !== null,
  });
  // Opened before a stop came in between: found again by its interaction.
  return opened ?? (await cases.ofInteractions([publicId('interaction', interaction)]))[0]?.case ?? null;
}
