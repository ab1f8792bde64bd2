/**
 * The tour, fifth part: transcripts of conversations, one row per turn, as a call centre hands them over.
 * The data is real: care dialogues of an insurer in Amazon's MultiDoGO (CDLA-Permissive). It holds the customer's turns, and a conversation's number stands for its caller.
 *
 *     npm run custos -- import train.tsv --as calls --source calls --map docs/import-maps/multidogo-calls.yaml
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { customerPage, customersFound, recorded, timelineOf } from '../../test/journeys/customers.ts';
import { startCustos, type RunningCustos } from '../../test/journeys/harness.ts';
import { everybodyListed, findingsOf, imported, missing, REAL_DATA, rowsOf, WHOLE, writeRows } from '../../test/journeys/real-files.ts';

type Row = Record<string, string>;
const TURNS = 4_000;

describe('transcripts', { skip: missing('multidogo') }, () => {
  let custos: RunningCustos;
  const folder = mkdtempSync(path.join(tmpdir(), 'custos-tour-'));
  let turns: Row[] = [];
  let calls = new Map<string, Row[]>();
  let file = '';

  before(async () => {
    const all = rowsOf('multidogo/insurance/train.tsv', '\t');
    turns = WHOLE ? all : all.slice(0, TURNS);
    calls = Map.groupBy(turns, (row) => row['conversationId'] ?? '');
    file = WHOLE ? path.join(REAL_DATA, 'multidogo/insurance/train.tsv') : writeRows(path.join(folder, 'calls.csv'), turns);
    custos = await startCustos();
  });
  after(async () => {
    await custos?.stop();
    rmSync(folder, { recursive: true });
  });

  test('step 1: the turns of one conversation become one call', async (t) => {
    const counts = await imported(custos, file, 'calls', 'calls', 'multidogo-calls');
    t.diagnostic(`${counts.rows} rows, ${counts.perSecond} rows/s`);
    assert.deepEqual([counts.rows, counts.fresh, counts.rejected, counts.parked], [turns.length, calls.size, 0, 0]);
    await recorded(custos);
  });

  test('step 2: the longest one stands on its caller\'s page, turn by turn, in the order in which it was said', async () => {
    const [number = '', said = []] = [...calls].sort((a, b) => b[1].length - a[1].length)[0] ?? [];
    const [caller] = await customersFound(custos, { identifier: `caller:${number}` });
    const page = await customerPage(custos, caller?.id ?? assert.fail(number));
    assert.deepEqual([page.interactions, page.channels.map(({ channel, count }) => [channel, count])], [1, [['call', 1]]]);
    const [call] = await timelineOf(custos, page.id);
    const inOrder = said.map((row) => Number(row['turnNumber']));
    assert.deepEqual(inOrder, inOrder.toSorted((a, b) => a - b), 'the file has them in order');
    assert.deepEqual(call?.turns.map(({ text, speaker }) => [text, speaker]), said.flatMap((row) => (row['utterance']?.trim() ? [[row['utterance'].trim(), 'customer']] : [])));
  });

  test('step 3: no turn of any call is lost', async () => {
    const spoken = turns.filter((row) => row['utterance']?.trim()).length;
    const listed = await everybodyListed(custos);
    assert.equal(listed.length, calls.size);
    let found = 0;
    const some = WHOLE ? listed : listed.slice(0, 200);
    for (const { id } of some) found += (await timelineOf(custos, id)).reduce((sum, call) => sum + call.turns.length, 0);
    const expected = WHOLE ? spoken : (await Promise.all(some.map(async ({ id }) => (await timelineOf(custos, id))[0]?.sourceId ?? ''))).reduce((sum, number) => sum + (calls.get(number)?.filter((row) => row['utterance']?.trim()).length ?? 0), 0);
    assert.equal(found, expected);
  });

  test('step 4: words within a call find it on its caller\'s page', async () => {
    const [number, said] = [...calls].find(([, rows]) => rows.some((row) => /\bclaim\b/.test(row['utterance'] ?? ''))) ?? assert.fail();
    const [caller] = await customersFound(custos, { identifier: `caller:${number}` });
    assert.equal((await timelineOf(custos, caller?.id ?? '', 'text=claim')).length, 1);
    assert.equal((await timelineOf(custos, caller?.id ?? '', 'text=marmalade')).length, 0, said[0]?.['utterance']);
  });

  test('step 5: what was found counts the calls, and asks for the orders that they were about', async () => {
    const found = await findingsOf(custos, calls.size);
    assert.deepEqual([found.interactions, found.findings], [calls.size, []]);
    assert.match(found.cannotSay.find(({ question }) => question === 'Who had to ask again and again about one order')?.because ?? '', /No orders are known/);
  });
});
