import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { stepFrom } from '../answering/steps.ts';
import { asks, sampleSurvey } from '../definition/sample-survey.fixture.ts';
import { TEMPLATES } from '../definition/templates.ts';
import { previewSurvey } from '../preview-survey.ts';
import { donePage, plainPage, questionPage, type PageOf } from './answer-page.ts';
import { html } from './html.ts';
import { surveyMail, surveyText } from './mail.ts';
import { pageWords } from './page-words.ts';

const NASTY = '<script>alert(1)</script>"\'><img src=x onerror=alert(2)>{name}';
const nasty = sampleSurvey({ questions: [{ ...asks.nps('likely'), text: { en: NASTY } }, asks.open('why')], intro: { en: NASTY }, thanks: { en: NASTY }, subject: { en: NASTY } });
const of = (definition = sampleSurvey(), language = 'en'): PageOf => ({ definition, language, about: { type: 'order', label: `118 ${NASTY}` }, action: '/s/x' });

/** Tags of a document in small letters. */
const tagsOf = (markup: string): string[] => [...markup.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, tag = '']) => tag.toLowerCase());
/** Names of attributes of a document. Shape: each once. */
const attributesOf = (markup: string): Set<string> => new Set([...markup.matchAll(/<[a-z0-9]+((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>/gi)].flatMap(([, given = '']) => [...given.matchAll(/([a-z-]+)(?:="[^"]*")?/gi)].map(([, name = '']) => name)));

test('what anybody wrote is text on every page and in every mail, never markup', () => {
  const answers = { likely: 3, why: NASTY };
  const pages = [questionPage(of(nasty), stepFrom(nasty, 0, {}, new Set()), { answers, refused: new Map(), notices: [NASTY], left: 1 }), questionPage(of(nasty), stepFrom(nasty, 1, answers, new Set()), { answers, refused: new Map([['why', 'too-long']]), notices: [], left: 1 }), donePage(of(nasty), { notices: [NASTY], contact: 'address', trouble: true, mayStop: true }), plainPage(NASTY, NASTY, 'en')];
  const mail = surveyMail({ definition: nasty, language: 'en', link: 'https://c.example/s/x', name: NASTY, about: { type: 'order', label: NASTY } });
  for (const markup of [...pages.map((page) => page.markup), mail.html]) {
    assert.ok(markup.includes('&lt;script&gt;'));
    assert.deepEqual(tagsOf(markup).filter((tag) => ['script', 'img', 'iframe', 'object', 'link'].includes(tag)), []);
    assert.deepEqual([...attributesOf(markup)].filter((name) => name.startsWith('on')), []);
  }
  assert.equal(html`<p>${{ markup: '<b>' }}</p>`.markup, '<p>&lt;b&gt;</p>', 'what merely looks like markup of ours is text');
});

test('an answer page allows its own style and its own form, and nothing else: no script, no frame, nothing from elsewhere', () => {
  const { markup, security } = questionPage(of(), stepFrom(sampleSurvey(), 0, {}, new Set()), { answers: {}, refused: new Map(), notices: [], left: 1 });
  const style = /<style>(.*?)<\/style>/s.exec(markup)?.[1] ?? assert.fail();
  assert.equal(security, `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`);
  assert.ok(!/style="|https?:|url\(|@import/.test(markup));
});

test('a mail is made of tables and inline styles that every mail program knows, loads nothing, and its first answers are links', () => {
  const allowed = new Set(['doctype', 'html', 'head', 'meta', 'title', 'body', 'table', 'tr', 'td', 'p', 'h1', 'a']);
  for (const { definition } of TEMPLATES) {
    const mail = surveyMail({ definition, language: 'en', link: 'https://c.example/s/TOKEN', name: 'Ann', about: { type: 'order', label: '118' } });
    assert.deepEqual(tagsOf(mail.html).filter((tag) => !allowed.has(tag)), [], definition.title);
    assert.deepEqual([...attributesOf(mail.html)].filter((name) => !['lang', 'dir', 'charset', 'role', 'width', 'cellpadding', 'cellspacing', 'border', 'align', 'style', 'href', 'title'].includes(name)), []);
    assert.deepEqual([...mail.html.matchAll(/style="([^"]*)"/g)].flatMap(([, style = '']) => style.split(';')).map((part) => part.split(':')[0] ?? '').filter((name) => /^(position|float|display|background-image|grid|flex|transform|animation)/.test(name) && name !== 'display'), []);
    assert.ok([...mail.html.matchAll(/href="([^"]*)"/g)].every(([, href = '']) => href.startsWith('https://c.example/s/TOKEN')));
  }
});

test('the plain text of a mail says the same as its HTML: the question, each first answer with its link, and how to be left in peace', () => {
  const mail = surveyMail({ definition: sampleSurvey(), language: 'en', link: 'https://c.example/s/TOKEN', name: 'Ann', about: { type: 'order', label: '118' } });
  assert.equal(mail.subject, 'How was order 118?');
  const links = (text: string): string[] => [...new Set([...text.matchAll(/https:\/\/c\.example\/s\/TOKEN[^\s"<]*/g)].map(([link]) => link))].toSorted();
  assert.deepEqual(links(mail.text), links(mail.html.replaceAll('&amp;', '&')));
  assert.equal(links(mail.text).length, 13, 'eleven answers, the page, and “do not ask me again”');
  assert.match(mail.text, /Hello Ann, order 118 has arrived/);
  assert.ok(!mail.text.includes('<'));
});

test('a text message is the first question and the link', () => {
  assert.equal(surveyText({ definition: sampleSurvey(), language: 'de', link: 'https://c.example/s/T', name: null, about: null }), 'Wie wahrscheinlich empfehlen Sie uns nach dieser Bestellung weiter? https://c.example/s/T');
});

test('words in another language than the page say in which they are; from the right where it is written so', () => {
  const french = questionPage(of(sampleSurvey({ languages: ['en', 'fr', 'ar'] }), 'fr'), stepFrom(sampleSurvey(), 0, {}, new Set()), { answers: {}, refused: new Map(), notices: [], left: 1 }).markup;
  assert.match(french, /<html lang="fr" dir="ltr">/);
  assert.match(french, /<span lang="en">How likely/);
  assert.match(french, /Envoyer ma réponse/);
  const arabic = questionPage(of(sampleSurvey({ languages: ['en', 'ar'] }), 'ar'), stepFrom(sampleSurvey(), 0, {}, new Set()), { answers: {}, refused: new Map(), notices: [], left: 1 }).markup;
  assert.match(arabic, /<html lang="ar" dir="rtl">/);
  assert.match(arabic, /<span lang="en" dir="ltr">Send my answer/);
  assert.equal(pageWords('pt-BR').language, 'en');
});

test('the preview shows the pages that follow a low and a high answer, the mail and the text message', () => {
  const preview = previewSurvey(sampleSurvey(), 'en', 'https://c.example');
  assert.deepEqual(preview.pages.map(({ title }) => title), ['First page', 'After a low answer', 'After a high answer', 'At the end']);
  assert.match(preview.pages[1]?.markup ?? '', /What should have been different/);
  assert.match(preview.mail.text, /Hello Robin/);
  assert.equal(preview.sms.endsWith('https://c.example/s/…'), true);
});
