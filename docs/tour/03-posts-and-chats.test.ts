/**
 * The tour, third part: what was said in public and in chats by people whom nobody named. It counts, and nobody is made up for it.
 * The data is real: 14,640 posts to airlines (their export names a post up to three times), and care dialogues of Amazon's MultiDoGO.
 *
 *     npm run custos -- import Tweets.csv --as tickets --source posts --map docs/import-maps/airline-tweets.yaml
 *     npm run custos -- import train.tsv --as chats --source dialogues --map docs/import-maps/multidogo.yaml
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Pulse } from '../../src/modules/interactions/contract.ts';
import { recorded } from '../../test/journeys/customers.ts';
import { answerOf, eventually, startCustos, type RunningCustos } from '../../test/journeys/harness.ts';
import { everybodyListed, findingsOf, imported, missing, REAL_DATA, rowsOf, WHOLE, writeRows } from '../../test/journeys/real-files.ts';

type Row = Record<string, string>;
const POSTS = 1_500;
const TURNS = 3_000;

describe('posts and chats', { skip: missing('airline_tweets') || missing('multidogo') }, () => {
  let custos: RunningCustos;
  const folder = mkdtempSync(path.join(tmpdir(), 'custos-tour-'));
  let posts: Row[] = [];
  let turns: Row[] = [];
  let chats = '';

  before(async () => {
    const all = rowsOf('airline_tweets/Tweets.csv');
    const times = Map.groupBy(all, (row) => row['tweet_id']);
    posts = WHOLE ? all : all.filter((row, at) => at < POSTS || (times.get(row['tweet_id'])?.length ?? 0) > 1);
    const everything = rowsOf('multidogo/airline/train.tsv', '\t');
    turns = WHOLE ? everything : everything.slice(0, TURNS);
    chats = WHOLE ? path.join(REAL_DATA, 'multidogo/airline/train.tsv') : writeRows(path.join(folder, 'dialogues.csv'), turns);
    custos = await startCustos();
  });
  after(async () => {
    await custos?.stop();
    rmSync(folder, { recursive: true });
  });

  const pulse = (): Promise<Pulse> => answerOf<Pulse>(custos.ask('/api/today/pulse', { cookie: custos.ownerSession }));

  test('step 1: a post that the export holds twice counts once; where its words or times differ, the later row is a revision', async (t) => {
    const counts = await imported(custos, writeRows(path.join(folder, 'posts.csv'), posts), 'tickets', 'posts', 'airline-tweets');
    t.diagnostic(`${counts.rows} rows, ${counts.perSecond} rows/s`);
    let [known, revised] = [0, 0];
    for (const rows of Map.groupBy(posts, (row) => row['tweet_id']).values()) {
      const [first, ...later] = rows.map((row) => JSON.stringify(row));
      for (const [at, row] of later.entries()) if (row === (at === 0 ? first : later[at - 1])) known += 1; else revised += 1;
    }
    assert.deepEqual({ rows: counts.rows, fresh: counts.fresh, known: counts.known, revised: counts.revised, lost: counts.rejected + counts.parked }, { rows: posts.length, fresh: new Set(posts.map((row) => row['tweet_id'])).size, known, revised, lost: 0 });
  });

  test('step 2: rows of one dialogue become one chat', async (t) => {
    const counts = await imported(custos, chats, 'chats', 'dialogues', 'multidogo');
    t.diagnostic(`${counts.rows} rows, ${counts.perSecond} rows/s`);
    assert.deepEqual([counts.rows, counts.fresh, counts.rejected], [turns.length, new Set(turns.map((row) => row['conversationId'])).size, 0]);
    await recorded(custos);
  });

  test('step 3: Today counts each of them once, in the office that it concerns', async () => {
    const wanted = { social: new Set(posts.map((row) => row['tweet_id'])).size, chat: new Set(turns.map((row) => row['conversationId'])).size };
    const { channels } = await eventually('Today has counted', async () => { const now = await pulse(); return now.total === wanted.social + wanted.chat ? now : null; });
    assert.deepEqual(Object.fromEntries(channels.map(({ channel, office, total }) => [channel, [office, total]])), { social: ['brand', wanted.social], chat: ['service', wanted.chat] });
  });

  test('step 4: nobody is made up for them, and nothing is claimed about anybody', async () => {
    assert.deepEqual(await everybodyListed(custos), []);
    const found = await findingsOf(custos, 0);
    assert.deepEqual([found.interactions, found.findings], [(await pulse()).total, []]);
    assert.ok(found.cannotSay.some(({ question }) => question === 'Who had to ask again and again about one order'));
  });
});
