import { AppError } from '../../../kernel/app-error.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch, text, texts, uint32, uint64, uint64s, type ChStatement } from '../../../platform/clickhouse/sql.ts';
import type { AnswerTables } from '../erase-log.ts';
import { foldedRow } from '../words/passages-of-item.ts';
import { maskSpans, type NameSpan, type NamingTexts } from './name-spans.ts';

/** One wording of an interaction of somebody else that names the person. */
export type NamingRow = NamingTexts & { readonly number: string; readonly revision: number; readonly home: string; readonly node: string; readonly channel: string; readonly occurredAt: string };
/** Where a wording lies. */
export type WordingPlace = { readonly number: number; readonly revision: number; readonly home: number };

const TABLES = ['interactions_log', 'interactions_revisions'] as const;
const COLUMNS = ch`number, revision, home, node, channel, occurred_at as occurredAt, title, text, turns, rating_question, subject_labels, claims, properties, traits`;
const here = ({ number, revision, home }: WordingPlace): ChStatement => ch`home = ${uint64(home)} and number = ${uint64(number)} and revision = ${uint32(revision)}`;
const from = (table: string): ChStatement => ({ strings: [table], params: [] });

/** Wordings of other people's interactions in which one of these texts stands, in any case. Shape: at most `limit`. Cost: one reading of all texts; not for pages. */
export async function wordingsSaying(analytics: Analytics, needles: readonly string[], exceptNodes: readonly number[], limit: number): Promise<NamingRow[]> {
  if (needles.length === 0) return [];
  const says = ch`multiSearchAnyCaseInsensitiveUTF8(concat(title, ' ', text, ' ', turns, ' ', rating_question, ' ', arrayStringConcat(subject_labels, ' '), ' ', claims, ' ', properties, ' ', traits), ${texts(needles)}) and node not in ${uint64s(exceptNodes)}`;
  const rows: NamingRow[] = [];
  const known = new Set<string>();
  for (const table of TABLES) {
    for (const row of await analytics.rows<NamingRow>(ch`select ${COLUMNS} from ${from(table)} where ${says} order by number, revision limit ${uint64(limit)}`, { class: 'report' })) {
      const place = `${row.number} ${row.revision}`;
      if (!known.has(place)) rows.push(row);
      known.add(place);
    }
  }
  return rows.slice(0, limit);
}

/** Wordings as they stand now. Shape: in the order asked; null for one that is gone. */
export async function wordingsAt(analytics: Analytics, places: readonly WordingPlace[]): Promise<(NamingRow | null)[]> {
  const found = new Map<string, NamingRow>();
  const keyOf = ({ number, revision, home }: WordingPlace | NamingRow): string => `${home} ${number} ${revision}`;
  for (const table of TABLES) {
    const left = places.filter((place) => !found.has(keyOf(place)));
    if (left.length === 0) break;
    const among = ch`home in ${uint64s(left.map(({ home }) => home))} and number in ${uint64s(left.map(({ number }) => number))}`;
    for (const row of await analytics.rows<NamingRow>(ch`select ${COLUMNS} from ${from(table)} where ${among}`, { class: 'report' })) found.set(keyOf(row), row);
  }
  return places.map((place) => found.get(keyOf(place)) ?? null);
}

/**
 * Rewrites a wording without what the spans point at, in every table that holds it, on every node, and waits for it: beside erasure the one place where history is rewritten.
 * Errors: `unavailable` when the old text is still there: ask again.
 */
export async function maskWording(analytics: Analytics, row: NamingRow, spans: readonly NameSpan[], answerTables: AnswerTables = []): Promise<void> {
  const place = { number: Number(row.number), revision: row.revision, home: Number(row.home) };
  const after = maskSpans(row, spans);
  const sync = { class: 'write', settings: { mutations_sync: 2 } } as const;
  for (const table of TABLES) {
    await analytics.run(ch`alter table ${from(table)} update title = ${text(after.title)}, text = ${text(after.text)}, turns = ${text(after.turns)}, rating_question = ${text(after.rating_question)}, subject_labels = ${texts(after.subject_labels)},
      claims = ${text(after.claims)}, properties = ${text(after.properties)}, traits = ${text(after.traits)} where ${here(place)}`, sync);
  }
  await analytics.run(ch`alter table interactions_words update said = ${text(foldedRow({ ...after, channel: row.channel }))} where ${here(place)}`, sync);
  // A question that may name somebody is left out there: the answer stays.
  for (const { name, whenMasked } of answerTables) {
    if (whenMasked === 'keep') continue;
    const change = whenMasked === 'drop-row' ? ch`delete` : ch`update questions = arrayMap(one -> '', questions)`;
    await analytics.run(ch`alter table ${from(name)} ${change} where home = ${uint64(place.home)} and number = ${uint64(place.number)}`, sync);
  }
  for (const page of new Set(await analytics.texts(ch`select page from interactions_pages where ${here(place)}`, { class: 'report' }))) {
    const shown = JSON.parse(page) as Record<string, unknown>;
    const { traits: _traits, ...fields } = after;
    await analytics.run(ch`alter table interactions_pages update page = ${text(JSON.stringify({ ...shown, ...fields }))} where ${here(place)}`, sync);
  }
  const [now] = await wordingsAt(analytics, [place]);
  if (now != null && (now.text !== after.text || now.turns !== after.turns || now.properties !== after.properties)) throw new AppError('unavailable', 'mask-unfinished', 'The old text is still there. Ask again.');
}
