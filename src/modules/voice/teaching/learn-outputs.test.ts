import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, test } from 'node:test';
import { readModel, writeModel } from '../reading/outputs/model-file.ts';
import type { OutputModel } from '../reading/outputs/output-model.ts';
import { taughtTexts } from '../reading/outputs/taught-texts.ts';
import { readMeanings, type WordMeanings } from '../reading/outputs/word-meanings.ts';
import { readText, signed } from '../reading/read-text.ts';
import { learnOutputs, type OwnText } from './learn-outputs.ts';
import { questionWith, type Question } from './questions.ts';
import { LATER, PLAIN, ZOINKS } from './zoink-texts.fixture.ts';

const MODELS = new URL('../../../../models/', import.meta.url);
let meanings: WordMeanings;
let model: OutputModel;
let progress: number[];

const question = (key: string): Question => questionWith(key) ?? assert.fail(key);
const said = (text: string, output: string): string[] => readText(text, [model]).labels.filter((one) => one.output === output).map(({ label }) => label);

before(async () => {
  meanings = readMeanings(await readFile(new URL('meanings-en.bin', MODELS)));
  const texts = taughtTexts(await readFile(new URL('texts/taught-services.tsv', MODELS), 'utf8'));
  const common = texts.slice(0, 700).map((taught) => ({ text: signed(taught.text, meanings), taught }));
  const own: OwnText[] = [...ZOINKS.map((text) => ({ text: signed(text, meanings), said: { 'own zoink': 'zoink', 'alarm safety': 'safety' } })), ...PLAIN.map((text) => ({ text: signed(text, meanings), said: { 'alarm safety': '', 'own zoink': '' } }))];
  progress = [];
  // Of those that nobody spoke about, two have the label.
  const background = [...texts.slice(700, 740).map(({ text }) => text), ...LATER.zoinks].map((text) => signed(text, meanings));
  const learnt = learnOutputs({ questions: [question('alarm safety'), question('own zoink')], common, own, background, languages: ['en'], meanings, seed: 1 }, (ratio) => { progress.push(ratio); });
  // A standard label is said by the measure of texts that are not looked at here.
  model = readModel(writeModel({ ...learnt, outputs: learnt.outputs.map((output) => ({ ...output, held: output.held.map((held) => (held === null ? null : { ...held, isSaid: true })) })) }), meanings);
});

test('a label of the company’s own is found in new wordings after twelve examples and as many of what it is not, though texts that have it stood unlabelled among the others', () => {
  for (const text of LATER.zoinks) assert.deepEqual(said(text, 'own'), ['zoink'], text);
  for (const text of [...LATER.plain, ...PLAIN]) assert.deepEqual(said(text, 'own'), [], text);
});

test('a standard label takes on the company’s wording and keeps its own', () => {
  for (const text of LATER.zoinks) assert.deepEqual(said(text, 'alarm'), ['safety'], text);
  for (const text of LATER.plain) assert.deepEqual(said(text, 'alarm'), [], text);
});

test('only what was taught is learnt; how far it is grows to the end', () => {
  assert.deepEqual(model.outputs.map(({ output, labels }) => [output, ...labels]), [['alarm', '', 'safety'], ['own', '', 'zoink']]);
  assert.equal(progress.at(-1), 1);
  assert.deepEqual(progress, progress.toSorted((a, b) => a - b));
});
