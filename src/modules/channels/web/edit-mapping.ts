import type { Mapping } from '../contract.ts';

const SECTIONS = ['identifiers', 'subjects', 'traits', 'properties'] as const;
type Section = (typeof SECTIONS)[number] | 'fields';

function split(target: string): readonly [Section, string] {
  const section = SECTIONS.find((one) => target.startsWith(`${one}.`));
  return section === undefined ? ['fields', target] : [section, target.slice(section.length + 1)];
}

/** The column's name as it stands in a mapping's entry, with or without its scale (`stars | 1..5`). */
function names(entry: string, column: string): boolean {
  return entry === column || entry.replace(/\s*\|\s*-?\d+(\.\d+)?\.\.-?\d+(\.\d+)?$/, '') === column;
}

function without(entries: Readonly<Record<string, string>>, column: string): Record<string, string> {
  return Object.fromEntries(Object.entries(entries).filter(([, entry]) => !names(entry, column)));
}

/**
 * The mapping with a column feeding `target` and nothing else; null takes it out.
 * Invariant: constants and templates stay as they are; what fed the target before no longer does.
 */
export function feed(mapping: Mapping, column: string, target: string | null): Mapping {
  const next: Mapping = { ...mapping, fields: without(mapping.fields, column), identifiers: without(mapping.identifiers, column), subjects: without(mapping.subjects, column), traits: without(mapping.traits, column), properties: without(mapping.properties, column) };
  if (target === null) return next;
  const [section, key] = split(target);
  return { ...next, [section]: { ...next[section], [key]: column } };
}

/** What every column may become, in groups; `properties.<column>` keeps a column beside the rest. */
export const TARGETS: readonly { readonly group: string; readonly items: readonly (readonly [string, string])[] }[] = [
  { group: 'Who', items: [['identifiers.email', 'E-mail address'], ['identifiers.phone', 'Phone number'], ['identifiers.user', 'User account'], ['identifiers.loyalty', 'Loyalty number'], ['identifiers.order', 'Order number, to recognise them'], ['identifiers.social', 'Social account'], ['identifiers.alias', 'Nickname'], ['identifiers.device', 'Device'], ['identifiers.cookie', 'Browser'], ['traits.name', 'Name'], ['traits.givenName', 'Given name'], ['traits.familyName', 'Family name'], ['traits.birthDate', 'Birth date'], ['traits.company', 'Company'], ['traits.street', 'Street'], ['traits.city', 'City'], ['traits.postcode', 'Postcode'], ['traits.country', 'Country']] },
  { group: 'What', items: [['id', 'Its id'], ['occurredAt', 'When it happened'], ['title', 'Title or subject'], ['text', 'Words'], ['language', 'Language'], ['rating.value', 'Rating'], ['channel', 'Channel'], ['kind', 'Kind'], ['direction', 'Direction'], ['stage', 'Stage'], ['office', 'Office'], ['brand', 'Brand'], ['durationSeconds', 'Duration in seconds'], ['session', 'Session or thread']] },
  { group: 'Conversation', items: [['group', 'Conversation that the row belongs to'], ['turns', 'All turns'], ['turns.text', 'Words of a turn'], ['turns.speaker', 'Speaker of a turn'], ['turns.at', 'Time of a turn']] },
  { group: 'Order', items: [['order.id', 'Order number'], ['order.state', 'State'], ['order.total', 'Total'], ['order.currency', 'Currency'], ['order.promisedAt', 'Promised for'], ['order.shippedAt', 'Left on'], ['order.deliveredAt', 'Delivered on'], ['order.cancelledAt', 'Cancelled on'], ['order.returnedAt', 'Returned on'], ['order.lines.product', 'Product number'], ['order.lines.name', 'Product name'], ['order.lines.quantity', 'Quantity'], ['order.lines.unitPrice', 'Unit price']] },
  { group: 'About', items: [['subjects.product', 'Product'], ['subjects.order', 'Order'], ['subjects.case', 'Case or ticket'], ['subjects.agent', 'Agent'], ['subjects.place', 'Place'], ['subjects.campaign', 'Campaign'], ['subjects.rival', 'Rival that is rated'], ['subjects.site', 'Public site of a rival’s rating']] },
];

/** A target as people read it. */
export function targetName(target: string): string {
  for (const { items } of TARGETS) for (const [value, name] of items) if (value === target) return name;
  return target.replace(/^properties\./, 'Kept as ');
}
