import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { AppError } from '../../../kernel/app-error.ts';
import { Mapping } from '../contract.ts';

const MappingFile = z.strictObject(Mapping.shape).partial().required({ fields: true });

/** Reads a mapping written as YAML (docs/import.md). A misspelt section is an error, never ignored. Errors: `invalid` mapping-malformed, in words. */
export function readMappingFile(text: string): Mapping {
  let written: unknown;
  try {
    written = parse(text, { maxAliasCount: 20 });
  } catch (error) {
    throw new AppError('invalid', 'mapping-malformed', 'The mapping is not valid YAML.', error);
  }
  const read = MappingFile.safeParse(written);
  if (!read.success) throw new AppError('invalid', 'mapping-malformed', `The mapping can't be used: ${read.error.issues.slice(0, 5).map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`).join('; ')}.`);
  return Mapping.parse(written);
}

/** A mapping as a person edits it. */
export function writeMappingFile(mapping: Mapping): string {
  return stringify(Object.fromEntries(Object.entries(mapping).filter(([, value]) => value !== undefined && !(typeof value === 'object' && Object.keys(value).length === 0))), { lineWidth: 0 });
}
