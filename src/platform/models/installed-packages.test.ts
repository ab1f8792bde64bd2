import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { isInstalled } from './installed-packages.ts';

test('packages that arrive after somebody asked for them are there', (context) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'custos-packages-'));
  context.after(() => { rmSync(folder, { recursive: true, force: true }); });
  mkdirSync(path.join(folder, 'node_modules/@huggingface'), { recursive: true });
  assert.equal(isInstalled('onnx', folder), false);
  for (const name of ['onnxruntime-web', '@huggingface/tokenizers']) {
    const place = path.join(folder, 'node_modules', name);
    mkdirSync(place, { recursive: true });
    writeFileSync(path.join(place, 'package.json'), JSON.stringify({ name, exports: { '.': { default: './begin.js' } } }));
    writeFileSync(path.join(place, 'begin.js'), '');
  }
  assert.equal(isInstalled('onnx', folder), true);
});
