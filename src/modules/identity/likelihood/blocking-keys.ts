import { createNumberTable } from './number-table.ts';
import { nicknameKey } from './nicknames.ts';
import type { FieldKind } from './record-field.ts';
import type { RecordTable } from './record-table.ts';

/** One way in which two records can become candidates: they agree on this key. */
export type BlockingKey = {
  readonly name: string;
  /** Places of the fields that the key is made of; training on its pairs leaves them out. */
  readonly fields: readonly number[];
  /** The key is the whole value of its one field. */
  readonly whole: boolean;
  /** Number of the key of a record; 0: the record has none. */
  of(record: number): number;
  /** The key itself, the same in every table; empty: the record has none. */
  textOf(record: number): string;
};

/** Consonants in the order heard, after the first letter: one code for spellings that sound alike. */
function soundOf(word: string): string {
  const plain = word.replaceAll(' ', '').replaceAll('ph', 'f').replaceAll('ck', 'k').replaceAll('gh', 'g').replaceAll('th', 't').replaceAll('sch', 's').replaceAll('sh', 's');
  let code = '';
  let last = '';
  for (let at = 0; at < plain.length; at += 1) {
    const letter = plain[at] ?? '';
    const heard = letter === 'c' || letter === 'q' ? 'k' : letter === 'z' ? 's' : letter === 'w' ? 'v' : letter;
    if (heard !== last && (code === '' || !'aeiouyh'.includes(heard))) code += heard;
    last = heard;
  }
  return code;
}

const firstWord = (text: string): string => text.split(' ')[0] ?? '';
const userOf = (email: string): string => { const user = email.slice(0, email.lastIndexOf('@')).replace(/[^\p{L}\p{N}]/gu, ''); return user.length >= 5 ? user : ''; };
const sorted = (text: string): string => text.split(' ').sort().join('');

/** What is taken of a value. `alone` parts are keys by themselves, `together` parts make keys of two and three. */
type Part = { readonly name: string; readonly field: number; readonly alone: boolean; readonly together: boolean; readonly vocabulary: string; readonly whole: boolean; readonly cut: (text: string) => string };

const PARTS: Readonly<Record<FieldKind, readonly Omit<Part, 'field' | 'name' | 'whole'>[]>> = {
  id: [{ alone: true, together: false, vocabulary: '', cut: (text) => (text.length >= 4 ? text : '') }],
  email: [{ alone: true, together: false, vocabulary: '', cut: (text) => text }, { alone: true, together: true, vocabulary: 'user', cut: userOf }],
  phone: [{ alone: true, together: true, vocabulary: '', cut: (text) => text }],
  'birth-date': [{ alone: true, together: true, vocabulary: '', cut: (text) => text }],
  surname: [{ alone: true, together: false, vocabulary: '', cut: (text) => text }, { alone: false, together: true, vocabulary: 'name', cut: soundOf }],
  'given-name': [{ alone: true, together: false, vocabulary: '', cut: (text) => text }, { alone: false, together: true, vocabulary: 'name', cut: (text) => { const key = nicknameKey(firstWord(text)); return key.startsWith('~') ? key : soundOf(key); } }],
  postcode: [{ alone: true, together: true, vocabulary: '', cut: (text) => text }],
  address: [{ alone: true, together: true, vocabulary: '', cut: (text) => (text.length >= 5 ? sorted(text) : '') }],
  place: [{ alone: false, together: true, vocabulary: '', cut: sorted }],
  company: [{ alone: false, together: true, vocabulary: '', cut: sorted }],
  'full-name': [],
  category: [],
};

/** So many keys at most: each costs one number a record. */
const MOST_KEYS = 30;

/** The keys that these fields allow: strong values alone, and every two coarse parts of different fields together; the rarest kinds first. */
export function planKeys(table: RecordTable): readonly BlockingKey[] {
  const vocabularies = new Map<string, Map<string, number>>();
  const parts = table.columns.flatMap((column, field) => PARTS[column.field.kind].map((part, at) => ({ ...part, field, whole: at === 0, name: at === 0 ? column.field.name : `${column.field.name}~` })));

  const numberings = parts.map((part) => {
    const column = table.columns[part.field];
    const name = part.vocabulary === 'name' ? 'name' : `${part.field}${part.vocabulary}`;
    const vocabulary = vocabularies.get(name) ?? new Map<string, number>([['', 0]]);
    vocabularies.set(name, vocabulary);
    const known: number[] = [0];
    return (record: number): number => {
      const value = column?.ids()[record] ?? 0;
      const before = known[value];
      if (before !== undefined) return before;
      const text = part.cut(column?.texts[value] ?? '');
      const number = vocabulary.get(text) ?? vocabulary.size;
      vocabulary.set(text, number);
      known[value] = number;
      return number;
    };
  });
  const texts = parts.map((part) => {
    const column = table.columns[part.field];
    return (record: number): string => part.cut(column?.texts[column.ids()[record] ?? 0] ?? '');
  });
  const keys: BlockingKey[] = [];
  for (const [at, part] of parts.entries()) {
    const [of, textOf] = [numberings[at], texts[at]];
    if (part.alone && of !== undefined && textOf !== undefined) keys.push({ name: part.name, fields: [part.field], whole: part.whole, of, textOf });
  }
  for (const [a, left] of parts.entries()) {
    for (const [b, right] of parts.entries()) {
      const [first, second, firstText, secondText] = [numberings[a], numberings[b], texts[a], texts[b]];
      if (b <= a || !left.together || !right.together || left.field === right.field || first === undefined || second === undefined || firstText === undefined || secondText === undefined) continue;
      const pairs = createNumberTable();
      const names = left.vocabulary === 'name' && right.vocabulary === 'name';
      keys.push({
        name: `${left.name}+${right.name}`, fields: [left.field, right.field], whole: false,
        of(record) {
          const [x, y] = [first(record), second(record)];
          if (x === 0 || y === 0) return 0;
          return names && x > y ? pairs.numberOf(y, x) : pairs.numberOf(x, y);
        },
        textOf(record) {
          const [x, y] = [firstText(record), secondText(record)];
          return x === '' || y === '' ? '' : names && x > y ? `${y}\n${x}` : `${x}\n${y}`;
        },
      });
    }
  }
  return keys.slice(0, MOST_KEYS);
}
