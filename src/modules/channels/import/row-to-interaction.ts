import { hash } from 'node:crypto';
import { LIMITS, RIVAL_SUBJECT, type InteractionInput } from '../../interactions/contract.ts';
import type { Mapping } from '../contract.ts';
import { planConsents } from './consents-of-row.ts';
import { channelFrom, compileEntry, directionFrom, orNothing, speakerFrom, wordFrom, type Entry, type ReadText } from './mapping-plan.ts';
import { planOrder, readOrder } from './order-of-rows.ts';
import { readDecimal } from './read-amount.ts';
import { readMoment } from './read-date.ts';
import { isFault, type Fault, type MomentReader, type Reading } from './reading.ts';
import { textOf, valueAt, type SourceRow } from './source-row.ts';
import { turnsOfTranscript } from './transcript-turns.ts';

const foldedCompany = (name: string): string => name.trim().toLowerCase().replace(/\s+/gu, ' ');

/** A mapping made ready for the columns of one file. */
export type RowReader = {
  /** Which conversation or order a record belongs to; null where each record stands alone. */
  readonly groupOf: ReadText | null;
  read(rows: readonly SourceRow[]): Reading;
};

/**
 * Compiles a mapping. Errors: `invalid` mapping-column-unknown.
 * Invariant: the same record and mapping give the same interactions, ids included: what has no id of its own is named by a hash of its content, so importing it again gives duplicates.
 */
export function compileMapping(mapping: Mapping, columns: readonly string[], nested: boolean): RowReader {
  if (mapping.fields['*'] === '*') return { groupOf: null, read: ([row]) => (row === undefined ? { problem: 'There is no record.' } : readCanonical(row)) };
  const dayFirst = mapping.dayFirst ?? null;
  const mark = mapping.decimal ?? null;
  // What describes one turn of a list is a key of the turn, not a column of the file.
  const inList = nested && mapping.fields['turns'] !== undefined;
  const entries = new Map(Object.entries(mapping.fields).map(([key, written]) => [key, compileEntry(key, written, columns, nested || (inList && key.startsWith('turns.')))]));
  const text = (key: string): ReadText | undefined => entries.get(key)?.read;
  const section = (values: Readonly<Record<string, string>>): Entry[] => Object.entries(values).map(([key, written]) => compileEntry(key, written, columns, nested));
  const identifiers = section(mapping.identifiers);
  const traits = section(mapping.traits);
  const subjects = section(mapping.subjects);
  const properties = section(mapping.properties);
  const answers = [...entries.values()].filter((entry) => entry.key.startsWith('answers.'));
  const amounts = [...entries.values()].filter((entry) => entry.key.startsWith('amounts.'));
  const own = (entries.get('own')?.constant ?? '').split(',').map((item) => item.trim().toLowerCase()).filter((item) => item !== '');
  /** Names under which a file of public ratings speaks of the company itself: those rows are of no rival. */
  const ours = new Set((entries.get('ours')?.constant ?? '').split(',').map(foldedCompany).filter((name) => name !== ''));
  const readId = text('id');
  const readWhen = text('occurredAt');
  const readPrecision = text('occurredPrecision');
  const readTurns = entries.get('turns');
  const order = planOrder(mapping, entries);
  const consentsIn = planConsents(entries, (row, read, name) => moment(row, read, name));

  const moment: MomentReader = (row, read, name) => {
    const written = read === undefined ? '' : orNothing(read(row));
    if (written === '') return null;
    const value = readMoment(written, mapping.zone, dayFirst);
    if (value === 'not-a-date') return { fault: `${name} is not a date: "${written.slice(0, 60)}".` };
    if (value === 'day-or-month') return { fault: `${name} may mean two days: "${written.slice(0, 60)}". Say dayFirst: true or false in the mapping.` };
    return value;
  };

  function read(rows: readonly SourceRow[]): Reading {
    const row = rows[0];
    if (row === undefined) return { problem: 'There is no record.' };
    const when = moment(row, readWhen, 'The date');
    if (when === null) return { problem: 'It has no date.' };
    if (isFault(when)) return { problem: when.fault };
    const group = groupOf === null ? '' : groupOf(row);
    const id = (readId === undefined ? '' : orNothing(readId(row))) || group || contentHash(rows);
    const base: Record<string, unknown> & { id: string } = {
      id: id.length > LIMITS.idLength ? hash('sha1', id, 'hex') : id,
      channel: channelFrom(text('channel')?.(row) ?? '') || 'web', kind: wordFrom(text('kind')?.(row) ?? '') || 'event', direction: directionFrom(text('direction')?.(row) ?? '') ?? 'in', occurredAt: when.text,
    };
    const precision = readPrecision?.(row) ?? '';
    if (precision === 'day' || when.precision !== 'ms') base['occurredPrecision'] = precision === 'day' ? 'day' : when.precision;
    for (const [key, longest] of TEXT_FIELDS) {
      const value = text(key)?.(row) ?? '';
      if (value !== '') base[key] = value.slice(0, longest);
    }
    for (const key of WORD_FIELDS) {
      const value = wordFrom(text(key)?.(row) ?? '');
      if (value !== '') base[key] = value;
    }
    const people = identifiers.flatMap(({ key, read: cell }) => idsIn(orNothing(cell(row)), key));
    if (people.length > 0) base['identifiers'] = people;
    const known = Object.fromEntries(traits.flatMap(({ key, read: cell }) => { const value = cell(row); return value === '' ? [] : [[key, key === 'birthDate' ? dayOf(value, mapping.zone, dayFirst) : value.slice(0, 2_000)]]; }));
    if (Object.keys(known).length > 0) base['traits'] = known;
    const about = subjects.flatMap(({ key, read: cell }) => { const value = orNothing(cell(row)); return value === '' || (key === RIVAL_SUBJECT && ours.has(foldedCompany(value))) ? [] : [{ type: key, id: value.slice(0, 200) }]; });
    if (about.length > 0) base['subjects'] = about;
    const more: Record<string, unknown> = {};
    for (const entry of properties) {
      const value = propertyOf(entry, rows);
      if (value !== null) more[entry.key] = value;
    }
    if (properties.length > 0) base['properties'] = more;

    const rating = readRating(row);
    if (isFault(rating)) return { problem: rating.fault };
    if (rating !== null) base['rating'] = rating;
    const said = answers.flatMap((entry) => answerOf(entry, row) ?? []);
    if (said.length > 0) base['answers'] = said;
    const consents = consentsIn(row);
    if (isFault(consents)) return { problem: consents.fault };
    if (consents.length > 0) base['consents'] = consents;
    const duration = readDecimal(orNothing(text('durationSeconds')?.(row) ?? ''), mark);
    if (duration !== null && Number(duration) >= 0) base['durationSeconds'] = Number(duration);
    const turns = readTurnsOf(rows);
    if (isFault(turns)) return { problem: turns.fault };
    if (turns.length > 0) base['turns'] = turns.slice(0, LIMITS.turns);
    if (own.length > 0) settleDirection(base, row, own);

    const money = amounts.flatMap((entry) => { const value = readDecimal(orNothing(entry.read(row)), mark); const currency = text('order.currency')?.(row) || mapping.currency; return value === null || currency === undefined ? [] : [{ role: entry.key.slice('amounts.'.length), amount: value, currency }]; });
    if (money.length > 0) base['amounts'] = money;
    if (order === null) return { interactions: [base as InteractionInput] };
    return readOrder(order, base as InteractionInput, rows, moment, when);
  }

  function readRating(row: SourceRow): Record<string, unknown> | Fault | null {
    const written = orNothing(text('rating.value')?.(row) ?? '');
    if (written === '') return null;
    const value = Number(readDecimal(written.replace(/\s{0,9}(?:stars?|sterne|estrelas|★|\/\s{0,9}\d{1,9})\s{0,9}$/i, ''), 'point') ?? readDecimal(written, 'comma') ?? NaN);
    const min = Number(text('rating.min')?.(row) ?? 1);
    const max = Number(text('rating.max')?.(row) ?? 5);
    if (!Number.isFinite(value)) return { fault: `The rating is no number: "${written.slice(0, 40)}".` };
    if (value < min || value > max) return { fault: `The rating ${value} lies outside ${min} to ${max}. Correct rating.min and rating.max in the mapping if the scale is another.` };
    const question = text('rating.question')?.(row) ?? '';
    return { value, min, max, scale: wordFrom(text('rating.scale')?.(row) ?? '') || 'stars', ...(question === '' ? {} : { question }) };
  }

  function answerOf(entry: Entry, row: SourceRow): Record<string, unknown> | null {
    const written = orNothing(entry.read(row));
    if (written === '') return null;
    const question = entry.key.slice('answers.'.length);
    const yesNo = /^(?:yes|y|true|ja|sim|si|sí|oui)$/i.test(written) ? 1 : /^(?:no|n|false|nein|nao|não|non)$/i.test(written) ? 0 : null;
    const value = yesNo ?? Number(readDecimal(written, mark) ?? NaN);
    if (entry.scale === null || !Number.isFinite(value) || value < entry.scale.min || value > entry.scale.max) return { question, value: written.slice(0, 5_000) };
    return { question, rating: { value, min: entry.scale.min, max: entry.scale.max, scale: question === 'recommended' ? 'recommended' : 'points' } };
  }

  function readTurnsOf(rows: readonly SourceRow[]): Record<string, unknown>[] | Fault {
    const row = rows[0];
    if (readTurns !== undefined && readTurns.column !== null && row !== undefined) {
      const list = row.whole === null ? null : valueAt(row.whole, readTurns.column);
      if (!Array.isArray(list)) return turnsOfTranscript(readTurns.read(row));
      const key = (name: string): string => mapping.fields[`turns.${name}`] ?? name;
      return list.flatMap((item: unknown, at) => {
        if (typeof item === 'string') return turnsOfTranscript(item);
        if (typeof item !== 'object' || item === null) return [];
        const one = item as Record<string, unknown>;
        return turnOf(textOf(valueAt(one, key('text'))), mapping.fields['turns.speaker']?.startsWith('=') === true ? key('speaker').slice(1) : textOf(valueAt(one, key('speaker'))), textOf(valueAt(one, key('at'))), at);
      });
    }
    const readText = text('turns.text');
    if (readText === undefined) return [];
    const turns: Record<string, unknown>[] = [];
    for (const [at, one] of rows.entries()) {
      const said = turnOf(readText(one), text('turns.speaker')?.(one) ?? '', text('turns.at')?.(one) ?? '', at);
      if (said.length > 0) turns.push(...said);
    }
    return turns;
  }

  function turnOf(said: string, speaker: string, at: string, place: number): Record<string, unknown>[] {
    if (said === '') return [];
    const who = speakerFrom(speaker);
    const when = at === '' ? 'not-a-date' : readMoment(at, mapping.zone, dayFirst);
    return [{ speaker: speaker === '' ? (place % 2 === 0 ? 'customer' : 'agent') : who, ...(who === 'other' && speaker !== '' ? { who: speaker.slice(0, 200) } : {}), text: said.slice(0, 50_000), ...(typeof when === 'string' ? {} : { at: when.text }) }];
  }

  const groupEntry = entries.get('group');
  const groupOf: ReadText | null = groupEntry === undefined ? null : groupEntry.read;
  return { groupOf, read };
}

const TEXT_FIELDS: readonly (readonly [string, number])[] = [['title', 1_000], ['text', LIMITS.textLength], ['language', 20], ['session', 200]];
const WORD_FIELDS = ['brand', 'stage', 'office'] as const;

/** A property of a record; of several records that are one conversation or order, what they agree on, else the list of what each says. */
function propertyOf({ column, read }: Entry, rows: readonly SourceRow[]): unknown {
  const valueIn = (row: SourceRow): unknown => {
    const value = column !== null && row.whole !== null ? valueAt(row.whole, column) : read(row);
    return value === '' || value === undefined ? null : value;
  };
  const [first] = rows;
  if (first === undefined) return null;
  const value = valueIn(first);
  if (rows.length === 1) return value;
  const all = rows.map(valueIn);
  return all.every((one) => one === value) ? value : all;
}

/** A mail of our own is ours: it goes out, and the customer is whom it went to. */
function settleDirection(base: Record<string, unknown>, row: SourceRow, own: readonly string[]): void {
  const isOwn = (address: string): boolean => own.some((item) => (item.includes('@') ? address === item : address.endsWith(`@${item}`) || address.endsWith(`.${item}`)));
  if (row.whole === null || !isOwn(textOf(valueAt(row.whole, 'fromAddress')).toLowerCase())) return;
  const to = textOf(valueAt(row.whole, 'toAddress'));
  const name = textOf(valueAt(row.whole, 'toName'));
  base['direction'] = to === '' || isOwn(to.toLowerCase()) ? 'internal' : 'out';
  base['kind'] = 'mail-sent';
  if (to === '') delete base['identifiers'];
  else base['identifiers'] = [{ type: 'email', value: to }];
  if (name === '') delete base['traits'];
  else base['traits'] = { name };
}

/** One cell may list several addresses. Spreadsheets write whole numbers as 13085.0. */
function idsIn(cell: string, type: string): { type: string; value: string }[] {
  if (cell === '') return [];
  const values = type === 'email' && /[;,\s]/.test(cell) ? cell.split(/[\s<>;,"']+/).filter((word) => word.slice(1, -1).includes('@')) : [cell.replace(/^(\d+)\.0$/, '$1')];
  return values.slice(0, LIMITS.identifiers).map((value) => ({ type, value }));
}

function dayOf(written: string, zone: string, dayFirst: boolean | null): string {
  const read = readMoment(written, zone, dayFirst);
  return typeof read === 'string' ? written.slice(0, 40) : read.text.slice(0, 10);
}

/** The name of what has no id: everything that stands in its records. */
function contentHash(rows: readonly SourceRow[]): string {
  return `row-${hash('sha1', rows.map((row) => (row.whole === null ? row.cells.join('\u001f') : JSON.stringify(row.whole))).join('\u001e'), 'hex').slice(0, 24)}`;
}

/** An object that is an interaction of our own schema already; it only gets an id if it has none. */
function readCanonical(row: SourceRow): Reading {
  if (row.whole === null) return { problem: 'Expected an interaction.' };
  const id = row.whole['id'];
  const named = typeof id === 'string' && id !== '' ? id : typeof id === 'number' ? String(id) : contentHash([row]);
  return { interactions: [{ ...row.whole, id: named } as InteractionInput] };
}
