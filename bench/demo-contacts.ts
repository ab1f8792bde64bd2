import type { InteractionInput } from '../src/modules/interactions/contract.ts';
import { spokenParts, staffParts, type Spoken } from '../src/modules/interactions/said/spoken-parts.ts';
import { talkFacts } from '../src/modules/interactions/said/talk-facts.ts';
import { contactOf, type Contact } from '../src/modules/journeys/threads/contact.ts';
import { createCompany } from '../simulator/index.ts';

/** What is true of a contact of the demo company: whose it is, and which issue it belongs to (null: none). */
export type KnownContact = { readonly ref: string; readonly person: string; readonly issue: string | null; readonly isAsk: boolean; readonly role: Contact['role']; /** The customer's words. */ readonly text: string };
export type TrueContact = KnownContact & { readonly contact: Contact };

const ENDS_AT = Date.UTC(2026, 5, 3, 12);

function spokenIn({ channel, direction, title, text, turns, properties }: InteractionInput): Spoken {
  return { channel, direction, title: title ?? null, text: text ?? null, turns: turns ?? [], properties: properties ?? {} };
}

/** An interaction as it would be told of once it is recorded, except for who it was. */
export function toldContact(interaction: InteractionInput, number: number): Contact | null {
  const { channel, kind, direction, session, durationSeconds, subjects, identifiers, order } = interaction;
  const spoken = spokenIn(interaction);
  const orderIds = [...(identifiers ?? []).flatMap(({ type, value }) => (type === 'order' ? value : [])), ...(order === undefined ? [] : [order.id])];
  const talk = talkFacts({ ...spoken, session: session ?? null, durationSeconds: durationSeconds ?? null, subjects: subjects ?? [], orderIds });
  if (talk === null) return null;
  return contactOf({ number, revision: 1, node: 1, home: 1, source: interaction.source ?? '', brand: '', channel, kind, direction, office: interaction.office ?? 'service', occurredMs: Date.parse(interaction.occurredAt), parts: spokenParts(spoken), staff: staffParts(spoken), talk }, 'Europe/Berlin');
}

/** Three years of the demo company's contacts, each once and in its latest form, with whose they truly are. The grammar is the one that nothing is made of. */
export function demoContacts(seed: number, customers: number, grammar: 'open' | 'held-out' = 'held-out'): TrueContact[] {
  return trueContacts(createCompany({ seed, customers, grammar, endsAt: ENDS_AT }));
}

/** Contacts of a company with what is true of each. */
export function trueContacts(company: Pick<ReturnType<typeof createCompany>, 'history' | 'truth'>): TrueContact[] {
  const latest = new Map<string, { readonly version: number; readonly interaction: InteractionInput }>();
  for (const interaction of company.history()) {
    const ref = `${interaction.source ?? ''}:${interaction.id}`;
    if ((latest.get(ref)?.version ?? 0) <= (interaction.version ?? 1)) latest.set(ref, { version: interaction.version ?? 1, interaction });
  }
  const truth = new Map<string, { person: string; issue: string | null }>();
  const asks = new Set<string>();
  for (const line of company.truth()) {
    if (line.kind === 'contact' && line.person !== null) truth.set(line.ref, { person: line.person, issue: line.issue ?? null });
    if (line.kind === 'issue') for (const { ref } of line.asked) asks.add(ref);
  }
  let number = 0;
  return [...latest].flatMap(([ref, { interaction }]) => {
    number += 1;
    const known = truth.get(ref);
    const contact = known === undefined ? null : toldContact(interaction, number);
    return known === undefined || contact === null ? [] : [{ ref, ...known, isAsk: asks.has(ref), role: contact.role, contact, text: spokenParts(spokenIn(interaction)).map((part) => part.text).join('\n') }];
  });
}
