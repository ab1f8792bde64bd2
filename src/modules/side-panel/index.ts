import { may, type Viewer } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import { parsePublicId, publicId } from '../../kernel/public-id.ts';
import { factsOf, type Log } from '../../platform/log/log.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { CaseMoved, Holder } from '../cases/contract.ts';
import type { Cases } from '../cases/index.ts';
import type { Chatwoot } from '../channels/index.ts';
import type { DeskConversationChanged } from '../channels/contract.ts';
import type { Customers } from '../customers/index.ts';
import type { Identity } from '../identity/index.ts';
import type { Interactions } from '../interactions/index.ts';
import type { People, Seal } from '../people/index.ts';
import type { Subjects } from '../subjects/index.ts';
import { composeCustomer, latestWords, mayWork, type ComposeDeps, type PanelReader } from './compose-panel.ts';
import type { Panel, PanelCustomer } from './contract.ts';
import type { DeskSession } from './desk-session.ts';
import { whomDeskMeans, type Meant } from './find-customer.ts';
import { createDesks } from './manage-desks.ts';
import { aboutOf } from './next-word.ts';
import { createViews } from './open-view.ts';
import { noteOf, writesOfMove } from './write-back.ts';

type Deps = Omit<ComposeDeps, 'identity' | 'interactions' | 'customers' | 'cases'> & {
  readonly database: Database; readonly outbox: Pick<Outbox, 'subscribe'>; readonly seal: Seal; readonly people: Pick<People, 'person' | 'personOfEmail' | 'nameOf'>; readonly identity: Identity; readonly interactions: Pick<Interactions, 'timeline' | 'saidBy'>; readonly subjects: Pick<Subjects, 'nodesOfOrder'>;
  readonly customers: Pick<Customers, 'one' | 'namesOf' | 'listen'>; readonly cases: Cases; readonly chatwoot: Chatwoot; readonly log: Log;
};

/** How long the customer's own words may lie back with which a case begins. Units: ms. */
const BEGINS_MS = 7 * 86_400_000;
/** Messages of a conversation that a case begins with, at most. */
const BEGINS_MOST = 50;
const TIDY_MS = 3_600_000;

/** A case and the customer whose it is, as whoever moves it named them. */
export type OnCase = { readonly customer?: string | undefined; readonly case: string; readonly seen: number };

/** The panel beside a conversation in the desk that agents have: five lines about one customer, and the case's owner and state written back. See README.md. */
export function createSidePanel(deps: Deps) {
  const { cases, chatwoot, people } = deps;
  const views = createViews(deps);
  const desks = createDesks(deps);
  let timer: NodeJS.Timeout | null = null;

  // Where a desk's own people say who has a conversation and nobody owns its case, that is who owns it. What somebody owns changes hands in a hand-over alone, with context.
  deps.outbox.subscribe('side-panel-desks', ['desk.conversation-changed'], async () => undefined, { prepare: async (events) => { for (const event of events) await followDesk(event as DeskConversationChanged); } });

  // Whoever takes, hands over or resolves a case, here or anywhere in Custos: the desk's own people see it beside the conversations that it is about.
  deps.outbox.subscribe('side-panel-cases', ['case.moved'], async (events, tx) => {
    for (const moved of events as readonly CaseMoved[]) {
      const beside = await chatwoot.conversationsOf(moved.interactions, tx);
      await chatwoot.write(tx, beside.flatMap((one) => writesOfMove(moved, one)));
    }
  });

  async function followDesk({ desk, conversation, assignee }: DeskConversationChanged): Promise<void> {
    if (assignee === null) return;
    const [email, beside] = await Promise.all([chatwoot.agentEmail(desk, assignee), chatwoot.conversation(desk, conversation)]);
    const person = email === null ? null : await people.personOfEmail(email);
    if (person === null || !person.active || !may({ kind: 'person', ...person }, 'work-cases') || beside === null || beside.messages.length === 0) return;
    const linked = await cases.ofInteractions(beside.messages.map(({ interaction }) => publicId('interaction', interaction)));
    for (const id of new Set(linked.filter(({ state }) => state === 'new').map((one) => one.case))) {
      // Whoever was faster has it; that is no fault.
      await cases.take(parsePublicId('case', id), person.id, null).catch((error: unknown) => { deps.log.info('desk-not-followed', factsOf(error)); });
    }
  }

  async function deskOf({ desk }: DeskSession): Promise<{ name: string; canNote: boolean }> {
    if (desk.kind === 'chatwoot') {
      const panel = (await chatwoot.panels()).find(({ number }) => number === desk.number);
      return { name: panel?.name ?? 'Chatwoot', canNote: panel?.writes.includes('notes') === true };
    }
    return { name: (await desks.all()).desks.find(({ id }) => id === publicId('desk', desk.number))?.name ?? 'The desk', canNote: false };
  }

  /** The conversation beside which a view was opened. Shape: null where there is none, or none that is known. */
  async function besideOf({ desk, conversation }: DeskSession) {
    if (desk.kind !== 'chatwoot' || conversation === null) return null;
    const found = await chatwoot.conversation(desk.number, conversation);
    return found === null ? null : { desk: desk.number, conversation, ...found };
  }

  async function meantBy(session: DeskSession, viewer: Viewer | null): Promise<{ meant: Meant[]; beside: Awaited<ReturnType<typeof besideOf>> }> {
    const beside = await besideOf(session);
    return { meant: await whomDeskMeans(deps, beside?.messages.map(({ node }) => node) ?? [], session.whom, viewer), beside };
  }

  /** The one customer of a view. `chosen` of several. Errors: `not-found` where nobody is known; `invalid` where none of several was chosen; `forbidden` for a customer whom the view is not of. */
  async function customerOf(session: DeskSession, viewer: Viewer | null, chosen: string | undefined): Promise<{ customer: number; beside: Awaited<ReturnType<typeof besideOf>> }> {
    const { meant, beside } = await meantBy(session, viewer);
    const wanted = chosen === undefined ? null : await deps.identity.canonical(parsePublicId('customer', chosen));
    if (chosen !== undefined && !meant.some(({ customer }) => customer === wanted)) throw new AppError('forbidden', 'customer-not-of-view', 'This view is of another customer. Open the customer again in your desk.');
    if (meant.length === 0) throw new AppError('not-found', 'nobody-known', 'Custos knows nobody by what the desk knows of this contact.');
    const one = wanted ?? (meant.length === 1 ? meant[0]?.customer ?? null : null);
    if (one === null) throw new AppError('invalid', 'customer-not-chosen', 'Several customers fit. Choose one first.');
    return { customer: one, beside };
  }

  /** The case that somebody moves: it must be of the customer of their view. Errors: `forbidden`. */
  async function caseOf(customer: number, id: string, reader: PanelReader): Promise<number> {
    if (!(await cases.ofCustomer(publicId('customer', customer), reader)).some((line) => line.id === id)) throw new AppError('forbidden', 'case-not-of-view', 'This case is of another customer. Open the customer again in your desk.');
    return parsePublicId('case', id);
  }

  async function panelOf(session: DeskSession, reader: PanelReader, chosen: string | undefined): Promise<Panel> {
    const { viewer } = reader;
    const [{ meant, beside }, desk] = await Promise.all([meantBy(session, viewer), deskOf(session)]);
    const wanted = chosen === undefined ? null : await deps.identity.canonical(parsePublicId('customer', chosen));
    const one = wanted !== null && meant.some(({ customer }) => customer === wanted) ? wanted : meant.length === 1 ? meant[0]?.customer ?? null : null;
    const choices = one !== null ? [] : await Promise.all(meant.map(async ({ customer, matched }) => ({ id: publicId('customer', customer), name: (await deps.customers.one(publicId('customer', customer))).name, matched })));
    return {
      desk, agent: { name: viewer?.name ?? '', mayWork: mayWork(viewer) }, found: one !== null ? 'one' : meant.length === 0 ? 'nobody' : 'several', choices, customer: one === null ? null : await composeCustomer(deps, one, session.language, reader),
      conversation: beside === null ? null : { status: beside.status, assignee: beside.assignee === null ? null : await chatwoot.agentEmail(beside.desk, beside.assignee) },
    };
  }

  /** What was said in a conversation, as far as the history holds it by now: the latest words may still be on their way there. */
  async function saidBeside(beside: Awaited<ReturnType<typeof besideOf>>): Promise<string[]> {
    const said = await deps.interactions.saidBy((beside?.messages ?? []).slice(0, BEGINS_MOST).map(({ interaction }) => interaction));
    return said.flatMap(({ item, node }) => (node === 0 ? [] : [item.id]));
  }

  /** Adds what the customer said in the conversation to the case, as far as it is not in one. */
  async function linkConversation(number: number, by: string, beside: Awaited<ReturnType<typeof besideOf>>): Promise<void> {
    const ids = await saidBeside(beside);
    if (ids.length === 0) return;
    const known = new Set((await cases.ofInteractions(ids)).map(({ interaction }) => interaction));
    const fresh = ids.filter((id) => !known.has(id));
    if (fresh.length > 0) await cases.link(number, by, fresh);
  }

  async function beginCase(customer: number, by: string, beside: Awaited<ReturnType<typeof besideOf>>, desk: string): Promise<number> {
    const words = await latestWords(deps, customer);
    const isFresh = words.atMs !== null && words.atMs > deps.clock() - BEGINS_MS;
    const said = await saidBeside(beside);
    const interactions = said.length > 0 || !isFresh || words.interaction === null ? said : [words.interaction];
    return cases.open({ customer: publicId('customer', customer), interactions, about: aboutOf(isFresh ? words.text : null, `Asked in ${desk}`), priority: 'normal', isMine: true }, by);
  }

  type Moved = { readonly session: DeskSession; readonly reader: PanelReader; readonly by: string };
  /** Moves a case and answers with the panel as it is then. */
  async function onCase({ session, reader }: Moved, asked: OnCase, move: (number: number) => Promise<void>): Promise<Panel> {
    const { customer } = await customerOf(session, reader.viewer, asked.customer);
    await move(await caseOf(customer, asked.case, reader));
    return panelOf(session, reader, asked.customer);
  }

  return {
    views, desks,
    panel: panelOf,
    customerOf,
    holders: () => cases.choices(),
    /** Owns a case of the customer, or opens one that is one's own. */
    async take({ session, reader, by }: Moved, asked: { readonly customer?: string | undefined; readonly case?: string | undefined; readonly seen?: number | undefined }): Promise<Panel> {
      const { customer, beside } = await customerOf(session, reader.viewer, asked.customer);
      const number = asked.case === undefined ? await beginCase(customer, by, beside, (await deskOf(session)).name) : await caseOf(customer, asked.case, reader);
      if (asked.case !== undefined) {
        await linkConversation(number, by, beside);
        await cases.take(number, by, asked.seen ?? null);
      }
      return panelOf(session, reader, asked.customer);
    },
    handOver: (moved: Moved, { to, said, tried, promised, ...asked }: OnCase & { readonly to: Holder; readonly said: string; readonly tried: string; readonly promised: string }) => onCase(moved, asked, (number) => cases.handOver(number, moved.by, { to, said, tried, promised, seen: asked.seen })),
    inform: (moved: Moved, { told, nextUpdateBy, ...asked }: OnCase & { readonly told: string; readonly nextUpdateBy: string | null }) => onCase(moved, asked, (number) => cases.inform(number, moved.by, { told, nextUpdateBy, seen: asked.seen })),
    resolve: (moved: Moved, { how, told, ...asked }: OnCase & { readonly how: string; readonly told?: string | undefined }) => onCase(moved, asked, (number) => cases.resolve(number, moved.by, { how, told, seen: asked.seen })),
    /** Puts the honest status into the desk as a private note. Errors: `conflict` where that is not allowed. */
    async note({ session, reader, by }: Moved, chosen: string | undefined): Promise<Panel> {
      const { customer, beside } = await customerOf(session, reader.viewer, chosen);
      const node = beside?.messages[0]?.node;
      const { word }: PanelCustomer = await composeCustomer(deps, customer, session.language, reader);
      const written = beside === null || node === undefined ? 0 : await deps.database.transaction((tx) => chatwoot.write(tx, [{ desk: beside.desk, conversation: beside.conversation, node, by, body: { kind: 'note', text: noteOf(word.text, customer) } }]));
      if (written === 0) throw new AppError('conflict', 'notes-off', 'Notes into this desk are switched off. An owner can switch them on under Connect, Help desks.');
      return panelOf(session, reader, chosen);
    },
    start(): void { timer ??= setInterval(() => { desks.tidy().catch((error: unknown) => { deps.log.warn('side-panel-not-tidied', factsOf(error)); }); }, TIDY_MS).unref(); },
    stop(): Promise<void> { if (timer !== null) clearInterval(timer); return Promise.resolve(); },
  };
}

export type SidePanel = ReturnType<typeof createSidePanel>;
