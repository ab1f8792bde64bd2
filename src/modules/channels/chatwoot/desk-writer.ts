import type { Database } from '../../../platform/pg/transaction.ts';
import type { DeskAnswer, DeskDoor } from './ask-desk.ts';
import { desks, type DeskRow } from './chatwoot-store.ts';
import { waitAfterTrouble } from './read-history.ts';
import { agentsOf, writeDesk, type WroteDesk } from './write-desk.ts';
import { dropEndedWrites, nextDueWrite, noteOurs, noteWrite, takeDueWrites, type DueWrite } from './write-store.ts';

/** How long agents of a desk are remembered. Units: ms. */
const AGENTS_MS = 5 * 60_000;
const GIVE_UP_MS = 3 * 86_400_000;
/** How long what ended can be read. Units: ms. */
const KEPT_MS = 30 * 86_400_000;
/** Longer than a try takes. Units: ms. */
const TAKEN_MS = 120_000;
const AT_ONCE = 20;

/** Who works here, as far as desks are told of them. */
export type DeskPeople = { nameOf(person: string): Promise<string | null>; /** The address that they sign in with; null for whoever has no access. */ emailOf(person: string): Promise<string | null> };

type Agents = readonly { readonly id: number; readonly email: string }[];
type Deps = { readonly database: Database; readonly clock: () => number; readonly held: () => string | null; readonly people: DeskPeople; readonly doorOf: (row: DeskRow) => DeskDoor };

/** Writes into desks what people decided, and knows who their agents are. */
export function createDeskWriter({ database, clock, held, people, doorOf }: Deps) {
  const known = new Map<number, { readonly atMs: number; readonly agents: Agents }>();

  async function agents(row: DeskRow): Promise<Agents | DeskAnswer> {
    const before = known.get(row.number);
    if (before !== undefined && clock() - before.atMs < AGENTS_MS) return before.agents;
    const answer = await agentsOf(doorOf(row));
    if (answer.kind !== 'agents') return answer;
    known.set(row.number, { atMs: clock(), agents: answer.agents });
    return answer.agents;
  }

  async function writeOne(row: DeskRow | undefined, due: DueWrite): Promise<void> {
    const agentOf = async (person: string): Promise<number | null | DeskAnswer> => {
      const email = await people.emailOf(person);
      if (row === undefined || email === null) return null;
      const found = await agents(row);
      return 'kind' in found ? found : found.find((agent) => agent.email === email.toLowerCase())?.id ?? null;
    };
    const wrote: WroteDesk = row === undefined ? { problem: 'The desk was removed.', isLater: false, afterMs: null } : await writeDesk(doorOf(row), due, { agentOf, nameOf: people.nameOf });
    if (wrote.gave !== undefined) await noteOurs(database, due.desk, due.conversation, wrote.gave.agent);
    const atMs = clock();
    const nextMs = atMs + waitAfterTrouble(wrote.afterMs, due.tries);
    const isLater = wrote.isLater && nextMs - due.madeAt.getTime() < GIVE_UP_MS;
    await noteWrite(database, due.number, { problem: wrote.problem, at: new Date(atMs), nextAt: isLater ? new Date(nextMs) : null });
  }

  return {
    /** Writes what is due, unless nothing may leave. Shape: when the next thing is due; null when nothing waits or may leave. */
    async round(): Promise<Date | null> {
      if (held() !== null) return null;
      for (;;) {
        const due = await takeDueWrites(database, new Date(clock()), new Date(clock() + TAKEN_MS), AT_ONCE);
        if (due.length === 0) break;
        const rows = new Map((await desks(database)).map((row) => [row.number, row]));
        await Promise.all(due.map((one) => writeOne(rows.get(one.desk), one)));
      }
      await dropEndedWrites(database, new Date(clock() - KEPT_MS));
      return nextDueWrite(database);
    },
    /** The confirmed address of an agent. Shape: null for nobody, and while the desk does not answer. */
    async agentEmail(desk: number, agent: number): Promise<string | null> {
      const [row] = await desks(database, desk);
      const found = row === undefined ? null : await agents(row);
      return found === null || 'kind' in found ? null : found.find(({ id }) => id === agent)?.email ?? null;
    },
  };
}
