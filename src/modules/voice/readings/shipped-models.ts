import { readFile } from 'node:fs/promises';
import { fingerprintOf, readModel } from '../reading/outputs/model-file.ts';
import type { OutputModel } from '../reading/outputs/output-model.ts';
import { readMeanings } from '../reading/outputs/word-meanings.ts';

const MODELS = new URL('../../../../models/', import.meta.url);

/** Version of the rules of reading, beside the models. Raise it when the same text is read otherwise; the test beside this file tells when that is. */
export const READING_RULES = 3;

/** The models that come with Custos, and what tells them, together with the rules, from others. Their cards lie beside them in `models/`. */
export async function shippedModels(): Promise<{ readonly models: readonly OutputModel[]; readonly fingerprint: string }> {
  const [meanings, english] = await Promise.all([readFile(new URL('meanings-en.bin', MODELS)), readFile(new URL('outputs-en.model', MODELS))]);
  return { models: [readModel(english, readMeanings(meanings))], fingerprint: `rules ${READING_RULES}, ${fingerprintOf(meanings, english)}` };
}
