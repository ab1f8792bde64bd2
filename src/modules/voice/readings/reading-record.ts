import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readText } from '../reading/read-text.ts';
import { staffFacts } from '../reading/staff/read-staff.ts';
import { READING_RULES, shippedModels, STAFF_RULES } from './shipped-models.ts';
import { kept } from './stored-reading.ts';

/** How a set of texts was read by which rules and models. Another hash by the same of both: the rules changed without a new number, and installations would not read their history again. */
export type ReadingRecord = { readonly rules: number; readonly fingerprint: string; readonly hash: string; readonly staffRules: number; readonly staffHash: string };

const TEXTS = new URL('../../../../models/texts/', import.meta.url);
const FILES = ['held-out.tsv', 'feeling-de.tsv', 'feeling-fr.tsv', 'feeling-es.tsv', 'feeling-it.tsv', 'feeling-nl.tsv'] as const;
/** Texts of each file: enough for a changed rule to show. */
const EACH = 60;

/** Words of staff; the marks of who labelled them are taken out. */
const STAFF_FILE = 'staff-known.tsv';

function staffHash(): string {
  const hash = createHash('sha256');
  for (const line of readFileSync(new URL(STAFF_FILE, TEXTS), 'utf8').split('\n').slice(1)) hash.update(JSON.stringify(staffFacts((line.split('\t')[1] ?? '').replace(/\{[^|{}]+\|([^|{}]+)(?:\|[^|{}]+)?\}/gu, '$1'))));
  return hash.digest('hex').slice(0, 16);
}

/** How the recorded texts are read now. */
export async function readingRecord(): Promise<ReadingRecord> {
  const { models, fingerprint } = await shippedModels();
  const hash = createHash('sha256');
  for (const file of FILES) {
    for (const line of readFileSync(new URL(file, TEXTS), 'utf8').split('\n').slice(1, 1 + EACH)) hash.update(JSON.stringify(kept(readText(line.split('\t')[0] ?? '', models))));
  }
  return { rules: READING_RULES, fingerprint, hash: hash.digest('hex').slice(0, 16), staffRules: STAFF_RULES, staffHash: staffHash() };
}
