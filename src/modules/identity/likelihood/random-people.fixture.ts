import type { RecordField } from './record-field.ts';
import { seededRandom } from './seeded-random.ts';

export const PEOPLE_FIELDS: readonly RecordField[] = [
  { name: 'given', kind: 'given-name' }, { name: 'surname', kind: 'surname' }, { name: 'email', kind: 'email' }, { name: 'phone', kind: 'phone' }, { name: 'postcode', kind: 'postcode' }, { name: 'birth', kind: 'birth-date' },
];

const GIVEN = 'Anna Robert Bob Maria Peter Elena Liam William Sofia Ahmed Yuki Carlos Ingrid Piotr Fatima Georg Lucia Ivan Chen Rosa Emil Nora Hugo Alma'.split(' ');
const SYLLABLES = 'ber gra mon tal vik sor hen lun par dos kel wit ran fos mer tin'.split(' ');

export type LabelledRecord = { readonly values: readonly string[]; readonly person: number; readonly home: number };

/** Records of invented people in households, with gaps, typing errors and shared phones; the same for the same seed. */
export function randomPeople(seed: number, households: number): readonly LabelledRecord[] {
  const random = seededRandom(seed);
  const whole = (below: number): number => Math.floor(random() * below);
  const pick = <T>(from: readonly T[]): T => from[whole(from.length)] as T;
  const digits = (count: number): string => Array.from({ length: count }, () => whole(10)).join('');
  const typo = (text: string): string => { const at = 1 + whole(Math.max(1, text.length - 1)); return text.slice(0, at) + text.slice(at + 1); };
  const said = (ratio: number, value: string): string => (random() < ratio ? value : '');
  const records: LabelledRecord[] = [];
  let person = 0;
  for (let home = 0; home < households; home += 1) {
    const surname = pick(SYLLABLES) + pick(SYLLABLES) + pick(SYLLABLES);
    const postcode = `${pick(['AB', 'CD', 'EF', 'GH'])}${whole(90)} ${whole(10)}${pick(['XY', 'ZW', 'QR'])}`;
    const line = `01${digits(9)}`;
    const names = new Set<string>();
    for (let member = whole(3); member >= 0; member -= 1) {
      person += 1;
      let given = pick(GIVEN);
      while (names.has(given)) given = pick(GIVEN);
      names.add(given);
      const email = `${given}.${surname}${digits(2)}@example.org`.toLowerCase();
      const phone = `07${digits(9)}`;
      const birth = `${1940 + whole(60)}-${String(1 + whole(12)).padStart(2, '0')}-${String(1 + whole(28)).padStart(2, '0')}`;
      for (let copy = whole(4); copy >= 0; copy -= 1) {
        records.push({ person, home, values: [said(0.9, random() < 0.1 ? typo(given) : given), said(0.9, random() < 0.1 ? typo(surname) : surname), said(0.7, email), said(0.6, random() < 0.3 ? line : phone), said(0.7, postcode), said(0.5, birth)] });
      }
    }
  }
  return records;
}
