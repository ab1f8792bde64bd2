import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { AppError } from '../../kernel/app-error.ts';
import { checkEmbedder, embedderSource, INSTALL, installOnnx, isInstalled, openEmbedder } from './embedder.ts';
import { requirePackages } from './installed-packages.ts';

test('embeddings that are not switched on cost nothing, installed or not', async () => {
  assert.equal(await embedderSource(null), null);
  await checkEmbedder(null);
});

test('embeddings that are switched on but not installed are refused with what to type', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'custos-embeddings-'));
  try {
    for (const [kind, install] of [['use-lite', INSTALL], ['onnx', installOnnx]] as const) {
      assert.equal(isInstalled(kind, folder), false);
      assert.throws(() => { requirePackages(kind, folder); }, (error: unknown) => error instanceof AppError && error.kind === 'invalid' && error.code === 'embeddings-not-installed' && error.detail.includes(install));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('texts that mean alike lie near each other, whatever their words', { skip: isInstalled('use-lite') ? false : `needs the packages that are not part of Custos: ${INSTALL}` }, async () => {
  const embedder = await openEmbedder('use-lite');
  try {
    const texts = ['Where is my parcel?', 'My package has not been delivered yet', 'I would like to eat pizza tonight', '', '😀 '.repeat(30), 'word '.repeat(5_000)];
    const vectors = await embedder.embed(texts);
    assert.equal(vectors.length, texts.length);
    for (const vector of vectors) assert.ok(vector.length === embedder.dimensions && vector.every(Number.isFinite));
    const [parcel, delivery, pizza, empty] = vectors as [Float32Array, Float32Array, Float32Array, Float32Array];
    const cosine = (left: Float32Array, right: Float32Array): number => left.reduce((sum, one, at) => sum + one * (right[at] as number), 0);
    assert.ok(Math.abs(cosine(parcel, parcel) - 1) < 1e-5);
    assert.ok(cosine(parcel, delivery) > cosine(parcel, pizza) + 0.1, `${cosine(parcel, delivery)} and ${cosine(parcel, pizza)}`);
    assert.ok(empty.every((one) => one === 0), 'an empty text means nothing');
    assert.deepEqual((await embedder.embed(['Where is my parcel?']))[0], (await embedder.embed(['Where is my parcel?']))[0]);
    assert.deepEqual(await embedder.embed([]), []);
  } finally {
    await embedder.stop();
  }
  await assert.rejects(embedder.embed(['after the end']), (error: unknown) => error instanceof AppError && error.kind === 'unavailable');
});
