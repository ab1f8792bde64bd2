import { publicId } from '../../kernel/public-id.ts';
import { sql } from '../../platform/pg/sql.ts';
import type { Database, Queryable } from '../../platform/pg/transaction.ts';
import type { ImportKind, ImportRun, Mapping } from './contract.ts';

/** What must be known to begin or go on with an import. Exactly one of `upload` and `path` is set. */
export type RunJob = { readonly id: number; readonly upload: string | null; readonly path: string | null; readonly name: string; readonly kind: ImportKind; readonly source: string; readonly mapping: Mapping; readonly mark: string; readonly position: number; readonly state: ImportRun['state'] };

/** A record that was not imported. `place` is its ordinal in the file, which keeps two records of one line apart. */
export type Reject = { readonly line: number; readonly place: number; readonly reason: string; readonly text: string };

/** What one accepted batch adds to a run. Units: records; bytes of the file as stored; ms of work. */
export type Step = { readonly position: number; readonly accepted: number; readonly duplicates: number; readonly revised: number; readonly quarantined: number; readonly rejects: readonly Reject[]; readonly bytesRead: number; readonly workedMs: number };

/** Remembers an uploaded file. */
export async function putUpload(database: Queryable, upload: { readonly id: string; readonly name: string; readonly bytes: number }): Promise<void> {
  await database.run(sql`insert into channels.upload (id, name, bytes) values (${upload.id}, ${upload.name}, ${upload.bytes})`);
}

/** What an uploaded file was called; null when there is no such upload. */
export async function uploadName(database: Queryable, id: string): Promise<string | null> {
  return (await database.rows<{ name: string }>(sql`select name from channels.upload where id = ${id}`))[0]?.name ?? null;
}

/** Begins a run; answers its number. */
export async function putRun(database: Queryable, run: Omit<RunJob, 'id' | 'position' | 'state'> & { readonly bytesTotal: number; readonly startedAt: Date }): Promise<number> {
  const rows = await database.rows<{ id: number }>(sql`
    insert into channels.import_run (upload, path, name, kind, source, mapping, mark, bytes_total, started_at)
    values (${run.upload}, ${run.path}, ${run.name}, ${run.kind}, ${run.source}, ${JSON.stringify(run.mapping)}::jsonb, ${run.mark}, ${run.bytesTotal}, ${run.startedAt.toISOString()}::timestamptz) returning id`);
  return rows[0]?.id ?? 0;
}

/** What is needed to go on with a run; null when there is none of that number. */
export async function jobOf(database: Queryable, id: number): Promise<RunJob | null> {
  return (await database.rows<RunJob>(sql`select id, upload, path, name, kind, source, mapping, mark, position, state from channels.import_run where id = ${id}`))[0] ?? null;
}

/**
 * Notes that a batch is dealt with: its place in the file and its rejects together, so that after a kill exactly what is not noted is read again.
 * Shape: false when the run is further already, because another process works on it.
 */
export async function noteStep(database: Database, id: number, from: number, step: Step): Promise<boolean> {
  return database.transaction(async (tx) => {
    const noted = await tx.run(sql`
      update channels.import_run set position = ${step.position}, accepted = accepted + ${step.accepted}, duplicates = duplicates + ${step.duplicates}, revised = revised + ${step.revised},
        quarantined = quarantined + ${step.quarantined}, rejected = rejected + ${step.rejects.length - step.quarantined}, bytes_read = ${step.bytesRead}, worked_ms = worked_ms + ${step.workedMs}
      where id = ${id} and position = ${from}`);
    if (noted === 0) return false;
    if (step.rejects.length > 0) {
      await tx.run(sql`
        insert into channels.import_reject (run, line, place, reason, text)
        select ${id}, * from unnest(${step.rejects.map((reject) => reject.line)}::bigint[], ${step.rejects.map((reject) => reject.place)}::bigint[], ${step.rejects.map((reject) => reject.reason)}::text[], ${step.rejects.map((reject) => reject.text)}::text[])
        on conflict (run, place) do nothing`);
    }
    return true;
  });
}

/** Changes the state of a run; an ended one keeps its end. */
export async function markRun(database: Queryable, id: number, state: ImportRun['state'], problem: string | null, endedAt: Date | null): Promise<void> {
  await database.run(sql`update channels.import_run set state = ${state}, problem = ${problem}, ended_at = ${endedAt?.toISOString() ?? null}::timestamptz where id = ${id}`);
}

/** Runs that were working when Custos stopped. */
export async function interruptedRuns(database: Queryable): Promise<number[]> {
  return (await database.rows<{ id: number }>(sql`select id from channels.import_run where state = 'running' order by id`)).map((row) => row.id);
}

type RunRow = { id: number; name: string; kind: ImportKind; state: ImportRun['state']; source: string; position: number; accepted: number; duplicates: number; revised: number; quarantined: number; rejected: number; bytesRead: number; bytesTotal: number; workedMs: number; startedAt: Date; endedAt: Date | null; problem: string | null };

const COLUMNS = sql`id, name, kind, state, source, position, accepted, duplicates, revised, quarantined, rejected, bytes_read as "bytesRead", bytes_total as "bytesTotal", worked_ms as "workedMs", started_at as "startedAt", ended_at as "endedAt", problem`;

/** Imports, newest first. */
export async function latestRuns(database: Queryable, limit: number): Promise<{ id: number; run: ImportRun }[]> {
  return (await database.rows<RunRow>(sql`select ${COLUMNS} from channels.import_run order by id desc limit ${limit}`)).map((row) => ({ id: row.id, run: present(row) }));
}

/** One import; null when there is none of that number. */
export async function runOf(database: Queryable, id: number): Promise<ImportRun | null> {
  const row = (await database.rows<RunRow>(sql`select ${COLUMNS} from channels.import_run where id = ${id}`))[0];
  return row === undefined ? null : present(row);
}

function present(row: RunRow): ImportRun {
  const perMs = row.workedMs > 0 ? row.bytesRead / row.workedMs : 0;
  return {
    id: publicId('run', row.id), file: row.name, kind: row.kind, state: row.state, source: row.source, rowsRead: row.position, accepted: row.accepted, duplicates: row.duplicates, revised: row.revised, quarantined: row.quarantined, rejected: row.rejected,
    bytesRead: row.bytesRead, bytesTotal: row.bytesTotal, rowsPerSecond: row.workedMs > 0 ? Math.round((row.position * 1_000) / row.workedMs) : 0,
    secondsLeft: row.state === 'running' && perMs > 0 ? Math.round((row.bytesTotal - row.bytesRead) / perMs / 1_000) : null, startedAt: row.startedAt.toISOString(), endedAt: row.endedAt?.toISOString() ?? null, problem: row.problem,
  };
}

/** Lines of a run that were not imported, in the order of the file, and how many there are. */
export async function rejectsOf(database: Queryable, id: number, limit: number): Promise<{ rejects: { line: number; reason: string; text: string }[]; total: number }> {
  const [rejects, counted] = await Promise.all([
    database.rows<{ line: number; reason: string; text: string }>(sql`select line, reason, text from channels.import_reject where run = ${id} order by line, place limit ${limit}`),
    database.rows<{ total: number }>(sql`select count(*)::int as total from channels.import_reject where run = ${id}`),
  ]);
  return { rejects, total: counted[0]?.total ?? 0 };
}
