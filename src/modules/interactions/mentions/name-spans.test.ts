import assert from 'node:assert/strict';
import { test } from 'node:test';
import { excerptsOf, maskSpans, nameSpans, searchNeedles, type NamingTexts } from './name-spans.ts';

const NOTHING: NamingTexts = { title: '', text: '', turns: '', rating_question: '', subject_labels: [], claims: '', properties: '', traits: '' };
const ERNA = { values: ['erna@x.example', '+4791283746', 'u-1'], names: ['Erna Muster'] };
const masked = (texts: Partial<NamingTexts>): NamingTexts => { const all = { ...NOTHING, ...texts }; return maskSpans(all, nameSpans(all, ERNA)); };

test('whoever is named in a text is found in any case, by name, address and number, and is gone when it is masked', () => {
  assert.equal(masked({ text: 'My neighbour ERNA  muster (Erna@X.example, 912 83 746) said so. Erna Musterfrau did not.' }).text, 'My neighbour [erased] ([erased], [erased]) said so. Erna Musterfrau did not.');
  assert.equal(masked({ text: 'Call +47 912 83 746.' }).text, 'Call [erased].');
  assert.equal(masked({ text: 'Erna called, u-1 is no word that says who.' }).text, 'Erna called, u-1 is no word that says who.');
});

test('turns, labels and properties at any depth are masked in their place, everything else stays as it was', () => {
  const after = masked({ turns: JSON.stringify([{ speaker: 'agent', who: 'Erna Muster', text: 'I am Erna Muster, Erna Muster!' }]), subject_labels: ['a', 'for Erna Muster'], properties: JSON.stringify({ deep: [{ from: 'Erna Muster' }], n: 1 }) });
  assert.deepEqual(JSON.parse(after.turns), [{ speaker: 'agent', who: '[erased]', text: 'I am [erased], [erased]!' }]);
  assert.deepEqual(after.subject_labels, ['a', 'for [erased]']);
  assert.deepEqual(JSON.parse(after.properties), { deep: [{ from: '[erased]' }], n: 1 });
  assert.equal(after.claims, '');
});

test('what is kept of a mention says where it is and not who', () => {
  const texts = { ...NOTHING, text: `${'x'.repeat(100)} Erna Muster ${'y'.repeat(100)}` };
  const spans = nameSpans(texts, ERNA);
  assert.deepEqual(spans, [{ field: 'text', path: [], at: 101, length: 11 }]);
  assert.match(excerptsOf(texts, spans)[0] ?? '', /^…x+ Erna Muster y+…$/);
  assert.deepEqual(searchNeedles(ERNA), ['erna@x.example', '91283746', 'Erna Muster']);
  assert.deepEqual(nameSpans(texts, { values: [], names: [] }), []);
});
