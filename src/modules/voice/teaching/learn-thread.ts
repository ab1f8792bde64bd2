import { readdir, readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { yieldToAnswers } from '../../../platform/jobs/yield-to-answers.ts';
import { writeModel } from '../reading/outputs/model-file.ts';
import type { Held, OutputModel } from '../reading/outputs/output-model.ts';
import { labelOf, taughtTexts, type TaughtText } from '../reading/outputs/taught-texts.ts';
import type { WordMeanings } from '../reading/outputs/word-meanings.ts';
import { signed } from '../reading/read-text.ts';
import { textLanguage } from '../reading/text-language.ts';
import { readingModels } from '../readings/shipped-models.ts';
import { LEARN_FEWEST, type LabelQuality } from './contract.ts';
import { learnOutputs } from './learn-outputs.ts';
import { lookAtText, type QuestionLook } from './look-at-text.ts';
import { qualityOfLabel, type Told } from './measure-labels.ts';
import { modelLabels, questionWith, type Question } from './questions.ts';

yieldToAnswers();

/** A text of the company's with what its people said of it, by question; '' for none of the labels. */
export type CorrectedText = { readonly text: string; readonly said: Readonly<Record<string, string>>; readonly isHeldOut: boolean };
/** What is to be learnt from. `background`: texts that nobody spoke about. */
export type LearnTask = { readonly texts: readonly CorrectedText[]; readonly background: readonly string[] };
/** What was learnt; `tooFew`: nothing, for want of examples. */
export type Learnt = { readonly model: Uint8Array; readonly madeFor: string; readonly taughtTexts: number; readonly heldOut: number; readonly questions: Readonly<Record<string, number>>; readonly otherLanguages: number; readonly quality: readonly LabelQuality[] };
export type LearnAnswer = { readonly progress: number } | { readonly tooFew: true } | { readonly learnt: Learnt };

const TEXTS = new URL('../../../../models/texts/', import.meta.url);
/** The language that the models which come with Custos read. */
const LANGUAGE = 'en';

const tell = (answer: LearnAnswer): void => { parentPort?.postMessage(answer); };

async function textsOf(isWanted: (file: string) => boolean): Promise<TaughtText[]> {
  const files = (await readdir(TEXTS)).filter(isWanted).sort();
  return (await Promise.all(files.map((file) => readFile(new URL(file, TEXTS), 'utf8')))).flatMap(taughtTexts);
}

/** Questions with enough said about them. */
function enough(texts: readonly CorrectedText[]): Question[] {
  const keys = new Set(texts.flatMap(({ said }) => Object.keys(said)));
  return [...keys].sort().flatMap((key) => {
    const question = questionWith(key);
    if (question === null) return [];
    const about = texts.filter(({ said }) => said[key] !== undefined);
    const counted = question.output === 'own' ? about.filter(({ said }) => said[key] !== '') : about;
    return counted.length >= LEARN_FEWEST && counted.some(({ isHeldOut }) => !isHeldOut) ? [question] : [];
  });
}

/** How a standard label does on the texts that measure what comes with Custos: the same measure decides whether it is said. */
function measured(model: OutputModel, question: Question, place: number, texts: readonly TaughtText[], meanings: WordMeanings): (Held | null)[] {
  const labels = modelLabels(question);
  const output = model.outputs[place];
  if (output === undefined) return labels.map(() => null);
  // Asked as if each were good enough to be said, which is what is found out.
  const sayable: OutputModel = { ...model, outputs: [{ ...output, held: labels.map(() => ({ texts: 0, precision: 0, recall: 0, isSaid: true })) }] };
  const told = texts.map((one) => ({ truth: labelOf({ output: question.output, labels }, one), said: labels.indexOf((lookAtText(one.text, { of: 'question', question: question.key }, [sayable], meanings) as QuestionLook | null)?.said ?? '') }));
  return labels.map((label, at) => {
    if (label === '') return null;
    const [held, said] = [told.filter(({ truth }) => truth === at).length, told.filter((one) => one.said === at).length];
    const right = told.filter((one) => one.truth === at && one.said === at).length;
    return { texts: held, precision: said === 0 ? 0 : right / said, recall: held === 0 ? 0 : right / held };
  });
}

function qualityOn(held: readonly CorrectedText[], questions: readonly Question[], now: readonly OutputModel[], shipped: readonly OutputModel[], meanings: WordMeanings): LabelQuality[] {
  return questions.flatMap((question) => {
    const about = held.filter(({ said }) => said[question.key] !== undefined);
    const toldBy = (models: readonly OutputModel[]): Told[] => about.map(({ text, said }) => ({ truth: said[question.key] || null, said: (lookAtText(text, { of: 'question', question: question.key }, models, meanings) as QuestionLook | null)?.said ?? null }));
    const [byNow, byShipped] = [toldBy(now), toldBy(shipped)];
    return question.labels.map((label): LabelQuality => ({ output: question.key, label, heldOut: about.length, now: qualityOfLabel(byNow, label), shipped: question.output === 'own' ? null : qualityOfLabel(byShipped, label) }));
  });
}

async function learn({ texts: given, background }: LearnTask): Promise<void> {
  const texts = given.filter(({ text }) => textLanguage(text)?.language === LANGUAGE);
  const questions = enough(texts);
  if (questions.length === 0) { tell({ tooFew: true }); return; }
  const shipped = await readingModels(null);
  const { meanings } = shipped;
  const [taught, measuring] = await Promise.all([textsOf((file) => file.startsWith('taught-')), textsOf((file) => file === 'held-out.tsv')]);
  const lessons = texts.filter(({ isHeldOut }) => !isHeldOut);
  const model = learnOutputs({
    questions, languages: [LANGUAGE], meanings, seed: 1, common: taught.map((one) => ({ text: signed(one.text, meanings), taught: one })), own: lessons.map(({ text, said }) => ({ text: signed(text, meanings), said })),
    background: background.filter((text) => textLanguage(text)?.language === LANGUAGE).map((text) => signed(text, meanings)),
  }, (progress) => { tell({ progress }); });
  const outputs = model.outputs.map((output, place) => { const question = questions[place]; return question === undefined || question.output === 'own' ? output : { ...output, held: measured(model, question, place, measuring, meanings) }; });
  const file = writeModel({ ...model, outputs });
  // What is measured is what will read: weights in steps, beside what comes with Custos.
  const now = await readingModels(file);
  const held = texts.filter(({ isHeldOut }) => isHeldOut);
  tell({ learnt: {
    model: file, madeFor: shipped.madeFor, taughtTexts: taught.length, heldOut: held.length, otherLanguages: given.length - texts.length,
    questions: Object.fromEntries(questions.map(({ key }) => [key, lessons.filter(({ said }) => said[key] !== undefined).length])), quality: qualityOn(held, questions, now.models, shipped.models, meanings),
  } });
}

await learn(workerData as LearnTask);
