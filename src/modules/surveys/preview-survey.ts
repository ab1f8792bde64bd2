import type { Answers } from './answering/answers.ts';
import { questionsLeft, stepFrom } from './answering/steps.ts';
import { isScaled, SCALES, type Definition, type Preview, type Question } from './contract.ts';
import { checkDefinition } from './definition/check-definition.ts';
import { languageFor } from './definition/said-in.ts';
import { donePage, questionPage, type PageOf } from './pages/answer-page.ts';
import { surveyMail, surveyText } from './pages/mail.ts';
import { pageWords } from './pages/page-words.ts';

/** Whom a preview greets, and what it is about. */
const SAMPLE = { name: 'Robin', order: '1182' } as const;

/** The answer at one end of a question, to show what follows it. */
function answerAt(question: Question, end: 'low' | 'high'): Answers {
  if (isScaled(question)) return { [question.key]: SCALES[question.kind][end === 'low' ? 'from' : 'to'] };
  if (question.kind === 'one') return { [question.key]: question.options[end === 'low' ? 0 : question.options.length - 1]?.key ?? '' };
  return { [question.key]: '…' };
}

/** What customers would see of a survey, saved or not: made by what also makes the real pages and mails. `address`: where links would lead. */
export function previewSurvey(definition: Definition, wanted: string | undefined, address: string): Preview {
  const language = languageFor(definition.languages, [wanted ?? '']);
  const { moment } = definition.plan;
  const about = moment === 'order-delivered' ? { type: 'order', label: SAMPLE.order } : moment === 'case-resolved' ? { type: 'case', label: '' } : moment === 'contact-ended' ? { type: 'contact', label: '' } : null;
  const of: PageOf = { definition, language, about, action: '#' };
  const { words } = pageWords(language);
  const [first] = definition.questions;
  const at = (title: string, from: number, answers: Answers, notices: readonly string[]) => {
    const step = stepFrom(definition, from, answers, new Set());
    return step.questions.length === 0 ? [] : [{ title, markup: questionPage(of, step, { answers: from === 0 ? {} : answers, refused: new Map(), notices, left: questionsLeft(definition, from, answers, new Set()) }).markup }];
  };
  const after = (end: 'low' | 'high') => (first === undefined ? [] : at(end === 'low' ? 'After a low answer' : 'After a high answer', 1, answerAt(first, end), [words.counted]));
  const [low, high] = [after('low'), after('high')];
  const pages = [
    ...at('First page', 0, {}, []), ...(low[0]?.markup === high[0]?.markup ? low.map((one) => ({ ...one, title: 'After the first answer' })) : [...low, ...high]),
    { title: 'At the end', markup: donePage(of, { notices: [], trouble: false, mayStop: moment !== 'link', contact: !definition.followUp.offerContact ? null : moment === 'link' ? 'address' : 'ask' }).markup },
  ];
  const message = { definition, language, about, link: `${address}/s/…`, name: SAMPLE.name };
  return { findings: checkDefinition(definition), pages, mail: surveyMail(message), sms: surveyText(message) };
}
