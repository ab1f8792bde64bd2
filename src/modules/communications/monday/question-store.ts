import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';
import type { AnswerWord } from '../contract.ts';

/** A question with every answer to it, the first first. */
export type QuestionRow = { readonly number: number; readonly text: string; readonly why: string; readonly putBy: string; readonly putAt: Date; readonly withdrawnAt: Date | null; readonly answers: readonly { readonly answer: AnswerWord; readonly note: string | null; readonly by: string; readonly at: string }[] };

const QUESTIONS = sql`select q.number, q.text, q.why, q.put_by as "putBy", q.put_at as "putAt", q.withdrawn_at as "withdrawnAt",
  coalesce((select jsonb_agg(jsonb_build_object('answer', a.answer, 'note', a.note, 'by', a.by, 'at', a.at) order by a.number) from communications.answer a where a.question = q.number), '[]') as answers from communications.question q`;

/** Questions, the latest first. */
export function latestQuestions(database: Queryable, most: number): Promise<QuestionRow[]> {
  return database.rows<QuestionRow>(sql`${QUESTIONS} order by q.number desc limit ${most}`);
}

/** One question. Shape: null when there is none. */
export async function questionOf(database: Queryable, number: number): Promise<QuestionRow | null> {
  return (await database.rows<QuestionRow>(sql`${QUESTIONS} where q.number = ${number}`))[0] ?? null;
}

/** Questions that nobody answered with yes or no, and that were not taken back: those of which nobody said anything first, each the oldest first. */
export function waitingQuestions(database: Queryable): Promise<QuestionRow[]> {
  return database.rows<QuestionRow>(sql`${QUESTIONS} where q.withdrawn_at is null and not exists (select 1 from communications.answer a where a.question = q.number and a.answer <> 'ask-me')
    order by exists (select 1 from communications.answer a where a.question = q.number), q.number`);
}

export async function insertQuestion(tx: Transaction, { text, why, by, at }: { readonly text: string; readonly why: string; readonly by: string; readonly at: Date }): Promise<number> {
  return (await tx.rows<{ number: number }>(sql`insert into communications.question (text, why, put_by, put_at) values (${text}, ${why}, ${by}, ${at.toISOString()}::timestamptz) returning number`))[0]?.number ?? 0;
}

/** Holds a question until the transaction ends, so that it is answered once. */
export async function holdQuestion(tx: Transaction, number: number): Promise<void> {
  await tx.rows(sql`select number from communications.question where number = ${number} for update`);
}

export async function insertAnswer(tx: Transaction, given: { readonly question: number; readonly answer: AnswerWord; readonly note: string | null; readonly by: string; readonly at: Date }): Promise<void> {
  await tx.run(sql`insert into communications.answer (question, answer, note, by, at) values (${given.question}, ${given.answer}, ${given.note}, ${given.by}, ${given.at.toISOString()}::timestamptz)`);
}

export async function markWithdrawn(tx: Transaction, number: number, at: Date): Promise<void> {
  await tx.run(sql`update communications.question set withdrawn_at = ${at.toISOString()}::timestamptz where number = ${number}`);
}
