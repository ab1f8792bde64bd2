import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { DemoFeed, DemoProgress } from '../app/demo-feed.ts';
import { createLog } from '../platform/log/log.ts';
import { readPlanted } from './demo.ts';
import { createDemoFeed, type DemoPlan } from './demo-company.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
console.log(`seed ${seed}`);

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'custos-demo-feed-'));
  t.after(() => { rmSync(folder, { recursive: true, force: true }); });
  return folder;
}

/** A feed into a door that only counts; `seen` is what the bar showed each time something went through it. */
function feedInto(dataFolder: string, hasData = false, more: Partial<DemoPlan> = {}) {
  const seen: DemoProgress[] = [];
  const ids = new Set<string>();
  const promised: string[] = [];
  const feed: DemoFeed = createDemoFeed({
    dataFolder, isEmpty: async () => !hasData && ids.size === 0,
    takeOverPromises: async ({ promises: made }) => { promised.push(...made.map(({ key }) => key)); },
    async acceptBatch(source, items) {
      for (const item of items as readonly { id: string }[]) ids.add(`${source} ${item.id}`);
      const now = feed.progress();
      if (now !== null) seen.push(now);
      await new Promise((resolve) => { setImmediate(resolve); });
      return [];
    },
  }, { seed, grammar: 'open', nextBreachMs: null, truthPath: null, ...more }, createLog('error'));
  const living = async (): Promise<DemoProgress> => {
    for (;;) {
      const now = feed.progress();
      if (now?.living === true) return now;
      await new Promise((resolve) => { setTimeout(resolve, 5); });
    }
  };
  return { feed, seen, living, promised };
}

test('the company is offered where nothing is yet, and where it was begun in its size; beside real data it is refused with the reason that the offer gives', async (t) => {
  const dataFolder = folderOf(t);
  assert.deepEqual(await feedInto(dataFolder).feed.offer(), { loadable: true, because: null, customers: null });
  const { feed } = feedInto(dataFolder, true);
  const offer = await feed.offer();
  assert.equal(offer.loadable, false);
  assert.match(offer.because ?? '', /^There are real interactions here/);
  await assert.rejects(feed.start(10), { kind: 'conflict', detail: offer.because });

  const begun = feedInto(dataFolder);
  await begun.feed.start(12);
  assert.equal((await begun.feed.offer()).loadable, false, 'it runs');
  await begun.living();
  assert.match((await begun.feed.offer()).because ?? '', /lives on/);
  await begun.feed.stop();
  assert.deepEqual(await feedInto(dataFolder, true).feed.offer(), { loadable: true, because: null, customers: 12 }, 'after a restart it goes on');
});

for (const customers of [10, 50]) {
  test(`the bar of a company of ${customers} moves from nothing to all that there is, and never past it`, async (t) => {
    const dataFolder = folderOf(t);
    const { feed, seen, living, promised } = feedInto(dataFolder);
    await feed.start(customers);
    const end = await living();
    assert.ok(promised.includes('explain-once'), 'once all is there, it says what it promises');
    await feed.stop();
    assert.equal(end.loaded, end.planned);
    for (const { loaded, planned } of seen) assert.ok(loaded <= planned, `${loaded} of ${planned}`);
    const loading = seen.filter((one) => !one.living);
    assert.ok(loading.every(({ planned }) => Math.abs(planned / end.loaded - 1) < 0.02), `planned ${loading[0]?.planned}, told ${end.loaded}`);
    assert.ok(new Set(loading.map(({ loaded }) => loaded)).size >= 10, 'it is seen to move');

    const again = feedInto(dataFolder, true);
    await again.feed.start(customers);
    assert.equal((await again.living()).loaded, end.loaded, 'after a restart it says the same');
    await again.feed.stop();
  });
}

test('promises are planted as asked, told in the truth file, and still after a restart', async (t) => {
  const dataFolder = folderOf(t);
  const truthPath = join(folderOf(t), 'truth.jsonl');
  const plain = feedInto(folderOf(t));
  await plain.feed.start(20);
  const without = await plain.living();
  await plain.feed.stop();
  const planted = feedInto(dataFolder, false, { plant: readPlanted('promises=4,near=6'), truthPath });
  await planted.feed.start(20);
  const end = await planted.living();
  await planted.feed.stop();
  assert.ok(end.loaded > without.loaded, `${end.loaded} interactions, ${without.loaded} without`);
  const lines = readFileSync(truthPath, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { kind: string; planted?: unknown; outcome?: string });
  assert.deepEqual(lines.find(({ kind }) => kind === 'run')?.planted, { promises: 4, near: 6 });
  const own = lines.filter((line) => line.kind === 'commitment' && line.planted === true).map(({ outcome }) => outcome);
  assert.deepEqual([own.filter((outcome) => outcome === 'broken').length, own.filter((outcome) => outcome === 'near-miss').length], [4 + 1, 6], 'and the one story that every company has');
  const again = feedInto(dataFolder, true);
  await again.feed.start(20);
  assert.equal((await again.living()).loaded, end.loaded);
  await again.feed.stop();
  assert.throws(() => readPlanted('promises=many'), { kind: 'invalid', code: 'flag-wrong' });
});
