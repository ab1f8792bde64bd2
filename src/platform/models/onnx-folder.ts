import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';

/**
 * A folder with an ONNX model that embeds texts, as it says of itself.
 * Shape: `languages` null: all that are read; `prefix` stands before every text; `pooling`: the mean of all tokens, or the first one. Units: `tokens` are read of a text at most.
 */
export type OnnxFolder = { readonly model: string; readonly tokenizer: string; readonly settings: readonly string[]; readonly languages: readonly string[] | null; readonly prefix: string; readonly tokens: number; readonly pooling: 'mean' | 'first' };

/** Time grows with the square, and texts are cut after 1,000 characters anyway. */
const MOST_TOKENS = 256;
/** What some models keep for themselves of the places that they count. */
const RESERVED_PLACES = 2;

/** What the company may say of the model; every entry may be left out. */
const Own = z.strictObject({
  languages: z.array(z.string().regex(/^[a-z]{2}$/, 'languages are two small letters such as "de" (ISO 639-1)')).min(1).optional(),
  prefix: z.string().max(100).optional(),
});
const Counted = z.object({ max_seq_length: z.number().positive().nullish(), model_max_length: z.number().positive().nullish(), max_position_embeddings: z.number().positive().nullish() });
const Pooling = z.object({ pooling_mode_cls_token: z.boolean().default(false), pooling_mode_mean_tokens: z.boolean().default(false) });

const refused = (code: string, words: string): AppError => new AppError('invalid', code, words);

function json<Shape>(file: string, shape: z.ZodType<Shape>): Shape | null {
  if (!existsSync(file)) return null;
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const [issue] = error instanceof z.ZodError ? error.issues : [];
    throw refused('embeddings-settings-broken', `${file} is not what it should be (${issue === undefined ? 'no JSON' : `${issue.path.join('.')}: ${issue.message}`}). Mend it, or fetch it again from where the model is from.`);
  }
}

/** What is in the folder of an ONNX model. Errors: `invalid` for a folder that is missing or lacks something, saying what to do. */
export function readOnnxFolder(folder: string): OnnxFolder {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw refused('embeddings-folder-missing', `CUSTOS_EMBEDDINGS names the folder ${folder}, which is not there. Name the folder that holds model.onnx and tokenizer.json, or leave the setting out.`);
  const at = (...names: string[]): string => path.join(folder, ...names);
  const model = [at('model.onnx'), at('onnx', 'model.onnx')].find((file) => existsSync(file));
  if (model === undefined) throw refused('embeddings-model-missing', `There is no model.onnx in ${folder}, nor onnx/model.onnx. Put one of the model's .onnx files there under that name (a quantised one is smaller and quicker).`);
  if (existsSync(`${model}_data`)) throw refused('embeddings-model-in-parts', `The model in ${folder} keeps its weights apart (model.onnx_data), which is not read here. Take a variant in one file, as quantised ones are.`);
  if (!existsSync(at('tokenizer.json'))) throw refused('embeddings-tokenizer-missing', `There is no tokenizer.json in ${folder}. It is in the same place as the model, in the format of Hugging Face: put it beside.`);
  json(at('tokenizer.json'), z.looseObject({ model: z.looseObject({}) }));
  const [own, pooling] = [json(at('custos.json'), Own), json(at('1_Pooling', 'config.json'), Pooling)];
  if (pooling !== null && !pooling.pooling_mode_cls_token && !pooling.pooling_mode_mean_tokens) throw refused('embeddings-pooling-unknown', `The model in ${folder} makes one vector of a text neither by the mean of its tokens nor by the first (1_Pooling/config.json), and would say something else here. Take another model.`);
  const [sentence, tokenizer, config] = ['sentence_bert_config.json', 'tokenizer_config.json', 'config.json'].map((name) => json(at(name), Counted));
  const places = config?.max_position_embeddings;
  return {
    model, tokenizer: at('tokenizer.json'), settings: ['custos.json', 'tokenizer_config.json', 'sentence_bert_config.json', 'config.json', path.join('1_Pooling', 'config.json')].map((name) => at(name)).filter((file) => existsSync(file)),
    languages: own?.languages ?? null, prefix: own?.prefix ?? '', pooling: pooling?.pooling_mode_cls_token === true ? 'first' : 'mean',
    tokens: Math.floor(Math.min(MOST_TOKENS, sentence?.max_seq_length ?? MOST_TOKENS, tokenizer?.model_max_length ?? MOST_TOKENS, places == null ? MOST_TOKENS : Math.max(1, places - RESERVED_PLACES))),
  };
}

/** What is in the files of a folder, as a hash: vectors of two that differ in anything are never compared. Invariant: where the folder lies makes no difference. */
export async function contentOf({ model, tokenizer, settings }: OnnxFolder): Promise<string> {
  const all = createHash('sha256');
  for (const file of [model, tokenizer, ...settings]) {
    const one = createHash('sha256');
    for await (const bytes of createReadStream(file)) one.update(bytes as Buffer);
    all.update(`${file === model ? 'model' : path.basename(path.dirname(file)) === '1_Pooling' ? 'pooling' : path.basename(file)} ${one.digest('hex')}\n`);
  }
  return all.digest('hex').slice(0, 16);
}
