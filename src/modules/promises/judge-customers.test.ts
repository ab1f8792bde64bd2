import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IssueStep } from './engine/issue.ts';
import type { Judged } from './histories.ts';
import { judgeCustomers } from './judge-customers.ts';
import { LIBRARY } from './library.ts';
import { compileHeld, type HeldRule } from './publications.ts';
import type { Clause, Terms } from './terms/contract.ts';
import type { StoredVerdict } from './verdict-store.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 5, 2, 10);
const rules = (clause: Clause): HeldRule[] => compileHeld([{ promise: 1, version: 1, terms: { ...LIBRARY[0]?.terms as Terms, clause }, fromMs: 0, untilMs: Number.POSITIVE_INFINITY, madeMs: 0 }], 'UTC');
const ONCE = rules({ type: 'ask-once', withinDays: 14 });
const ask = (number: number, hours: number): IssueStep => ({ number, node: 1, atMs: START + hours * HOUR, endsMs: START + hours * HOUR, channel: 'email', role: 'ask', people: [], team: '', isHandedOver: false, settles: false, isThanks: false, isCold: false, contact: null });
const judged = (issues: readonly (readonly IssueStep[])[], isByHand = false): Judged => ({ customer: 1, isByHand, history: { contacts: [], orders: [], remedies: [], issues: issues.map((steps, issue) => ({ issue, steps })) } });
const judge = (one: Judged, stored: readonly StoredVerdict[], hours: number) => judgeCustomers([one], ONCE, () => true, stored, START + hours * HOUR);
const said = ({ changed, gone, broke, mended }: ReturnType<typeof judge>): readonly unknown[] => [changed.map(({ trigger, state }) => `${trigger} ${state}`), gone.map(({ trigger }) => trigger), broke.length, mended.length];
const noted = (one: Judged, hours: number, notedHours = hours): StoredVerdict[] => judge(one, [], hours).changed.map((verdict) => ({ ...verdict, notedMs: START + notedHours * HOUR }));

const TOGETHER = judged([[ask(1, 0), ask(2, 50)]]);
const APART = judged([[ask(1, 0)], [ask(2, 50)]]);

test('a matter that somebody parts by hand leaves the verdict that was settled, and is judged anew from there', () => {
  const broken = noted(TOGETHER, 51);
  assert.deepEqual(broken.map(({ state }) => state), ['broken']);
  assert.deepEqual(said(judge({ ...APART, isByHand: true }, broken, 51)), [['2 running'], [], 0, 0], 'nobody takes a break out of the count by parting a matter');
});

test('matters that are joined by hand are judged anew where they still run, and settled ones stand', () => {
  const open = noted(APART, 51);
  assert.deepEqual(open.map(({ trigger, state }) => `${trigger} ${state}`), ['1 running', '2 running']);
  assert.deepEqual(said(judge({ ...TOGETHER, isByHand: true }, open, 52)), [['1 broken'], [2], 1, 0]);
  const kept = noted(judged([[ask(1, 0)]]), 400);
  assert.deepEqual(kept.map(({ state }) => state), ['kept']);
  assert.deepEqual(said(judge({ ...TOGETHER, isByHand: true }, kept, 401)), [[], [], 0, 0]);
});

test('within the hour a verdict follows what is read of a matter later; then it stands', () => {
  const broken = noted(TOGETHER, 51);
  assert.deepEqual(said(judge(APART, broken, 51.5)), [['1 running', '2 running'], [], 0, 1]);
  assert.deepEqual(said(judge(APART, broken, 53)), [['2 running'], [], 0, 0]);
});

test('judged twice, nothing changes', () => {
  assert.deepEqual(said(judge(TOGETHER, noted(TOGETHER, 51), 51)), [[], [], 0, 0]);
});
