import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { workerData } from 'node:worker_threads';
import { answerTexts, refuse } from './answer-texts.ts';
import type { OnnxFolder } from './onnx-folder.ts';
import { pooledTokens } from './pool-tokens.ts';

/** Where the installed packages begin, and the folder of the model. */
export type OnnxPlaces = { readonly runtime: string; readonly tokenizers: string; readonly folder: OnnxFolder };

type Value = { readonly name: string; readonly type?: string; readonly shape?: readonly (number | string)[] };
type Tensor = { readonly data: Float32Array; readonly dims: readonly number[]; dispose(): void };
type Session = { readonly inputMetadata: readonly Value[]; readonly outputMetadata: readonly Value[]; run(inputs: Readonly<Record<string, Tensor>>, outputs: readonly string[]): Promise<Readonly<Record<string, Tensor>>> };
/** What is used of the runtime and of the tokenizer, which are not part of Custos. */
type Runtime = { readonly env: { readonly wasm: { numThreads: number } }; readonly InferenceSession: { create(model: Uint8Array): Promise<Session> }; readonly Tensor: new (type: string, data: BigInt64Array | Int32Array, dims: readonly number[]) => Tensor };
type Tokenizer = { encode(text: string): { readonly ids: readonly (number | undefined)[] } };
type Tokenizers = { readonly Tokenizer: new (tokenizer: unknown, config: unknown) => Tokenizer };

/** What a model may ask for: the numbers of the tokens, which of them count, and of which of two texts they are. */
const INPUTS = ['input_ids', 'attention_mask', 'token_type_ids'];
const WHOLE = ['int64', 'int32'];
/** One vector a token, or one a text that the model made itself. The first that is there is taken. */
const OUTPUTS = ['last_hidden_state', 'token_embeddings', 'sentence_embedding'];

const loaded = async <Module extends object>(place: string): Promise<Module> => { const module = await import(pathToFileURL(place).href) as Module | { readonly default: Module }; return 'default' in module ? module.default : module; };
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 300);

const { runtime, tokenizers, folder } = workerData as OnnxPlaces;
const where = path.dirname(folder.tokenizer);

async function openTokenizer(): Promise<Tokenizer | null> {
  try {
    const { Tokenizer } = await loaded<Tokenizers>(tokenizers);
    const config = folder.settings.find((file) => path.basename(file) === 'tokenizer_config.json');
    const tokenizer = new Tokenizer(JSON.parse(readFileSync(folder.tokenizer, 'utf8')), config === undefined ? {} : JSON.parse(readFileSync(config, 'utf8')));
    if (tokenizer.encode('hello').ids.length > 0) return tokenizer;
    refuse('embeddings-tokenizer-broken', `tokenizer.json in ${where} makes no tokens of a word. Fetch it again from where the model is from.`);
  } catch (error) {
    refuse('embeddings-tokenizer-broken', `tokenizer.json in ${where} can not be used (${reasonOf(error)}). Fetch it again from where the model is from, or take another model.`);
  }
  return null;
}

async function openSession(ort: Runtime): Promise<{ readonly session: Session; readonly output: Value } | null> {
  // One thread: embedding gives way to everything else, and never takes the whole machine.
  ort.env.wasm.numThreads = 1;
  let session: Session;
  try {
    session = await ort.InferenceSession.create(readFileSync(folder.model));
  } catch (error) {
    refuse('embeddings-model-broken', `The model in ${where} can not be opened (${reasonOf(error)}). Fetch its .onnx file again; where that is whole, take a smaller variant, as quantised ones are.`);
    return null;
  }
  const strange = session.inputMetadata.filter(({ name, type = '' }) => !INPUTS.includes(name) || !WHOLE.includes(type));
  const tensors = session.outputMetadata.filter(({ type }) => type === 'float32');
  const output = OUTPUTS.map((name) => tensors.find((one) => one.name === name)).find((one) => one !== undefined) ?? tensors.find(({ shape }) => shape?.length === 3);
  const asks = session.inputMetadata.map(({ name, type }) => `${name} (${type ?? 'unknown'})`).join(', ');
  const gives = session.outputMetadata.map(({ name, type }) => `${name} (${type ?? 'unknown'})`).join(', ');
  if (strange.length === 0 && session.inputMetadata.some(({ name }) => name === 'input_ids') && output !== undefined) return { session, output };
  refuse('embeddings-model-unfit', `The model in ${where} asks for ${asks} and gives ${gives}. An embedder of texts is needed, which asks for input_ids (and attention_mask, token_type_ids) and gives last_hidden_state or sentence_embedding as float32. Take another model.`);
  return null;
}

const tokenizer = await openTokenizer();
const ort = await loaded<Runtime>(runtime);
const opened = tokenizer === null ? null : await openSession(ort);

/** The vector of one text. Texts go one by one: quantised models weigh what stands beside in a batch, and a text shall always have the same vector. */
async function vectorOf(own: Tokenizer, { session, output }: { readonly session: Session; readonly output: Value }, text: string): Promise<Float32Array> {
  const all = own.encode(folder.prefix + text).ids.filter((id) => id !== undefined);
  // The last one closes the text for models that have such a sign.
  const ids = all.length <= folder.tokens ? all : [...all.slice(0, folder.tokens - 1), all.at(-1) ?? 0];
  if (ids.length === 0) return new Float32Array(0);
  const mask = ids.map(() => 1);
  const inputs = Object.fromEntries(session.inputMetadata.map(({ name, type }) => {
    const numbers = name === 'input_ids' ? ids : name === 'attention_mask' ? mask : ids.map(() => 0);
    return [name, new ort.Tensor(type ?? 'int64', type === 'int32' ? Int32Array.from(numbers) : BigInt64Array.from(numbers, BigInt), [1, ids.length])];
  }));
  const given = (await session.run(inputs, [output.name]))[output.name];
  if (given === undefined) return new Float32Array(0);
  const vector = given.dims.length === 3 ? pooledTokens(given.data, mask, folder.pooling) : Float32Array.from(given.data);
  for (const tensor of [...Object.values(inputs), given]) tensor.dispose();
  return vector;
}

if (tokenizer !== null && opened !== null) {
  try {
    const dimensions = (await vectorOf(tokenizer, opened, 'hello')).length;
    answerTexts(dimensions, async (texts) => {
      const vectors: Float32Array[] = [];
      for (const text of texts) { const vector = await vectorOf(tokenizer, opened, text); vectors.push(vector.length === dimensions ? vector : new Float32Array(dimensions)); }
      return vectors;
    });
  } catch (error) {
    refuse('embeddings-model-unfit', `The model in ${where} can not embed a word (${reasonOf(error)}). tokenizer.json and model.onnx may be of two models: fetch both from one place, or take another model.`);
  }
}
