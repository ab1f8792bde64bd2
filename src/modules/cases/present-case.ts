import type { Viewer } from '../../kernel/access.ts';
import { parsePublicId, publicId } from '../../kernel/public-id.ts';
import { isMasked, type Customers } from '../customers/index.ts';
import type { Identity } from '../identity/index.ts';
import type { Interactions } from '../interactions/index.ts';
import { foldCase, unreachedPlaces, type CaseEvent } from './case.ts';
import { contactsOfCases, eventsOf, unknownCase } from './case-store.ts';
import { caseOfNumber, firstContactsOf, type CaseRow } from './case-view.ts';
import { caseId, CUSTOMER, CUSTOS, type WorkDeps } from './change-case.ts';
import { PRIORITIES, type CaseHappening, type CaseLine, type CaseView } from './contract.ts';
import { firstWords } from './first-words.ts';
import { movesOf } from './moves.ts';
import { nodesOfReplies } from './replies/reply-store.ts';
import { tellHappening } from './tell-happening.ts';

export type PresentDeps = WorkDeps & { readonly customers: Pick<Customers, 'quoted'>; readonly identity: Pick<Identity, 'customerOfNodes'>; readonly interactions: Pick<Interactions, 'saidBy'> };

/** Who looks. `hideNames`: names of customers that stand in running texts are hidden from those who may not read them. */
export type Reader = { readonly viewer: Viewer | null; hideNames(names: readonly string[]): void };

type Staff = NonNullable<CaseLine['owner']>;

/** Somebody of the staff, as a page names them. */
async function staff({ nameOf }: Pick<WorkDeps, 'nameOf'>, id: string, viewer: Viewer | null): Promise<Staff> {
  return { id, name: id === CUSTOMER ? 'The customer' : await nameOf(id), isYou: viewer?.id === id };
}

/** Of the contacts of a case so many are looked through for the first that holds words: few have more, and a case may begin with what happened to an order. */
const LOOKED_THROUGH = 10;

/** What customers said first of their cases. Shape: by case; those of which nothing is kept are missing. What is somebody else's by now is not told. */
async function wordsOfCases(deps: PresentDeps, rows: readonly CaseRow[], { viewer, hideNames }: Reader): Promise<Map<number, string>> {
  const contacts = await firstContactsOf(deps.database, rows.map(({ number }) => number), LOOKED_THROUGH);
  const said = new Map((await deps.interactions.saidBy([...new Set(contacts.map(({ interaction }) => interaction))])).map((one) => [parsePublicId('interaction', one.item.id), one]));
  if (isMasked(viewer)) for (const { names } of (await deps.customers.quoted([...said.values()].map(({ node }) => node), true)).values()) hideNames(names);
  const owners = await deps.identity.customerOfNodes([...rows, ...contacts].map(({ node }) => node));
  const items = Map.groupBy(contacts, ({ number }) => number);
  return new Map(rows.flatMap(({ number, node: own }) => {
    const words = firstWords((items.get(number) ?? []).flatMap(({ interaction, node }) => (owners.get(node) === owners.get(own) ? said.get(interaction)?.item ?? [] : [])));
    return words === null ? [] : [[number, words] as const];
  }));
}

/** Cases as a list shows them. */
export async function presentLines(deps: PresentDeps, rows: readonly CaseRow[], reader: Reader): Promise<CaseLine[]> {
  return linesWith(deps, rows, await wordsOfCases(deps, rows, reader), reader);
}

async function linesWith(deps: PresentDeps, rows: readonly CaseRow[], words: ReadonlyMap<number, string | null>, { viewer, hideNames }: Reader): Promise<CaseLine[]> {
  const quoted = await deps.customers.quoted(rows.map(({ node }) => node), isMasked(viewer));
  for (const { names } of quoted.values()) hideNames(names);
  const nowMs = deps.clock();
  return Promise.all(rows.map(async (row): Promise<CaseLine> => {
    const customer = quoted.get(row.node);
    return {
      id: caseId(row.number), version: row.version, about: row.about, words: words.get(row.number) ?? null, subject: row.subjectType === null || row.subjectId === null ? null : { type: row.subjectType, id: row.subjectId }, state: row.state, priority: PRIORITIES[row.priority] ?? 'normal',
      owner: row.owner === null ? null : await staff(deps, row.owner, viewer), queue: row.queue, isReturned: row.returnedFrom !== null, customer: customer === undefined ? null : { id: customer.id, name: customer.name },
      since: row.since.toISOString(), pausedAt: row.pausedAt?.toISOString() ?? null, endedAt: row.endedAt?.toISOString() ?? null,
      due: row.dueAt === null || row.dueClock === null ? null : { clock: row.dueClock, at: row.dueAt.toISOString(), isOverdue: row.dueAt.getTime() < nowMs },
    };
  }));
}

/** One case, whole. Errors: `not-found`. */
export async function presentCase(deps: PresentDeps, number: number, reader: Reader): Promise<CaseView> {
  const row = await caseOfNumber(deps.database, number);
  const events = (await eventsOf(deps.database, [number])).get(number) ?? [];
  const now = foldCase(events);
  if (row === null || now === null) throw unknownCase();
  const parts = now.parts.map(({ other }) => other);
  const replies = events.flatMap(({ fact }) => (fact.kind === 'informed' ? fact.reply ?? [] : []));
  const [clocks, contacts, replied] = await Promise.all([deps.clocks.clocksOf({ events, now }), contactsOfCases(deps.database, [number, ...parts]), nodesOfReplies(deps.database, replies)]);
  const [said, owners] = await Promise.all([deps.interactions.saidBy(contacts.map(({ interaction }) => interaction)), deps.identity.customerOfNodes([row.node, ...contacts.map(({ node }) => node), ...replied.values()])]);
  const own = owners.get(row.node);
  const otherOf = (node: number): string | null => { const other = owners.get(node); return other === undefined || other === own ? null : publicId('customer', other); };
  if (isMasked(reader.viewer)) for (const { names } of (await deps.customers.quoted(said.map(({ node }) => node), true)).values()) reader.hideNames(names);
  const interactions = said.map(({ item, node }) => ({ ...item, otherCustomer: otherOf(node) }));
  const [line] = await linesWith(deps, [row], new Map([[number, firstWords(interactions.filter(({ otherCustomer }) => otherCustomer === null))]]), reader);
  if (line === undefined) throw unknownCase();
  const unreached = unreachedPlaces(events);
  const isParted = interactions.some(({ otherCustomer }) => otherCustomer !== null);
  const gone = now.interactions.filter((interaction) => !said.some(({ item }) => item.id === publicId('interaction', interaction))).length;
  return {
    ...line, openedAt: new Date(now.openedMs).toISOString(), clocks: [...clocks.clocks], clocksProblem: clocks.problem, unansweredSince: iso(clocks.unansweredSinceMs), nextUpdateBy: iso(now.nextUpdateByMs), waitingFor: now.waitingFor,
    moves: movesOf(now, reader.viewer), handOvers: now.handOvers, reopenings: now.reopenings, mergedInto: now.mergedInto === null ? null : caseId(now.mergedInto), parts: parts.map(caseId),
    interactions, interactionsGone: gone,
    happenings: await Promise.all(events.toReversed().map(async (event): Promise<CaseHappening> => {
      const { person, queue, mentions, ...rest } = toldOf(event, { isParted, isTheirs: (reply) => { const node = replied.get(reply); return node !== undefined && otherOf(node) === null; } });
      const isOurs = event.by === CUSTOS;
      return {
        place: event.place, at: new Date(event.atMs).toISOString(), kind: event.fact.kind, by: isOurs ? null : await staff(deps, event.by, reader.viewer), byItself: isOurs, ...rest,
        to: person === null && queue === null ? null : { person: person === null ? null : await staff(deps, person, reader.viewer), queue }, mentions: await Promise.all(mentions.map((one) => staff(deps, one, reader.viewer))), isUnreached: unreached.has(event.place),
      };
    })),
  };
}

const ANOTHERS = 'This was written to somebody who is another customer by now: it stands on their page.';
const GONE = 'What was written here went with the person to whom it was written.';
const UNTOLD = 'People were parted since, and nothing tells to whom of them this was said.';

/** What the history says of one thing. What was told in a mail is told where its person is: the mail stands on their page, and went by their claim. */
function toldOf(event: CaseEvent, { isParted, isTheirs }: { readonly isParted: boolean; isTheirs(reply: number): boolean }): ReturnType<typeof tellHappening> {
  const told = tellHappening(event);
  if (event.fact.kind !== 'informed') return told;
  const { reply } = event.fact;
  if (reply === undefined) return isParted ? { ...told, details: [...told.details, { name: 'Note', text: UNTOLD }] } : told;
  return isTheirs(reply) ? told : { ...told, text: null, nextUpdateBy: null, details: [{ name: 'Note', text: event.fact.told === '' ? GONE : ANOTHERS }] };
}

function iso(atMs: number | null): string | null {
  return atMs === null ? null : new Date(atMs).toISOString();
}
