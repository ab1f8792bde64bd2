import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

// The few bytes of an ONNX model, written by hand: protocol buffers, field by field (onnx.proto3 of the ONNX project, version 8, operators of set 13).

const varint = (value: number): number[] => (value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))]);
const whole = (field: number, value: number): Buffer => Buffer.from([...varint(field * 8), ...varint(value)]);
const part = (field: number, ...content: readonly (Buffer | string)[]): Buffer => { const body = Buffer.concat(content.map((one) => Buffer.from(one))); return Buffer.concat([Buffer.from([...varint(field * 8 + 2), ...varint(body.length)]), body]); };

const FLOAT = 1;
const INT64 = 7;
const value = (name: string, type: number, dims: readonly (number | string)[]): Buffer =>
  Buffer.concat([part(1, name), part(2, part(1, whole(1, type), part(2, ...dims.map((dim) => part(1, typeof dim === 'number' ? whole(1, dim) : part(2, dim))))))]);

/** A model that gives each token the row of a table: what `last_hidden_state` is of real ones. `output`: what it calls that. */
export function tableModel(rows: readonly (readonly number[])[], output = 'last_hidden_state'): Buffer {
  const dimensions = rows[0]?.length ?? 0;
  const graph = [
    part(1, part(1, 'table'), part(1, 'input_ids'), part(2, output), part(4, 'Gather')),
    part(2, 'rows of a table'),
    part(5, whole(1, rows.length), whole(1, dimensions), whole(2, FLOAT), part(8, 'table'), part(9, Buffer.from(Float32Array.from(rows.flat()).buffer))),
    part(11, value('input_ids', INT64, ['texts', 'tokens'])), part(11, value('attention_mask', INT64, ['texts', 'tokens'])),
    part(12, value(output, FLOAT, ['texts', 'tokens', dimensions])),
  ];
  return Buffer.concat([whole(1, 8), part(8, part(1, ''), whole(2, 13)), part(7, ...graph)]);
}

/** A tokenizer that knows these words, in small letters; every other is the first. Shape: as tokenizer.json of Hugging Face. */
export function wordTokenizer(words: readonly string[]): unknown {
  return {
    version: '1.0', truncation: null, padding: null, added_tokens: [], normalizer: { type: 'Lowercase' }, pre_tokenizer: { type: 'Whitespace' }, post_processor: null, decoder: null,
    model: { type: 'WordLevel', vocab: Object.fromEntries(words.map((word, at) => [word, at])), unk_token: words[0] },
  };
}

/** Writes a folder with such a model: each word lies where `places` says, all others nowhere. */
export function writeOnnxFolder(folder: string, places: Readonly<Record<string, readonly number[]>>): string {
  const dimensions = Object.values(places)[0]?.length ?? 0;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'model.onnx'), tableModel([Array.from({ length: dimensions }, () => 0), ...Object.values(places)]));
  writeFileSync(path.join(folder, 'tokenizer.json'), JSON.stringify(wordTokenizer(['[UNK]', ...Object.keys(places)])));
  writeFileSync(path.join(folder, 'tokenizer_config.json'), JSON.stringify({ unk_token: '[UNK]', model_max_length: 4 }));
  return folder;
}
