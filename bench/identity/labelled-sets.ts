import path from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { RecordField } from '../../src/modules/identity/likelihood/record-field.ts';
import { readCsv } from './read-csv.ts';

/** Records of a public or generated set, read lazily; the entity is the truth, for measuring only. */
export type LabelledSet = {
  readonly fields: readonly RecordField[];
  /** Only pairs across sources are asked for. */
  readonly linkOnly: boolean;
  readonly each: (take: (values: string[], entity: string, source: number) => void) => Promise<void>;
};

const FEBRL: readonly RecordField[] = [
  { name: 'given_name', kind: 'given-name' }, { name: 'surname', kind: 'surname' }, { name: 'street_number', kind: 'category' }, { name: 'address_1', kind: 'address' }, { name: 'address_2', kind: 'address' },
  { name: 'suburb', kind: 'place' }, { name: 'postcode', kind: 'postcode' }, { name: 'state', kind: 'category' }, { name: 'date_of_birth', kind: 'birth-date' }, { name: 'soc_sec_id', kind: 'id' },
];
const FAKE: readonly RecordField[] = [{ name: 'first_name', kind: 'given-name' }, { name: 'surname', kind: 'surname' }, { name: 'dob', kind: 'birth-date' }, { name: 'city', kind: 'place' }, { name: 'email', kind: 'email' }];
const HISTORICAL: readonly RecordField[] = [
  { name: 'full_name', kind: 'full-name' }, { name: 'first_name', kind: 'given-name' }, { name: 'surname', kind: 'surname' }, { name: 'dob', kind: 'birth-date' }, { name: 'birth_place', kind: 'place' },
  { name: 'postcode_fake', kind: 'postcode' }, { name: 'gender', kind: 'category' }, { name: 'occupation', kind: 'category' },
];
const SYNTHETIC: readonly RecordField[] = [
  { name: 'first_name', kind: 'given-name' }, { name: 'last_name', kind: 'surname' }, { name: 'email', kind: 'email' }, { name: 'phone', kind: 'phone' }, { name: 'postcode', kind: 'postcode' }, { name: 'dob', kind: 'birth-date' },
];

function fromCsv(files: readonly string[], fields: readonly RecordField[], entityOf: (cell: (name: string) => string) => string, linkOnly = false): LabelledSet {
  return {
    fields, linkOnly,
    async each(take) {
      for (const [source, file] of files.entries()) {
        let places: number[] = [];
        let header: string[] = [];
        readCsv(file, (cells, row) => {
          if (row === 0) { header = cells.map((cell) => cell.trim()); places = fields.map((field) => header.indexOf(field.name)); return; }
          take(places.map((place) => cells[place] ?? ''), entityOf((name) => (cells[header.indexOf(name)] ?? '').trim()), source);
        });
      }
    },
  };
}

/** The sets by name; `file` overrides where the generated customers lie. */
export function labelledSet(name: string, folder: string, file: string | undefined): LabelledSet | null {
  const febrl = (part: string): string => path.join(folder, 'febrl', `dataset${part}.csv`);
  const ofFebrl = (cell: (name: string) => string): string => cell('rec_id').split('-').slice(0, 2).join('-');
  switch (name) {
    case 'febrl1': case 'febrl2': case 'febrl3': return fromCsv([febrl(name.slice(-1))], FEBRL, ofFebrl);
    case 'febrl4': return fromCsv([febrl('4a'), febrl('4b')], FEBRL, ofFebrl, true);
    case 'fake_1000': return fromCsv([path.join(folder, 'splink', 'fake_1000.csv')], FAKE, (cell) => cell('cluster'));
    case 'historical_50k': return {
      fields: HISTORICAL, linkOnly: false,
      async each(take) {
        const rows = await parquetReadObjects({ file: await asyncBufferFromFile(path.join(folder, 'splink', 'historical_figures_with_errors_50k.parquet')), compressors });
        for (const row of rows) take(HISTORICAL.map((field) => String(row[field.name] ?? '')), String(row['cluster']), 0);
      },
    };
    default: return file === undefined ? null : fromCsv([file], SYNTHETIC, (cell) => cell('person_id'));
  }
}
