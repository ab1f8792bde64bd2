import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { AppError } from '../../kernel/app-error.ts';
import { checkEmbedder, embedderSource, installOnnx, isInstalled, openEmbedder } from './embedder.ts';
import { contentOf, readOnnxFolder } from './onnx-folder.ts';
import { tableModel, wordTokenizer, writeOnnxFolder } from './onnx-model.fixture.ts';
import { pooledTokens } from './pool-tokens.ts';

const WORDS = { refund: [1, 0, 0], erstattung: [1, 0, 0], money: [.8, .2, 0], geld: [.8, .2, 0], parcel: [0, 0, 1], paket: [0, 0, 1] };
const all = mkdtempSync(path.join(tmpdir(), 'custos-onnx-'));
after(() => { rmSync(all, { recursive: true }); });
let folders = 0;
const folder = (): string => writeOnnxFolder(path.join(all, `model ${folders += 1}`), WORDS);
const refused = (code: string, words: RegExp) => (error: unknown): boolean => error instanceof AppError && error.kind === 'invalid' && error.code === code && words.test(error.detail);

test('a folder says which languages its model covers, what stands before a text, and how many tokens are read', () => {
  const own = folder();
  assert.deepEqual({ ...readOnnxFolder(own), model: '', tokenizer: '', settings: [] }, { model: '', tokenizer: '', settings: [], languages: null, prefix: '', tokens: 4, pooling: 'mean' });
  writeFileSync(path.join(own, 'custos.json'), '{"languages":["en","de"],"prefix":"query: "}');
  writeFileSync(path.join(own, 'config.json'), '{"max_position_embeddings":5,"hidden_size":3}');
  mkdirSync(path.join(own, '1_Pooling'));
  writeFileSync(path.join(own, '1_Pooling', 'config.json'), '{"pooling_mode_cls_token":true,"pooling_mode_mean_tokens":false}');
  const { languages, prefix, tokens, pooling } = readOnnxFolder(own);
  assert.deepEqual([languages, prefix, tokens, pooling], [['en', 'de'], 'query: ', 3, 'first']);
});

test('a folder that is missing or lacks something is refused with what to do', () => {
  const own = folder();
  assert.throws(() => readOnnxFolder(path.join(all, 'nowhere')), refused('embeddings-folder-missing', /nowhere, which is not there.*leave the setting out/));
  rmSync(path.join(own, 'tokenizer.json'));
  assert.throws(() => readOnnxFolder(own), refused('embeddings-tokenizer-missing', /put it beside/));
  writeFileSync(path.join(own, 'tokenizer.json'), '{"model"');
  assert.throws(() => readOnnxFolder(own), refused('embeddings-settings-broken', /tokenizer\.json is not what it should be \(no JSON\)/));
  writeFileSync(path.join(own, 'tokenizer.json'), '{"model":{}}');
  writeFileSync(path.join(own, 'custos.json'), '{"languages":["English"]}');
  assert.throws(() => readOnnxFolder(own), refused('embeddings-settings-broken', /custos\.json.*two small letters/));
  rmSync(path.join(own, 'custos.json'));
  writeFileSync(path.join(own, 'model.onnx_data'), '');
  assert.throws(() => readOnnxFolder(own), refused('embeddings-model-in-parts', /one file/));
  rmSync(path.join(own, 'model.onnx_data'));
  rmSync(path.join(own, 'model.onnx'));
  assert.throws(() => readOnnxFolder(own), refused('embeddings-model-missing', /onnx\/model\.onnx/));
});

test('the version is the content: it follows the folder wherever it lies, and any other file in it is another embedder', async () => {
  const own = folder();
  const version = await contentOf(readOnnxFolder(own));
  const moved = path.join(all, 'elsewhere');
  cpSync(own, moved, { recursive: true });
  mkdirSync(path.join(moved, 'onnx'));
  renameSync(path.join(moved, 'model.onnx'), path.join(moved, 'onnx', 'model.onnx'));
  assert.equal(await contentOf(readOnnxFolder(moved)), version);
  writeFileSync(path.join(moved, 'custos.json'), '{"prefix":"query: "}');
  assert.notEqual(await contentOf(readOnnxFolder(moved)), version);
  writeFileSync(path.join(own, 'model.onnx'), tableModel([[0, 0, 1]]));
  assert.notEqual(await contentOf(readOnnxFolder(own)), version);
});

test('the vector of a text is the mean of its tokens without those that fill up, or its first one', () => {
  assert.deepEqual(pooledTokens([1, 0, 3, 2, 9, 9], [1, 1, 0], 'mean'), Float32Array.from([2, 1]));
  assert.deepEqual(pooledTokens([1, 0, 3, 2, 9, 9], [1, 1, 0], 'first'), Float32Array.from([1, 0]));
  assert.deepEqual(pooledTokens([1, 0], [0], 'mean'), Float32Array.from([0, 0]));
  assert.deepEqual(pooledTokens([], [], 'mean'), new Float32Array(0));
});

describe('a model of a folder', { skip: isInstalled('onnx') ? false : `needs packages that are not part of Custos: ${installOnnx}` }, () => {
  test('embeds texts of several languages: what means the same lies at the same place, with length 1', async () => {
    const source = await embedderSource(folder());
    assert.deepEqual([source?.name, source?.languages], ['onnx', null]);
    const embedder = await openEmbedder(folder());
    try {
      assert.deepEqual([embedder.dimensions, embedder.version], [3, source?.version]);
      const [refund, erstattung, parcel, empty, strange] = await embedder.embed(['Refund, money!', 'Erstattung Geld', 'parcel', '  ', '😀']);
      assert.deepEqual(refund, erstattung);
      assert.ok(Math.abs((refund?.[0] ?? 0) - 1.8 / Math.hypot(1.8, .2)) < 1e-6 && refund?.[2] === 0, 'the mean of what is known of it, brought to length 1');
      assert.deepEqual(parcel, Float32Array.from([0, 0, 1]));
      assert.deepEqual([empty, strange], [new Float32Array(3), new Float32Array(3)]);
      const [first, cut] = await embedder.embed(['parcel parcel parcel refund', 'parcel parcel parcel money money money money refund']);
      assert.deepEqual(cut, first, 'of four tokens the first three are read, and the one that closes the text');
      assert.deepEqual(await embedder.embed([]), []);
      assert.equal((await embedder.embed(Array.from({ length: 70 }, () => 'parcel'))).length, 70);
    } finally {
      await embedder.stop();
    }
    await assert.rejects(embedder.embed(['after the end']), { kind: 'unavailable' });
  });

  test('a file that is broken, one that is no embedder and a tokenizer of another model are told at the start, with what to do', async () => {
    const own = folder();
    const model = path.join(own, 'model.onnx');
    await checkEmbedder(own);
    writeFileSync(path.join(own, 'tokenizer.json'), JSON.stringify({ model: { type: 'Unheard' } }));
    await assert.rejects(checkEmbedder(own), refused('embeddings-tokenizer-broken', /Fetch it again/));
    writeFileSync(path.join(own, 'tokenizer.json'), JSON.stringify(wordTokenizer(['[UNK]', 'a', 'b', 'c', 'hello'])));
    writeFileSync(model, tableModel([[1, 0]]));
    await assert.rejects(checkEmbedder(own), refused('embeddings-model-unfit', /may be of two models/));
    writeFileSync(model, 'half of a mod');
    await assert.rejects(checkEmbedder(own), refused('embeddings-model-broken', /can not be opened.*Fetch its \.onnx file again/));
    const picture = tableModel([[1, 0]]).toString('latin1').replaceAll('input_ids', 'all_pixel').replaceAll('last_hidden_state', 'pictures_of_state');
    writeFileSync(model, Buffer.from(picture, 'latin1'));
    await assert.rejects(checkEmbedder(own), refused('embeddings-model-unfit', /asks for all_pixel \(int64\).*input_ids.*Take another model/));
  });
});
