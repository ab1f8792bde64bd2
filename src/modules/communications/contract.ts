import { z } from 'zod';
import { personal } from '../../kernel/personal-data.ts';
import { defineRoutes } from '../../kernel/route-contract.ts';

/** Words of a whole Monday page at most, of the page's own furniture, of a customer's words, and of a question. A grown reader reads 200 words within a minute. */
export const MONDAY_WORDS = { all: 200, furniture: 42, changed: 34, promise: 26, escalation: 20, question: 25, customerLeast: 40, customerMost: 130 } as const;

/** The five lines, in their order. */
export const MONDAY_LINES = ['changed', 'promise', 'escalation', 'words', 'question'] as const;
export type MondayLineName = (typeof MONDAY_LINES)[number];

export const ANSWERS = ['yes', 'no', 'ask-me'] as const;
export type AnswerWord = (typeof ANSWERS)[number];

/** What became of a question: nobody answered, an executive wants to talk first, answered, taken back by whoever put it. */
export const QUESTION_STATES = ['open', 'ask-me', 'answered', 'withdrawn'] as const;
export type QuestionState = (typeof QUESTION_STATES)[number];

/** One answer, for good: a later one stands beside it. */
const GivenAnswer = z.object({ answer: z.enum(ANSWERS), note: z.string().nullable(), by: z.string(), at: z.string() });

/** A question that only an executive can decide. `answers`: the first first; the last counts. */
export const Question = z.object({ id: z.string(), text: z.string(), why: z.string(), state: z.enum(QUESTION_STATES), by: z.string(), isYours: z.boolean(), at: z.string(), answers: z.array(GivenAnswer) });
export type Question = z.infer<typeof Question>;

/** One line of the page as it was written. `path`: where it opens; `quote`: words of a customer or of a case; null where there are none, or they went with the person. `isGone`: they did. */
export const MondayLine = z.object({ of: z.enum(MONDAY_LINES), text: z.string(), path: z.string().nullable(), quote: personal('text').nullable(), isGone: z.boolean(), /** How it was reckoned: intervals, samples, with what it was compared. */ how: z.array(z.string()) });
export type MondayLine = z.infer<typeof MondayLine>;

/** A page of one week, as it was made on its Monday: it never changes, but for words that are erased with their person. `question`: as it stands now. `isQuiet`: nothing happened that chance does not explain. */
export const MondayPage = z.object({ week: z.string(), from: z.string(), until: z.string(), zone: z.string(), madeAt: z.string(), isQuiet: z.boolean(), lines: z.array(MondayLine), question: Question.nullable(), words: z.number() });
export type MondayPage = z.infer<typeof MondayPage>;

/** Whether the page goes out as a mail on Mondays, to whom, and by whose word. `held`: why nothing leaves, whatever is switched on; null where it may. */
export const MondayMail = z.object({ isOn: z.boolean(), recipients: z.array(z.object({ id: z.string(), name: z.string() })), by: z.string().nullable(), at: z.string().nullable(), held: z.string().nullable(), choices: z.array(z.object({ id: z.string(), name: z.string() })) });
export type MondayMail = z.infer<typeof MondayMail>;

const week = z.iso.date();
const words = (most: number) => (text: string): boolean => text.trim().split(/\s+/u).length <= most;
const id = z.object({ id: z.string().max(20) });

export const routes = defineRoutes({
  monday: { method: 'GET', path: '/api/monday', summary: 'The Monday page: five lines, read within a minute; of the latest week, or of an earlier one', gate: 'see-monday', query: z.object({ week: week.optional() }), response: z.object({ page: MondayPage.nullable(), weeks: z.array(z.string()), next: z.string() }), audit: 'monday.seen' },
  mailPreview: { method: 'GET', path: '/api/monday/mail/preview', summary: 'The Monday page as a mail, as it would go out', gate: 'see-monday', query: z.object({ week: week.optional() }), response: z.object({ subject: z.string(), html: personal('text'), text: personal('text') }), audit: 'monday.seen' },
  mail: { method: 'GET', path: '/api/monday/mail', summary: 'Whether the Monday page goes out as a mail, to whom, and by whose word', gate: 'see-monday', response: MondayMail },
  switchMail: { method: 'PUT', path: '/api/monday/mail', summary: 'Send the Monday page as a mail to these people from now on, or to nobody', gate: 'govern-monday', body: z.object({ isOn: z.boolean(), recipients: z.array(z.string().max(64)).max(50) }), response: MondayMail, audit: 'monday.mail-switched' },
  questions: { method: 'GET', path: '/api/monday/questions', summary: 'Questions for executives, those that wait first', gate: 'see-monday', response: z.object({ questions: z.array(Question) }) },
  ask: { method: 'POST', path: '/api/monday/questions', summary: 'Put a question that only an executive can decide', gate: 'put-questions', body: z.object({ text: z.string().trim().min(8).max(240).refine(words(MONDAY_WORDS.question), `at most ${MONDAY_WORDS.question} words: it is read within a minute with everything else`), why: z.string().trim().max(1_000).default('') }), response: Question, audit: 'monday.question-put' },
  answer: { method: 'POST', path: '/api/monday/questions/:id/answer', summary: 'Yes, no, or ask me: kept with who answered and when', gate: 'decide-questions', params: id, body: z.object({ answer: z.enum(ANSWERS), note: z.string().trim().max(500).optional() }), response: Question, audit: 'monday.question-answered' },
  withdraw: { method: 'POST', path: '/api/monday/questions/:id/withdraw', summary: 'Take back a question that one put', gate: 'put-questions', params: id, body: z.object({}), response: Question, audit: 'monday.question-withdrawn' },
});
