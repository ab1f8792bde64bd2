import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { postmasterPid, withChildren } from '../engines/private-postmaster.ts';
import { customerOf, minutesAgo, recorded, timelineOf } from './customers.ts';
import { eventually, startCustos, type RunningCustos } from './harness.ts';

const EMAIL = 'patient@example.org';
const messageOf = (id: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => (
  { id, channel: 'email', kind: 'message', direction: 'in', occurredAt: minutesAgo(3), identifiers: [{ type: 'email', value: EMAIL }], text: `text of ${id}`, ...more });

type Answered = { readonly status: number; readonly retryAfter: string | null; readonly text: string };

async function sent(custos: RunningCustos, ...items: readonly object[]): Promise<Answered> {
  const response = await custos.ask('/v1/interactions', { key: custos.writeKey, body: { interactions: items } });
  return { status: response.status, retryAfter: response.headers.get('retry-after'), text: await response.text() };
}

/** Sends as a good sender does: the same again until it is taken. Answers what it was told before that. */
async function sentUntilTaken(custos: RunningCustos, ...items: readonly object[]): Promise<Answered[]> {
  const refusals: Answered[] = [];
  await eventually('the batch is taken', async () => {
    const answered = await sent(custos, ...items);
    if (answered.status === 200) return true;
    refusals.push(answered);
    await pause(100);
    return false;
  }, 90_000);
  return refusals;
}

function assertTryAgain(refusals: readonly Answered[]): void {
  for (const { status, retryAfter, text } of refusals) {
    assert.equal(status, 503, text);
    assert.ok(Number(retryAfter) > 0, `Retry-After: ${retryAfter}`);
    assert.match(text, /"code":"[a-z-]+"/);
  }
}

async function namesOf(custos: RunningCustos): Promise<string[]> {
  await recorded(custos);
  return (await timelineOf(custos, await customerOf(custos, `email:${EMAIL}`))).map(({ sourceId }) => sourceId).sort();
}

test('when PostgreSQL dies, senders are told to try again, it is started again, and nothing is lost or doubled', async (t) => {
  const custos = await startCustos();
  t.after(() => custos.stop());
  await sentUntilTaken(custos, messageOf('before'));
  const first = postmasterPid(custos.dataFolder);
  process.kill(first, 'SIGKILL');
  // The dead one's sessions may live on for an instant and still take a message or two, for good.
  const during: string[] = [];
  const refusals: Answered[] = [];
  await eventually('a request reaches Custos while PostgreSQL is away', async () => {
    during.push(`during-${during.length}`);
    refusals.push(...await sentUntilTaken(custos, messageOf(during.at(-1) ?? '')));
    return refusals.length > 0;
  });
  assertTryAgain(refusals);
  assert.notEqual(postmasterPid(custos.dataFolder), first);
  await sentUntilTaken(custos, messageOf('before'), ...during.map((id) => messageOf(id)), messageOf('after'));
  assert.deepEqual(await namesOf(custos), ['after', 'before', ...during].sort());
  assert.equal((await custos.ask('/api/me', { cookie: custos.ownerSession })).status, 200, 'who was signed in still is');
});

test('when PostgreSQL freezes, senders are told within 20 seconds to try again, and it all goes on once it moves', async (t) => {
  const custos = await startCustos();
  const frozen = (): number[] => withChildren(postmasterPid(custos.dataFolder));
  t.after(async () => {
    for (const pid of frozen()) process.kill(pid, 'SIGCONT');
    await custos.stop();
  });
  await sentUntilTaken(custos, messageOf('before'));
  for (const pid of frozen()) process.kill(pid, 'SIGSTOP');
  const startedMs = performance.now();
  const refusals = await Promise.all(Array.from({ length: 5 }, (_, place) => sent(custos, messageOf(`during-${place}`))));
  assertTryAgain(refusals);
  assert.ok(performance.now() - startedMs < 20_000, `${performance.now() - startedMs} ms`);
  for (const pid of frozen()) process.kill(pid, 'SIGCONT');
  await sentUntilTaken(custos, ...[0, 1, 2, 3, 4].map((place) => messageOf(`during-${place}`)));
  assert.deepEqual(await namesOf(custos), ['before', 'during-0', 'during-1', 'during-2', 'during-3', 'during-4']);
});

/** A command that gives Custos a data folder on a disk of its own, of so many bytes, seen by itself alone. */
const onSmallDisk = (folder: string, megabytes: number): string[] => ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', `mount -t tmpfs -o size=${megabytes}m tmpfs "$0" && exec "$@"`, folder];

test('when the disk is full, senders are told to try again, and with room again everything goes on and nothing acknowledged is missing', async (t) => {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'custos-small-disk-'));
  const [program = '', ...words] = onSmallDisk(dataFolder, 10);
  t.after(() => { rmSync(dataFolder, { recursive: true }); });
  if (spawnSync(program, [...words, 'true']).status !== 0) {
    t.skip('this account may not mount a small disk to fill (unshare --user --mount)');
    return;
  }
  const custos = await startCustos({ dataFolder, within: onSmallDisk(dataFolder, 320) });
  t.after(() => custos.stop());
  await sentUntilTaken(custos, messageOf('before'));
  const filler = `/proc/${custos.pid}/root${dataFolder}/filler`;
  fill(filler);
  const taken = ['before'];
  let refusal: Answered | null = null;
  for (let at = 0; refusal === null && at < 200; at += 1) {
    const answered = await sent(custos, messageOf(`full-${at}`, { text: String(at).padEnd(150_000, 'incompressible? ') }));
    if (answered.status === 200) taken.push(`full-${at}`);
    else refusal = answered;
  }
  assertTryAgain([refusal ?? assert.fail('the disk never got full')]);
  assertTryAgain([await sent(custos, messageOf('still-full', { text: 'x'.repeat(150_000) }))]);
  rmSync(filler);
  await sentUntilTaken(custos, messageOf('after'));
  assert.deepEqual((await namesOf(custos)).filter((name) => name !== 'still-full' && !(name.startsWith('full-') && !taken.includes(name))), [...taken, 'after'].sort());
});

/** Writes a file until the disk has no room for another kilobyte. */
function fill(file: string): void {
  for (const bytes of [1 << 20, 1 << 12, 1 << 10]) {
    try {
      for (;;) writeFileSync(file, Buffer.alloc(bytes), { flag: 'a' });
    } catch (error) {
      assert.ok(error instanceof Error && 'code' in error && error.code === 'ENOSPC', String(error));
    }
  }
}
