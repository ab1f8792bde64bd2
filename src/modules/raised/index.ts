import type { Viewer } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import { parsePublicId } from '../../kernel/public-id.ts';
import { hashOfSecret } from '../../platform/http/link-secret.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Cases } from '../cases/index.ts';
import type { Customers } from '../customers/index.ts';
import type { Identity } from '../identity/index.ts';
import type { Interactions } from '../interactions/index.ts';
import type { People } from '../people/index.ts';
import type { Subjects } from '../subjects/index.ts';
import { CHAT_HELP, isProbe, readCommand } from './chat/read-command.ts';
import type { Signed } from './chat/verify-chat.ts';
import { RAISE_LIMITS, type OwnReport, type RaisedFigures, type ReportState, type SeenReport } from './contract.ts';
import { createAddressLimit } from './limit-reports.ts';
import { createLinks } from './links.ts';
import { presentOwn, presentSeen, raisedFigures, standingsOf } from './present-reports.ts';
import { raiseAsPerson, raiseAtPlace, type RaiseDeps, type Wanted, type WantedAt } from './raise-report.ts';
import { followedReport, insertOpening, latestReports, reportOf, reportsOfPerson, sealKey, sealOf } from './report-store.ts';
import { openedName, sealedName } from './seal-name.ts';
import { createSettling } from './settle-reports.ts';

export { reportsHeld, reportsKept } from './kept-reports-store.ts';

type Deps = {
  readonly database: Database; readonly identity: Pick<Identity, 'canonical' | 'describe' | 'nodesOf' | 'customersByIdentifier' | 'customerOfNodes'>; readonly subjects: Pick<Subjects, 'nodesOfOrder'>;
  readonly interactions: Pick<Interactions, 'acceptBatch' | 'saidBy'>; readonly cases: Pick<Cases, 'openCase' | 'ofInteractions' | 'standings' | 'choices'>; readonly people: Pick<People, 'nameOf' | 'list' | 'company'>; readonly customers: Pick<Customers, 'quoted'>; readonly log: Log; readonly clock: () => number;
};
type Person = Extract<Viewer, { kind: 'person' }>;

/** What employees raise, and what became of it. See README.md. */
export function createRaised(deps: Deps) {
  const { database, clock, people } = deps;
  const { nameOf } = people;
  const presenting = { ...deps, nameOf };
  const links = createLinks({ database, clock, nameOf });
  const limit = createAddressLimit(clock);
  const failures = createAddressLimit(clock);
  const settling = createSettling(deps);
  let key: Promise<string> | null = null;
  const raising: RaiseDeps = { ...deps, sealKey: () => (key ??= sealKey(database)) };

  async function own(number: number): Promise<OwnReport> {
    const row = await reportOf(database, number);
    const [report] = row === null ? [] : await presentOwn(presenting, [row]);
    if (report === undefined) throw unknownReport();
    return report;
  }

  async function raisedAt(link: Parameters<typeof raiseAtPlace>[1], wanted: WantedAt): Promise<string | null> {
    const token = await raiseAtPlace(raising, link, wanted);
    settling.wake();
    return token;
  }

  return {
    /** Raises something. Errors: as `raiseAsPerson`. */
    async raise(viewer: Person, wanted: Wanted): Promise<OwnReport> {
      const number = await raiseAsPerson(raising, viewer, wanted);
      settling.wake();
      return own(number);
    },
    /** What somebody raised, newest first. `names`: of the customers whom it is about, to be hidden in what others wrote; empty unless asked for. */
    async mine(person: string, isMasked: boolean): Promise<{ reports: OwnReport[]; names: string[] }> {
      const rows = await reportsOfPerson(database, person, sealedName(await raising.sealKey(), person), RAISE_LIMITS.listed);
      const about = isMasked ? [...(await deps.customers.quoted(rows.flatMap(({ node }) => (node === null || node === 0 ? [] : [node])), true)).values()] : [];
      return { reports: await presentOwn(presenting, rows), names: about.flatMap(({ names }) => names) };
    },
    /** What was raised, newest first, with figures. */
    async all(): Promise<{ reports: SeenReport[]; figures: RaisedFigures }> {
      const [rows, figures] = await Promise.all([latestReports(database, RAISE_LIMITS.listed), raisedFigures(presenting)]);
      return { reports: await presentSeen(presenting, rows), figures };
    },
    /** Opens a sealed name and keeps who did so and why. Errors: `not-found`; `conflict` for a report without a seal. */
    async openSeal(id: string, why: string, by: string): Promise<string> {
      const report = parsePublicId('report', id);
      if (await reportOf(database, report) === null) throw unknownReport();
      const seal = await sealOf(database, report);
      if (seal === null) throw new AppError('conflict', 'not-sealed', 'No name is sealed here.');
      const [sealing, staff] = await Promise.all([raising.sealKey(), people.list()]);
      await database.transaction((tx) => insertOpening(tx, { report, by, at: new Date(clock()), why }));
      return openedName(sealing, seal, staff)?.name ?? 'somebody who has no account any more';
    },
    links,
    /** Which place a link is of. Errors: `not-found`; `too-many`. */
    async placeOf(token: string, address: string): Promise<{ place: string; company: string }> {
      limit(address);
      return { place: (await links.opened(token)).place, company: people.company().name };
    },
    /** Raises something by the link of a place; answers where to follow it. Errors: `not-found`; `too-many`; `conflict` when it was sent before. */
    async raiseAt(token: string, wanted: WantedAt, address: string): Promise<string> {
      limit(address);
      const follow = await raisedAt(await links.opened(token), wanted);
      if (follow === null) throw new AppError('conflict', 'raised-before', 'This has arrived already. Thank you.');
      return `/raise/followed/${follow}`;
    },
    /** What became of a report, for whoever has its link: its state alone. Errors: `not-found`; `too-many`. */
    async followed(token: string, address: string): Promise<{ at: string; place: string; state: ReportState; changedAt: string }> {
      limit(address);
      const row = await followedReport(database, hashOfSecret(token));
      const [standing] = row === null ? [] : await standingsOf(presenting, [row]);
      if (row === null || standing === undefined) throw unknownReport();
      return { at: row.at.toISOString(), place: row.place ?? '', state: standing.state, changedAt: new Date(standing.changedMs).toISOString() };
    },
    /** A slash command of a chat tool; answers what its sender reads. `base`: the address of this installation as the chat tool called it. Errors: `not-found` without proof; `too-many`. */
    async command(id: string, signed: Signed, base: string, address: string): Promise<string> {
      // A chat tool sends for everybody from few addresses: only what it can not prove is counted.
      const link = await links.proved(id, signed).catch((error: unknown) => { failures(address); throw error; });
      if (isProbe(signed.body)) return CHAT_HELP;
      const command = readCommand(signed.body);
      if (command === null) return CHAT_HELP;
      const follow = await raisedAt(link, { ...command, words: command.words.slice(0, RAISE_LIMITS.words), key: command.id ?? hashOfSecret(`${signed.body} ${signed.headers['x-slack-request-timestamp'] ?? Math.floor(clock() / 60_000)}`) });
      if (follow === null) return 'This has arrived already. Thank you.';
      return `${command.outcome === 'fixed' ? 'Thank you: it is written down.' : 'Thank you: it is on its way to somebody who can act.'} What becomes of it: ${base}/raise/followed/${follow}`;
    },
    start: settling.start,
    stop: settling.stop,
  };
}

export type Raised = ReturnType<typeof createRaised>;

const unknownReport = (): AppError => new AppError('not-found', 'report-unknown', 'There is no such report. It may have gone with a customer who was erased.');
