import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { InteractionInput } from '../src/modules/interactions/contract.ts';
import { createCompany } from './index.ts';
import type { TruthLine } from './index.ts';
import { writeTruth } from './write-truth.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
console.log(`seed ${seed}`);
const company = createCompany({ seed, customers: 1_500, grammar: 'held-out', endsAt: Date.UTC(2026, 5, 3) });
const items = [...company.history()];
const truth = [...company.truth()];
type Kind = TruthLine['kind'];
const linesOf = <Wanted extends Kind>(kind: Wanted) => truth.filter((line): line is Extract<TruthLine, { kind: Wanted }> => line.kind === kind);
const refOf = (item: InteractionInput) => `${item.source ?? ''}:${item.id}`;
const contacts = new Map(linesOf('contact').map((line) => [line.ref, line]));
const fact = (name: string) => linesOf('fact').find((line) => line.name === name)?.detail ?? {};
const ratio = <Item>(list: readonly Item[], test: (item: Item) => boolean) => list.filter(test).length / Math.max(1, list.length);

test('every interaction has one line of truth, and no truth is about what never came', () => {
  const refs = new Set(items.map(refOf));
  assert.equal(contacts.size, linesOf('contact').length, 'one line each');
  assert.deepEqual([...refs].filter((ref) => !contacts.has(ref)), []);
  assert.deepEqual([...contacts.keys()].filter((ref) => !refs.has(ref)), []);
});

test('no interaction gives away what only the truth knows', () => {
  for (const item of items) assert.doesNotMatch(JSON.stringify([item.identifiers, item.subjects, item.traits, item.properties]), /"(p|i|h|o|x)-\d+"/);
});

test('buyers who saw "warm at −20" send the jacket back far more often than those who did not', () => {
  const bought = new Map<string, string>();
  for (const item of items) if (item.kind === 'order-placed' && item.order?.lines?.some(({ product }) => product === 'fjell-jacket') === true) bought.set(item.order.id, contacts.get(refOf(item))?.person ?? '');
  const returns = linesOf('return').filter(({ product }) => product === 'fjell-jacket');
  const returned = new Set(returns.map(({ order }) => order));
  const seenBy = new Set<string>();
  const saw: string[] = [];
  const not: string[] = [];
  const { from, until } = fact('campaign');
  for (const item of items) {
    const person = contacts.get(refOf(item))?.person ?? '';
    if (item.claims?.some(({ text }) => text.includes('−20')) === true && person !== '') seenBy.add(person);
    const orderId = item.kind === 'order-placed' ? item.order?.id : undefined;
    if (orderId === undefined || bought.get(orderId) === undefined) continue;
    const placedAt = item.order?.placedAt ?? '';
    if (placedAt >= String(from) && placedAt <= String(until)) (seenBy.has(person) ? saw : not).push(orderId);
    else if (placedAt < String(from)) not.push(orderId);
    bought.delete(orderId);
  }
  const [seenRatio, unseenRatio] = [ratio(saw, (order) => returned.has(order)), ratio(not, (order) => returned.has(order))];
  assert.ok(saw.length >= 15 && seenRatio > 0.18 && seenRatio > unseenRatio * 1.5, `seen ${seenRatio} of ${saw.length}, unseen ${unseenRatio} of ${not.length}`);
  assert.ok(unseenRatio > 0.05 && unseenRatio < 0.2);
});

test('pre-sale questions that nobody answers cost orders', () => {
  const questions = linesOf('pre-sale');
  const [answered, not] = [questions.filter((line) => line.answered), questions.filter((line) => !line.answered)];
  assert.ok(answered.length > 100 && not.length > 100);
  assert.ok(ratio(answered, (line) => line.ordered) > ratio(not, (line) => line.ordered) + 0.2);
});

test('one warehouse ships late, one seam breaks the promise, one team solves more at the same difficulty, one only has easy questions', () => {
  const { from } = fact('slow-warehouse');
  const late = linesOf('commitment').filter(({ clause, outcome, madeAt }) => clause === 'deliver-by' && outcome === 'broken' && madeAt >= String(from));
  assert.ok(ratio(late, ({ why }) => why.includes('venlo')) > 0.6);
  const once = linesOf('commitment').filter(({ clause }) => clause === 'explain-once');
  const broken = (seam: boolean) => ratio(once.filter(({ why }) => (why === 'bot to phone') === seam), ({ outcome }) => outcome === 'broken');
  assert.ok(broken(true) > 0.2 && broken(true) > broken(false) + 0.1, `${broken(true)} against ${broken(false)}`);
  const easy = new Set<string>(['invoice', 'product-question', 'return-how', 'account-login', 'back-in-stock']);
  const first = linesOf('issue').filter(({ asked }) => asked[0]?.agent?.startsWith('team-') === true);
  const solved = (hard: boolean, better: boolean) => ratio(first.filter(({ topic, asked }) => easy.has(topic) !== hard && (asked[0]?.agent?.startsWith('team-rowan') === true) === better), (line) => line.solved && line.asked.length === 1);
  assert.ok(solved(true, true) > solved(true, false) + 0.08, `${solved(true, true)} against ${solved(true, false)}`);
  const lucky = first.filter(({ asked }) => asked[0]?.agent?.startsWith('team-birch') === true);
  assert.ok(ratio(lucky, ({ topic }) => easy.has(topic)) > 0.65);
});

test('agents tick more as solved than is true; whoever answers whether it was solved says what is true, and most do not answer', () => {
  const asks = new Map(linesOf('issue').flatMap(({ asked }) => asked.map(({ ref, solved }) => [ref, solved] as const)));
  const talks = items.filter((item) => (item.channel === 'call' || item.channel === 'chat') && asks.has(refOf(item)));
  const flags = (solved: boolean) => talks.filter((item) => asks.get(refOf(item)) === solved).map((item) => item.properties?.['resolved']);
  const { claimedOfSolved, claimedOfUnsolved, missingRatio } = fact('optimistic-flag');
  const close = (list: readonly unknown[], planned: unknown, isIt: (flag: unknown) => boolean) => { const share = ratio(list, isIt); assert.ok(list.length > 150 && Math.abs(share - Number(planned)) < 5 * Math.sqrt(0.25 / list.length), `${share} of ${list.length}, planned ${String(planned)}`); };
  close([...flags(true), ...flags(false)], missingRatio, (flag) => flag === undefined);
  close(flags(true).filter((flag) => flag !== undefined), claimedOfSolved, (flag) => flag === true);
  close(flags(false).filter((flag) => flag !== undefined), claimedOfUnsolved, (flag) => flag === true);

  const solvedBy = new Map([...asks].map(([ref, solved]) => [ref.slice(ref.indexOf(':') + 1), solved]));
  const asked = items.filter(({ id, kind }) => id.startsWith('solved-') && kind === 'survey-sent');
  const answered = items.filter(({ id, kind }) => id.startsWith('solved-') && kind === 'survey-answered');
  for (const { id, answers } of answered) assert.deepEqual(answers, [{ question: 'Was it solved?', value: solvedBy.get(id.slice('solved-'.length, id.lastIndexOf('-'))) === true ? 'yes' : 'no' }], id);
  assert.ok(answered.length > 50 && answered.length < asked.length * 0.5, `${answered.length} of ${asked.length}`);
  const ends = new Map(linesOf('issue').map(({ issue, solved }) => [issue, solved]));
  const beside = items.filter(({ rating, answers }) => rating !== undefined && answers?.[0]?.question === 'Was it solved?');
  assert.ok(beside.length > 20);
  for (const item of beside) assert.equal(item.answers?.[0]?.value, ends.get(contacts.get(refOf(item))?.issue ?? '') === true ? 'yes' : 'no');
});

test('topics begin when the truth says, churners leave with a reason, some are ready for more', () => {
  for (const topic of ['zip-broken', 'app-crash', 'not-warm'] as const) {
    const startsAt = linesOf('topic').find((line) => line.topic === topic)?.startsAt ?? '';
    const said = items.filter((item) => contacts.get(refOf(item))?.reading?.topic === topic);
    assert.ok(said.length > 8, `${topic}: ${said.length}`);
    assert.ok(said.every(({ occurredAt }) => new Date(occurredAt).toISOString() >= startsAt), topic);
  }
  assert.ok(linesOf('churn').length > 100 && new Set(linesOf('churn').map(({ reason }) => reason)).size === 7);
  assert.ok(linesOf('ready').length > 8);
  const leaver = linesOf('churn').find(({ leavesAt }) => leavesAt < new Date(Date.UTC(2026, 0, 1)).toISOString());
  const after = items.filter((item) => contacts.get(refOf(item))?.person === leaver?.person && Date.parse(item.occurredAt) > Date.parse(leaver?.leavesAt ?? '') + 60 * 86_400_000);
  assert.equal(after.length, 0, 'who has left is not heard of again');
});

test('exactly as many promises are broken, and nearly broken, as were asked for', () => {
  const planted = createCompany({ seed, customers: 300, grammar: 'open', endsAt: Date.UTC(2026, 5, 3), plant: { promises: 50, near: 500 } });
  const own = [...planted.truth()].filter((line): line is Extract<TruthLine, { kind: 'commitment' }> => line.kind === 'commitment' && line.planted);
  assert.equal(own.filter(({ outcome }) => outcome === 'broken').length, 51, 'fifty and the fixed story');
  assert.equal(own.filter(({ outcome }) => outcome === 'near-miss').length, 500);
  const refs = new Set([...planted.history()].map(refOf));
  assert.deepEqual(own.flatMap(({ evidence }) => evidence).filter((ref) => !refs.has(ref)), []);
});

test('the truth file has one JSON object a line and appears whole', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'truth-'));
  try {
    const count = await writeTruth(createCompany({ seed, customers: 30, grammar: 'open', endsAt: Date.UTC(2026, 5, 3) }).truth(), join(folder, 'truth.jsonl'));
    const lines = (await readFile(join(folder, 'truth.jsonl'), 'utf8')).trimEnd().split('\n');
    assert.equal(lines.length, count);
    assert.equal((JSON.parse(lines[0] ?? '{}') as TruthLine).kind, 'run');
  } finally {
    await rm(folder, { recursive: true });
  }
});
