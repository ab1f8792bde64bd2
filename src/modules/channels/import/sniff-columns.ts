import type { ImportKind, Mapping } from '../contract.ts';
import { WANTED } from './column-words.ts';
import { MAIL_CONSTANTS, MAIL_MAPPING } from './mail-mapping.ts';
import { profileColumns, wordsOf, type ColumnProfile } from './profile-columns.ts';
import { sniffDecimalMark } from './read-amount.ts';
import { sniffDayFirst } from './read-date.ts';
import type { SourceRow } from './source-row.ts';

/** A guessed mapping that a person can correct, and what the guess could not settle. */
export type ColumnGuess = { readonly mapping: Mapping; readonly warnings: readonly string[]; readonly profiles: readonly ColumnProfile[] };

/** What an import of a kind is, before any column says otherwise. */
const CONSTANTS: Readonly<Record<ImportKind, Readonly<Record<string, string>>>> = {
  orders: { channel: '=order', kind: '=order-placed', direction: '=in' },
  reviews: { channel: '=review', kind: '=review-written', direction: '=public' },
  tickets: { channel: '=ticket', kind: '=ticket-opened', direction: '=in' },
  calls: { channel: '=call', kind: '=call', direction: '=in' },
  mail: MAIL_CONSTANTS,
  chats: { channel: '=chat', kind: '=chat', direction: '=in' },
  interactions: { channel: '=web', kind: '=event', direction: '=in' },
};

/**
 * Guesses which column is what, from names (English, German, Portuguese, French, Spanish) and values of the first records.
 * `fileDay` (YYYY-MM-DD) is used, visibly, where no column says when something happened.
 */
export function sniffColumns(kind: ImportKind, columns: readonly string[], rows: readonly SourceRow[], options: { readonly zone: string; readonly currency?: string | undefined; readonly fileDay: string; readonly format: string }): ColumnGuess {
  const profiles = profileColumns(columns, rows);
  const base: Mapping = { fields: {}, identifiers: {}, subjects: {}, traits: {}, properties: {}, zone: options.zone };
  if (options.format === 'mime') return { mapping: { ...base, ...MAIL_MAPPING }, warnings: ['Every mail is taken as written by a customer. If mails of your own are among them, name your addresses or domains in the mapping: fields: { own: "=example.org" }.'], profiles };
  if (isCanonical(profiles, rows)) return { mapping: { ...base, fields: { '*': '*' } }, warnings: [], profiles };

  const warnings: string[] = [];
  const used = new Set<string>();
  const fields: Record<string, string> = { ...CONSTANTS[kind] };
  const mapping: Mapping = { ...base, fields };
  const found = new Map<string, ColumnProfile>();
  for (const wanted of WANTED) {
    if ((wanted.kinds !== null && !wanted.kinds.includes(kind)) || found.has(wanted.target)) continue;
    const column = bestColumn(wanted.words, profiles.filter((profile) => profile.filledRatio > 0 && (!used.has(profile.name) || (wanted.shared === true && sharesWell(wanted.target, profile, found))) && wanted.fits(profile)));
    if (column === null) continue;
    found.set(wanted.target, column);
    used.add(column.name);
    place(mapping, wanted.target, column.name);
  }
  settleWhen(kind, mapping, profiles, used, found, options.fileDay, warnings);
  settleText(kind, mapping, profiles, used, found);
  settleIds(kind, mapping, found);
  settleRatings(mapping, profiles, used, found);
  settleTurns(kind, mapping, profiles, found, warnings);
  settleMoney(kind, mapping, profiles, found, options.currency, warnings);
  settleChannel(kind, mapping, profiles);
  if (Object.keys(mapping.identifiers).length === 0) warnings.push('No column says who the customer is: these interactions will be kept, but belong to nobody.');
  mapping.properties = restOf(profiles, used);
  return { mapping, warnings, profiles };
}

/** Objects that are interactions already: our own schema, from an export or a program. */
function isCanonical(profiles: readonly ColumnProfile[], rows: readonly SourceRow[]): boolean {
  const names = new Set(profiles.map((profile) => profile.name));
  return rows.some((row) => row.whole !== null) && ['channel', 'kind', 'direction', 'occurredAt'].every((name) => names.has(name));
}

function bestColumn(words: readonly RegExp[], profiles: readonly ColumnProfile[]): ColumnProfile | null {
  for (const pattern of words) {
    const matches = profiles.filter((profile) => new RegExp(`^(?:${pattern.source})$`, pattern.flags).test(profile.words));
    const best = matches.sort((a, b) => b.filledRatio - a.filledRatio)[0];
    if (best !== undefined) return best;
  }
  return null;
}

/** A used column serves twice only where both readings are about the same thing. */
function sharesWell(target: string, profile: ColumnProfile, found: ReadonlyMap<string, ColumnProfile>): boolean {
  return target === 'identifiers.order' && found.get('fields.order.id')?.name === profile.name;
}

function place(mapping: Mapping, target: string, column: string): void {
  const [section = 'fields', ...rest] = target.split('.');
  const key = rest.join('.');
  if (section === 'fields') mapping.fields[key] = column;
  else if (section === 'identifiers') mapping.identifiers[key] = column;
  else if (section === 'traits') mapping.traits[key] = column;
  else mapping.subjects[key] = column;
}

const NOT_WHEN = /birth|due|deadline|estimat|expect|promis|update|modif|visit|answer|resolv|closed|end|limit|deliver|ship|expir|plan|return|cancel|last/;

function settleWhen(kind: ImportKind, mapping: Mapping, profiles: readonly ColumnProfile[], used: Set<string>, found: Map<string, ColumnProfile>, fileDay: string, warnings: string[]): void {
  let when = found.get('fields.occurredAt');
  if (when === undefined) {
    when = profiles.find((profile) => !used.has(profile.name) && profile.momentRatio > 0.9 && !NOT_WHEN.test(profile.words) && /\D/.test(profile.example));
    if (when !== undefined) {
      mapping.fields['occurredAt'] = when.name;
      used.add(when.name);
    }
  }
  if (when === undefined) {
    mapping.fields['occurredAt'] = `=${fileDay}`;
    mapping.fields['occurredPrecision'] = '=day';
    if (kind === 'interactions' && !found.has('fields.text') && !found.has('fields.kind')) Object.assign(mapping.fields, { channel: '=staff', kind: '=customer-recorded', direction: '=internal' });
    warnings.push(`No column says when: the day of the file (${fileDay}) is used. Name a column or write another day in the mapping.`);
    return;
  }
  if (when.daysOnly) mapping.fields['occurredPrecision'] = '=day';
  const dates = profiles.filter((profile) => profile.momentRatio > 0.8);
  const open = dates.some((profile) => profile.values.some((value) => /^\d{1,2}[-/]\d{1,2}[-/]\d{2,4}\b/.test(value)));
  if (!open) return;
  const dayFirst = sniffDayFirst(dates.flatMap((profile) => profile.values));
  if (dayFirst === null) warnings.push('Nothing in the dates tells whether 03/04 is 3 April or 4 March. Say dayFirst: true or false in the mapping; until then such rows are rejected.');
  else mapping.dayFirst = dayFirst;
}

function settleText(kind: ImportKind, mapping: Mapping, profiles: readonly ColumnProfile[], used: Set<string>, found: Map<string, ColumnProfile>): void {
  if (found.has('fields.text') || found.has('fields.turns.text') || found.has('fields.turns') || kind === 'orders') return;
  const longest = profiles.filter((profile) => !used.has(profile.name) && profile.averageWords >= 4 && profile.list === null && profile.momentRatio < 0.2).sort((a, b) => b.averageWords - a.averageWords)[0];
  if (longest === undefined) return;
  used.add(longest.name);
  mapping.fields[kind === 'chats' || kind === 'calls' ? 'turns.text' : 'text'] = longest.name;
  found.set(kind === 'chats' || kind === 'calls' ? 'fields.turns.text' : 'fields.text', longest);
}

function settleIds(kind: ImportKind, mapping: Mapping, found: ReadonlyMap<string, ColumnProfile>): void {
  const order = found.get('fields.order.id');
  if (kind === 'orders' && order !== undefined) {
    const hasLines = found.has('fields.order.lines.product');
    if (hasLines) mapping.fields['group'] = order.name;
    // A file of lines without dates adds to orders that another file tells of; under their number it would replace them.
    const linesOnly = hasLines && mapping.fields['occurredAt']?.startsWith('=') === true;
    if (linesOnly) Object.assign(mapping.fields, { kind: '=order-lines-recorded', direction: '=internal' });
    mapping.fields['id'] = linesOnly ? `{${order.name}}/lines` : order.name;
  }
  // Some shops use one review number for several orders: both together name the review.
  const review = found.get('fields.id');
  const about = found.get('identifiers.order');
  if (kind === 'reviews' && review !== undefined && about !== undefined && review.name !== about.name) mapping.fields['id'] = `{${review.name}}-{${about.name}}`;
  if (about !== undefined && kind !== 'orders') mapping.subjects['order'] = about.name;
  if (mapping.fields['group'] !== undefined && (kind === 'chats' || kind === 'calls')) mapping.fields['id'] = mapping.fields['group'];
}

const SCALES: readonly (readonly [number, number, number, string])[] = [[1, 5, 1, 'stars'], [0, 5, 0, 'stars'], [1, 10, 1, 'ten-point'], [0, 10, 0, 'ten-point'], [0, 100, 0, 'percent']];

/** The narrowest usual scale that holds all values seen. Shape: minimum, maximum, name. */
function scaleOf(profile: ColumnProfile): { min: number; max: number; scale: string } {
  if (/\bnps\b|recommend/.test(profile.words) && profile.most > 1) return { min: 0, max: 10, scale: 'nps' };
  const [min = 0, max = 100, , scale = 'percent'] = SCALES.find(([low, high]) => profile.least >= low && profile.most <= high) ?? [];
  return { min, max, scale: /csat/.test(profile.words) ? 'csat' : scale };
}

function settleRatings(mapping: Mapping, profiles: readonly ColumnProfile[], used: Set<string>, found: ReadonlyMap<string, ColumnProfile>): void {
  const rating = found.get('fields.rating.value');
  if (rating !== undefined) {
    const { min, max, scale } = scaleOf(rating);
    Object.assign(mapping.fields, { 'rating.min': `=${min}`, 'rating.max': `=${max}`, 'rating.scale': `=${scale}` });
  }
  for (const profile of profiles) {
    if (used.has(profile.name)) continue;
    const aspect = /^(.*) (?:rating|score|stars|bewertung|nota)$/.exec(profile.words)?.[1];
    const recommended = /recommend|empfehl|recomend|recommand/.test(profile.words) && profile.yesNoRatio > 0.9;
    if (recommended || (rating !== undefined && aspect !== undefined && profile.numberRatio > 0.9 && profile.most <= 10 && profile.least >= 0)) {
      used.add(profile.name);
      const { min, max } = recommended ? { min: 0, max: 1 } : scaleOf(profile);
      mapping.fields[`answers.${recommended ? 'recommended' : camel(aspect ?? '')}`] = `${profile.name} | ${min}..${max}`;
    }
  }
}

const KNOWN_SPEAKERS = /^(?:customer|client|user|visitor|caller|guest|consumer|kunde|kundin|cliente|usuario|agent|operator|support|assistant|advisor|bot|system|rep|staff|employee|inbound|outbound|in|out|true|false|mitarbeiter|berater|atendente|agente)\b/i;

function settleTurns(kind: ImportKind, mapping: Mapping, profiles: readonly ColumnProfile[], found: Map<string, ColumnProfile>, warnings: string[]): void {
  if (kind !== 'chats' && kind !== 'calls') return;
  const list = found.get('fields.turns')?.list;
  if (list !== null && list !== undefined) {
    delete mapping.fields['turns.text'];
    delete mapping.fields['turns.speaker'];
    const keys = [...new Set(list.flatMap((item) => Object.keys(item)))];
    const pick = (pattern: RegExp): string | undefined => keys.find((key) => pattern.test(wordsOf(key)));
    const speaker = pick(/^(?:speaker|role|sender|author|from|participant|participant role|party|type|user)(?: type)?$/);
    const text = pick(/^(?:text|content|body|message|utterance|transcript|value|sentence)$/);
    const at = pick(/^(?:.* )?(?:at|time|timestamp|date|created at|sent at)$/);
    if (text !== undefined) mapping.fields['turns.text'] = text;
    if (speaker !== undefined) mapping.fields['turns.speaker'] = speaker;
    if (at !== undefined) mapping.fields['turns.at'] = at;
    return;
  }
  if (found.has('fields.turns')) {
    delete mapping.fields['turns.text'];
    return;
  }
  const when = found.get('fields.occurredAt');
  if (mapping.fields['group'] === undefined) {
    // One row is one conversation: its text is what was said.
    const text = mapping.fields['turns.text'];
    if (text !== undefined) mapping.fields['text'] = text;
    delete mapping.fields['turns.text'];
    delete mapping.fields['turns.speaker'];
    return;
  }
  if (when !== undefined) mapping.fields['turns.at'] = when.name;
  const speaker = profiles.find((profile) => profile.name === mapping.fields['turns.speaker']);
  if (speaker === undefined || !speaker.distinct.some((value) => KNOWN_SPEAKERS.test(value))) {
    if (speaker === undefined) mapping.fields['turns.speaker'] = '=customer';
    warnings.push('No column says who is speaking in words that are known (customer, agent, bot): everything is taken as said by the customer. Name the column as turns.speaker, or write the constant that is true.');
  }
}

function settleMoney(kind: ImportKind, mapping: Mapping, profiles: readonly ColumnProfile[], found: ReadonlyMap<string, ColumnProfile>, fallback: string | undefined, warnings: string[]): void {
  if (kind !== 'orders') return;
  const money = ['fields.order.total', 'fields.order.lines.unitPrice'].flatMap((target) => found.get(target) ?? []);
  if (money.length === 0) return;
  const mark = sniffDecimalMark(money.flatMap((profile) => profile.values));
  if (mark !== null) mapping.decimal = mark;
  if (mapping.fields['order.currency'] !== undefined) return;
  const currency = profiles.flatMap((profile) => (money.includes(profile) && profile.currency !== null ? [profile.currency] : []))[0] ?? fallback;
  if (currency !== undefined) mapping.currency = currency;
  else warnings.push('Nothing says in which currency the amounts are: they are left out until the mapping says currency: EUR (or another code).');
}

/** Posts of social networks come in exports of many kinds; their columns give them away. */
function settleChannel(kind: ImportKind, mapping: Mapping, profiles: readonly ColumnProfile[]): void {
  if (kind !== 'reviews' && kind !== 'tickets' && kind !== 'interactions') return;
  if (profiles.some((profile) => /\b(?:tweet|retweet|toot|hashtag|subreddit)/.test(profile.words))) Object.assign(mapping.fields, { channel: '=social', kind: '=post-written', direction: '=public' });
}

function camel(words: string): string {
  return words.split(' ').map((word, at) => (at === 0 ? word : word.slice(0, 1).toUpperCase() + word.slice(1))).join('');
}

/** What nobody asked for is kept as properties under its own name. */
function restOf(profiles: readonly ColumnProfile[], used: ReadonlySet<string>): Record<string, string> {
  const rest: Record<string, string> = {};
  for (const profile of profiles.slice(0, 300)) {
    if (used.has(profile.name) || /^column \d+$/.test(profile.name)) continue;
    const name = camel(profile.words).slice(0, 100) || profile.name;
    rest[name in rest ? `${name}${Object.keys(rest).length}` : name] = profile.name;
  }
  return rest;
}

/** What a file probably holds, to start the choice with. */
export function guessKind(columns: readonly string[], rows: readonly SourceRow[], format: string): ImportKind {
  if (format === 'mime') return 'mail';
  const profiles = profileColumns(columns, rows);
  const has = (pattern: RegExp, fits: (profile: ColumnProfile) => boolean = () => true): boolean => profiles.some((profile) => pattern.test(profile.words) && fits(profile));
  if (isCanonical(profiles, rows)) return 'interactions';
  const text = has(/text|body|message|comment|review|content|utterance|mensagem|nachricht|comentario|transcript|description|feedback/, (profile) => profile.averageWords >= 2);
  if (has(/^(?:turns|messages|utterances|segments)$/, (profile) => profile.list !== null) || (has(/(?:conversation|chat|dialogu?e|thread) ?(?:id)?$/, (profile) => profile.distinctRatio < 0.8) && text)) return has(/\bcall/) ? 'calls' : 'chats';
  if (has(/^call\b|caller|talk time|anruf/)) return 'calls';
  if (has(/tweet|ticket|chamado|vorgang/)) return 'tickets';
  if (has(/rating|stars?$|score|bewertung|sterne|nota$|avaliacao|recommend/, (profile) => profile.numberRatio > 0.8) && text) return 'reviews';
  if (has(/^(?:order|bestell|pedido|commande|invoice|auftrag|rechnung|transaction|factura|fatura)/) && !has(/activity|concept name/)) return 'orders';
  return text ? 'tickets' : 'interactions';
}
