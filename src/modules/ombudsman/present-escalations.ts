import { may, type Viewer } from '../../kernel/access.ts';
import { publicId } from '../../kernel/public-id.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import { isMasked, type Customers } from '../customers/index.ts';
import { spokenParts } from '../interactions/contract.ts';
import type { Interactions } from '../interactions/index.ts';
import type { EscalationHappening, EscalationLine, EscalationView, Stop } from './contract.ts';
import { ageDays, mayHappen } from './escalation.ts';
import { eventsOf, rulesNow, unknownEscalation, type EscalationEvent, type EscalationRow } from './escalation-store.ts';
import { stopsOf, type StopRow } from './stop-store.ts';

/** Units: characters of what was brought that stand in a list. */
const WORDS_SHOWN = 200;

export type PresentDeps = { readonly database: Database; readonly clock: () => number; readonly customers: Pick<Customers, 'quoted'>; readonly interactions: Pick<Interactions, 'saidBy'>; nameOf(person: string): Promise<string | null> };
/** Who looks. `hideNames`: names of customers that stand in running texts are hidden from those who may not read them. */
export type Reader = { readonly viewer: Viewer | null; hideNames(names: readonly string[]): void };

/** Who of the staff brought something is for the ombudsman and for themselves: nobody should weigh what their manager thinks. */
function mayReadName(person: string, viewer: Viewer | null): boolean {
  return viewer !== null && (viewer.id === person || may(viewer, 'rule-escalations'));
}

function isStaff({ origin }: EscalationRow): boolean {
  return origin === 'agent' || origin === 'employee';
}

/** Escalations as a list shows them. */
export async function presentLines(deps: PresentDeps, rows: readonly EscalationRow[], { viewer, hideNames }: Reader): Promise<EscalationLine[]> {
  const isNamed = viewer !== null && may(viewer, 'see-customers');
  const [quoted, events] = await Promise.all([deps.customers.quoted(rows.map(({ node }) => node).filter((node) => node !== 0), isMasked(viewer)), eventsOf(deps.database, rows.map(({ number }) => number))]);
  for (const { names } of quoted.values()) hideNames(names);
  const opened = rows.map(({ number }) => events.get(number)?.[0]?.fact);
  const said = new Map((await deps.interactions.saidBy(opened.flatMap((fact) => (fact?.kind === 'opened' && fact.interaction !== null ? [fact.interaction] : [])))).map(({ item }) => [item.id, spokenParts(item)[0]?.text ?? null]));
  return Promise.all(rows.map(async (row, at): Promise<EscalationLine> => {
    const customer = quoted.get(row.node);
    const fact = opened[at];
    const words = fact?.kind !== 'opened' ? null : fact.text ?? (fact.interaction === null ? null : said.get(publicId('interaction', fact.interaction)) ?? null);
    return {
      id: publicId('escalation', row.number), origin: row.origin, matter: row.matter, openedAt: row.openedAt.toISOString(), openedBy: isStaff(row) && mayReadName(row.openedBy, viewer) ? await deps.nameOf(row.openedBy) : null, ageDays: ageDays(row.openedAt.getTime(), row.closedAt?.getTime() ?? deps.clock()),
      customer: customer === undefined || !isNamed ? null : { id: customer.id, name: customer.name }, case: row.caseNumber === null ? null : publicId('case', row.caseNumber), words: words === null ? null : words.slice(0, WORDS_SHOWN).toWellFormed(),
      isAsked: row.askedAt !== null, settled: row.wordAt !== null && row.wordAt >= (row.askedAt ?? row.wordAt) ? row.wordSettled : null, closedAt: row.closedAt?.toISOString() ?? null, outcome: row.outcome,
    };
  }));
}

/** One escalation, whole. */
export async function presentEscalation(deps: PresentDeps, row: EscalationRow, reader: Reader): Promise<EscalationView> {
  const [[line], events, stops, { rules }] = await Promise.all([presentLines(deps, [row], reader), eventsOf(deps.database, [row.number]).then((all) => all.get(row.number) ?? []), stopsOf(deps.database, { escalation: row.number }), rulesNow(deps.database)]);
  const said = await deps.interactions.saidBy(events.flatMap(({ fact }) => ('interaction' in fact && fact.interaction !== null ? [fact.interaction] : [])));
  const close = mayHappen(nowOf(row), 'closed', deps.clock(), rules.askDays);
  if (line === undefined) throw unknownEscalation();
  return { ...line, version: row.version, happenings: await Promise.all(events.toReversed().map((event) => happening(deps, event, event.place > 1 || mayReadName(event.by, reader.viewer)))), interactions: said.map(({ item }) => item), stops: await presentStops(deps, stops), whyNotClose: close.ok ? null : close.refusal };
}

/** An escalation as its rules see it. */
export function nowOf({ node, closedAt, askedAt, wordAt }: EscalationRow): Parameters<typeof mayHappen>[0] {
  return { node, closedMs: closedAt?.getTime() ?? null, askedMs: askedAt?.getTime() ?? null, wordMs: wordAt?.getTime() ?? null };
}

async function happening({ nameOf }: PresentDeps, { at, by, fact }: EscalationEvent, isNamed: boolean): Promise<EscalationHappening> {
  const told = fact.kind === 'closed' && fact.told !== null ? `${fact.text}\n\nTold: ${fact.told}` : fact.text;
  return {
    at: at.toISOString(), by: by === 'custos' || by === 'customer' || !isNamed ? null : await nameOf(by) ?? 'Somebody who left', kind: fact.kind, text: told, interaction: 'interaction' in fact && fact.interaction !== null ? publicId('interaction', fact.interaction) : null,
    settled: fact.kind === 'customer-said' ? fact.settled : null, outcome: fact.kind === 'closed' ? fact.outcome : null,
  };
}

/** Stops as pages show them. */
export async function presentStops({ nameOf }: Pick<PresentDeps, 'nameOf'>, rows: readonly StopRow[]): Promise<Stop[]> {
  return Promise.all(rows.map(async ({ number, escalation, untilAt, orderedBy, orderedAt, liftedBy, liftedAt, ...row }): Promise<Stop> => ({
    ...row, id: publicId('stop', number), escalation: escalation === null ? null : publicId('escalation', escalation), until: untilAt?.toISOString() ?? null, orderedBy: await nameOf(orderedBy), orderedAt: orderedAt.toISOString(), liftedBy: liftedBy === null ? null : await nameOf(liftedBy), liftedAt: liftedAt?.toISOString() ?? null,
  })));
}
