import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { dropFolder, startProduct } from './product.ts';
import { spread } from './statistics.ts';

const WORDS = 'the jacket arrived late but it fits well and the zip feels strong although the colour is not what I saw on the page so I asked twice before somebody told me when it would be sent'.split(' ');

async function writeReviews(path: string, rows: number): Promise<void> {
  const out = createWriteStream(path);
  out.write('review_id,created_at,email,product_id,stars,title,text\n');
  for (let row = 0; row < rows; row += 1) {
    const at = new Date(Date.UTC(2025, 0, 1) + (row * 7_919) % 31_000_000 * 1_000).toISOString();
    const text = Array.from({ length: 20 }, (_, i) => WORDS[(row * 31 + i * 17) % WORDS.length]).join(' ');
    if (!out.write(`r-${row},${at},person${row % Math.ceil(rows / 5)}@shop.example,p-${row % 500},${1 + (row % 5)},"About it, ${row}","${text}, said ""me"""\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
}

/** Import of a CSV of reviews through the product's own door, each time into a new installation: parsed, mapped, accepted durably. The rate is the run's own, from its first row to its last acknowledged one; the median is told, with the slowest and the quickest. */
export async function importRows(options: { readonly rows: number; readonly runs: number }) {
  const runs = [];
  for (let at = 0; at < options.runs; at += 1) runs.push(await importOnce(options.rows));
  const rates = spread(runs.map(({ rowsPerSecond }) => rowsPerSecond));
  return { rowsPerSecond: rates.median, rates, rows: options.rows, runs };
}

async function importOnce(rows: number) {
  const product = await startProduct();
  const path = `${product.dataFolder}-reviews.csv`;
  await writeReviews(path, rows);
  const { upload } = await product.upload<{ upload: string }>('/api/imports/files?name=reviews.csv', Readable.toWeb(createReadStream(path)) as ReadableStream);
  const preview = await product.call<{ mapping: unknown }>('POST', '/api/imports/preview', { upload, kind: 'reviews' });
  const startedMs = performance.now();
  let run = await product.call<Run>('POST', '/api/imports', { upload, kind: 'reviews', source: 'reviews', mapping: preview.mapping });
  while (run.state === 'running') {
    await new Promise((resolve) => { setTimeout(resolve, 100); });
    run = await product.call<Run>('GET', `/api/imports/${run.id}`);
  }
  const seconds = (performance.now() - startedMs) / 1_000;
  await product.stop();
  dropFolder(product.dataFolder);
  await rm(path);
  return { rowsPerSecond: Math.round(run.rowsRead / seconds), rows: run.rowsRead, accepted: run.accepted, rejected: run.rejected, seconds: Math.round(seconds * 10) / 10, state: run.state };
}

type Run = { id: string; state: string; rowsRead: number; accepted: number; rejected: number };
