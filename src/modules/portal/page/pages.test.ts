import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STATUS_LANGUAGES } from '../../subjects/contract.ts';
import type { PageFacts } from '../read-page.ts';
import { doorPage } from './door-page.ts';
import { html } from './html.ts';
import { ownPage } from './own-page.ts';
import { PAGE_STYLE } from './page-style.ts';
import { ENGLISH } from './words/english.ts';
import { WORDS } from './words/every-language.ts';

const HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202Eevil&amp;';
const facts: PageFacts = {
  name: HOSTILE, status: HOSTILE, issues: [{ title: HOSTILE, asks: 3, lastAskAt: '2026-06-01T10:00:00.000Z', unanswered: true }], escalations: [{ number: 7, openedAt: '2026-06-01T10:00:00.000Z', closedAt: null, isWordAsked: true, told: HOSTILE }],
  open: [{ id: 'cas_1', state: 'resolved', owner: HOSTILE, since: '2026-06-01T10:00:00.000Z', endedAt: null, isWaitingForThem: true, words: HOSTILE, subject: { type: 'order', id: HOSTILE }, told: { text: HOSTILE, at: '2026-06-01T10:00:00.000Z' }, next: { standing: 'none' }, may: { solved: true, notSolved: true } }],
  closed: [], preferredChannel: HOSTILE, consents: [{ purpose: 'marketing', channel: 'email', state: 'given' }], traits: { street: HOSTILE, postcode: HOSTILE, city: HOSTILE, country: HOSTILE }, reach: [HOSTILE], asked: { copy: new Date(0), erasure: null }, pending: new Set(),
};
const frame = { words: ENGLISH, language: 'en', company: HOSTILE, key: HOSTILE, isLive: true, zone: 'UTC', nowMs: 0, done: 'noted', requestDays: 30 } as const;

test('whatever somebody wrote stands on the page as text', () => {
  const pages = [ownPage(frame, facts), doorPage(frame, 'wrong', HOSTILE)];
  for (const page of pages) {
    assert.deepEqual([...page.matchAll(/<script[^>]*>/g)].map(([tag]) => tag).filter((tag) => tag !== '<script src="/my/page.js" defer>'), []);
    assert.ok(!page.includes('<img') && !page.includes('\u202E') && !/\son\w+=/.test(page.replaceAll(/&lt;.*?&gt;/g, '')));
  }
  assert.ok(pages[0]?.includes('&lt;script&gt;alert(1)&lt;/script&gt;') && pages[0].includes('evil&amp;amp;'));
  assert.equal(html`${{ markup: '<b>' }}`.markup, '&lt;b&gt;', 'what merely looks like a piece of a page is text');
});

test('no page runs or loads anything that stands in it: neither styles nor scripts are written into it', () => {
  for (const page of [ownPage(frame, facts), doorPage(frame, 'lead', 'abc')]) assert.ok(!/<style|\sstyle=|javascript:|https?:\/\//i.test(page.replaceAll(/&[^;]+;/g, '')));
  assert.ok(!/@import|url\(/.test(PAGE_STYLE));
});

test('every form of the page carries what only this browser knows, and one of its own', () => {
  const forms = ownPage({ ...frame, key: 'browser-key' }, facts).split('<form').slice(1);
  assert.ok(forms.length > 8);
  for (const form of forms) assert.ok(form.includes('name="key" value="browser-key"'), form.slice(0, 80));
  const onces = forms.flatMap((form) => /name="once" value="([^"]+)"/.exec(form)?.[1] ?? []);
  assert.equal(new Set(onces).size, onces.length);
});

test('the door looks the same whatever is behind it', () => {
  assert.equal(doorPage(frame, 'ask', 'A'.repeat(32)).replaceAll('A'.repeat(32), '…'), doorPage(frame, 'ask', 'B'.repeat(32)).replaceAll('B'.repeat(32), '…'));
});

/** Every text of a page, with the places that it fills in. */
function places(words: unknown, path = ''): [string, string][] {
  return typeof words === 'string' ? [[path, [...words.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort((a, b) => (a < b ? -1 : 1)).join(' ')]] : Object.entries(words as object).flatMap(([key, value]) => places(value, `${path}.${key}`));
}

test('in every language the page says everything, and fills in the same', () => {
  for (const language of STATUS_LANGUAGES) {
    assert.deepEqual(places(WORDS[language]), places(ENGLISH), language);
    const page = ownPage({ ...frame, words: WORDS[language], language, company: 'Co' }, { ...facts, name: null });
    assert.ok(!/\{\w+\}/.test(page) && page.includes(`<html lang="${language}">`), language);
  }
});

test('labels name their fields, headings name their sections, and no id stands twice', () => {
  const page = ownPage({ ...frame, key: 'k' }, facts);
  const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length, ids.join(' '));
  for (const [, named] of page.matchAll(/\s(?:for|aria-labelledby|aria-describedby)="([^"]+)"/g)) assert.ok(ids.includes(named), named);
  for (const [field] of page.matchAll(/<(?:input|textarea|select)(?![^>]*type="(?:hidden|checkbox|radio)")[^>]*>/g)) assert.ok(/\sid="/.test(field), field);
});
