import { AppError } from '../../../kernel/app-error.ts';
import { parsePublicId, publicId } from '../../../kernel/public-id.ts';
import type { Database, Transaction } from '../../../platform/pg/transaction.ts';
import { redactText } from '../../interactions/index.ts';
import type { AnswerWord, Question, QuestionState } from '../contract.ts';
import { holdQuestion, insertAnswer, insertQuestion, latestQuestions, markWithdrawn, questionOf, waitingQuestions, type QuestionRow } from './question-store.ts';

const SHOWN = 100;
const SOMEBODY = 'somebody who left';

/** What became of a question: its last answer counts, unless it was taken back. */
export function stateOf({ withdrawnAt, answers }: Pick<QuestionRow, 'withdrawnAt' | 'answers'>): QuestionState {
  const last = answers.at(-1)?.answer;
  return withdrawnAt !== null ? 'withdrawn' : last === undefined ? 'open' : last === 'ask-me' ? 'ask-me' : 'answered';
}

/** Questions that only an executive can decide: put by the offices, answered by name, shown to whoever put them. */
export function createQuestions({ database, clock, nameOf }: { readonly database: Database; readonly clock: () => number; readonly nameOf: (person: string) => Promise<string | null> }) {
  async function shown(row: QuestionRow, viewer: string): Promise<Question> {
    return {
      id: publicId('question', row.number), text: row.text, why: row.why, state: stateOf(row), by: await nameOf(row.putBy) ?? SOMEBODY, isYours: row.putBy === viewer, at: row.putAt.toISOString(),
      answers: await Promise.all(row.answers.map(async ({ answer, note, by, at }) => ({ answer, note, by: await nameOf(by) ?? SOMEBODY, at: new Date(at).toISOString() }))),
    };
  }

  async function one(number: number, viewer: string): Promise<Question> {
    const row = await questionOf(database, number);
    if (row === null) throw new AppError('not-found', 'question-unknown', 'There is no such question.');
    return shown(row, viewer);
  }

  /** Changes a question that still waits, one at a time. Errors: `not-found`; `conflict` for one that is answered or taken back. */
  async function change(id: string, how: (tx: Transaction, row: QuestionRow) => Promise<void>): Promise<number> {
    const number = parsePublicId('question', id);
    await database.transaction(async (tx) => {
      await holdQuestion(tx, number);
      const row = await questionOf(tx, number);
      if (row === null) throw new AppError('not-found', 'question-unknown', 'There is no such question.');
      if (['answered', 'withdrawn'].includes(stateOf(row))) throw new AppError('conflict', 'question-settled', stateOf(row) === 'answered' ? 'This question is answered, and the answer stands. Put another question.' : 'This question was taken back.');
      await how(tx, row);
    });
    return number;
  }

  return {
    one,
    /** Those that wait first, then the latest. */
    async all(viewer: string): Promise<Question[]> {
      const rows = await latestQuestions(database, SHOWN);
      const isSettled = (row: QuestionRow): boolean => ['answered', 'withdrawn'].includes(stateOf(row));
      return Promise.all([...rows.filter((row) => !isSettled(row)), ...rows.filter(isSettled)].map((row) => shown(row, viewer)));
    },
    /** The question that stands on the next page. Shape: null when none waits. */
    async next(): Promise<{ number: number; text: string } | null> {
      const [row] = await waitingQuestions(database);
      return row === undefined ? null : { number: row.number, text: row.text };
    },
    async put({ text, why }: { readonly text: string; readonly why: string }, by: string): Promise<Question> {
      const clean = (written: string): string => redactText(written, new Set());
      return one(await database.transaction((tx) => insertQuestion(tx, { text: clean(text), why: clean(why), by, at: new Date(clock()) })), by);
    },
    /** Errors: as `change`. */
    async answer(id: string, { answer, note }: { readonly answer: AnswerWord; readonly note: string | null }, by: string): Promise<Question> {
      return one(await change(id, (tx, { number }) => insertAnswer(tx, { question: number, answer, note: note === null || note === '' ? null : redactText(note, new Set()), by, at: new Date(clock()) })), by);
    },
    /** Errors: as `change`; `forbidden` for somebody else's. */
    async withdraw(id: string, by: string): Promise<Question> {
      return one(await change(id, (tx, { number, putBy }) => {
        if (putBy !== by) throw new AppError('forbidden', 'question-of-another', 'Only whoever put a question takes it back.');
        return markWithdrawn(tx, number, new Date(clock()));
      }), by);
    },
  };
}

