import assert from 'node:assert/strict';
import { Definition, type Condition, type Question } from './contract.ts';
import { TEMPLATES } from './templates.ts';

/** The survey after a delivery, with a change. */
export function sampleSurvey(change: Partial<Definition> = {}): Definition {
  return Definition.parse({ ...(TEMPLATES[0]?.definition ?? assert.fail()), ...change });
}

const asked = { showIf: [] as Condition[], known: { trait: null, answeredDays: null } };
/** Questions of each shape, in English. */
export const asks = {
  nps: (key: string, showIf: Condition[] = []): Question => ({ ...asked, key, kind: 'nps', text: { en: `${key}?` }, low: {}, high: {}, showIf }),
  one: (key: string, options: readonly string[], showIf: Condition[] = []): Question => ({ ...asked, key, kind: 'one', text: { en: `${key}?` }, options: options.map((option) => ({ key: option, text: { en: option } })), showIf }),
  many: (key: string, options: readonly string[], showIf: Condition[] = []): Question => ({ ...asked, key, kind: 'many', text: { en: `${key}?` }, options: options.map((option) => ({ key: option, text: { en: option } })), showIf }),
  open: (key: string, showIf: Condition[] = []): Question => ({ ...asked, key, kind: 'open', text: { en: `${key}?` }, showIf }),
  matrix: (key: string, rows: readonly string[]): Question => ({ ...asked, key, kind: 'matrix', text: { en: `${key}?` }, rows: rows.map((row) => ({ key: row, text: { en: row } })), low: {}, high: {} }),
};
