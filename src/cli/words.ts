import { parseArgs } from 'node:util';
import { AppError } from '../kernel/app-error.ts';
import { flagOf, readSettings, SETTING_NAMES, type Settings } from '../platform/config/settings.ts';

/** The words of a command: its own flags, its files, and the settings that stood between them. */
export type Words = { readonly flags: Readonly<Record<string, string | boolean | undefined>>; readonly rest: readonly string[]; readonly settings: Settings };

/**
 * Reads the words after a command. `own` names the command's flags and whether they take a value.
 * Errors: `invalid` naming the flag that is not known.
 */
export function readWords(words: readonly string[], own: Readonly<Record<string, 'text' | 'switch'>> = {}): Words {
  const settings = new Set(SETTING_NAMES.map(flagOf));
  const options: Record<string, { type: 'string' | 'boolean' }> = {};
  for (const name of settings) options[name] = { type: 'string' };
  for (const [name, kind] of Object.entries(own)) options[name] = { type: kind === 'text' ? 'string' : 'boolean' };
  let values: Record<string, string | boolean | undefined>;
  let rest: readonly string[];
  try {
    const parsed = parseArgs({ args: [...words], options, strict: true, allowPositionals: true });
    values = Object.fromEntries(Object.entries(parsed.values).map(([name, value]) => [name, typeof value === 'string' || typeof value === 'boolean' ? value : undefined]));
    rest = parsed.positionals;
  } catch (cause) {
    throw new AppError('invalid', 'flag-unknown', `${cause instanceof Error ? cause.message.split('. ')[0] ?? '' : ''}. Flags of this command: ${Object.keys(own).map((name) => `--${name}`).join(' ') || 'none'}; settings: ${[...settings].map((name) => `--${name}`).join(' ')}.`, cause);
  }
  const given = [...settings].flatMap((name) => (typeof values[name] === 'string' ? [`--${name}`, values[name]] : []));
  return { flags: Object.fromEntries(Object.keys(own).map((name) => [name, values[name]])), rest, settings: readSettings(given, process.env) };
}

/** The text of a flag, or what stands when it is missing. */
export function textFlag(words: Words, name: string): string | null {
  const value = words.flags[name];
  return typeof value === 'string' ? value : null;
}

const UNIT_MS: ReadonlyMap<string, number> = new Map([['ms', 1], ['s', 1_000], ['m', 60_000], ['h', 3_600_000]]);

/** `60s`, `5m`, `500ms` or plain milliseconds. */
export function readDurationMs(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text);
  if (match === null) throw new AppError('invalid', 'duration-malformed', 'Write a duration such as 60s, 5m or 1500ms.');
  return Number(match[1]) * (UNIT_MS.get(match[2] ?? 'ms') ?? 1);
}
