import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Check, Finding } from './check.ts';
import { allSourceFiles, ROOT } from './source-files.ts';

/** Units: lines. Past the first a file asks to be split by question; past the second it must be. */
const LONG_LINES = 300;
const TOO_LONG_LINES = 500;

const CODE = /\.(ts|tsx|mjs|cjs)$/;
const TEXT = /\.(ts|tsx|mjs|cjs|js|json|md|sql|css|html|yaml|yml|svg|txt|csv)$|^(LICENSE|NOTICE|\.gitignore)$|^\.ci\//;
const JUNK_DRAWERS = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'misc', 'shared', 'lib', 'types', 'constants']);

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** Looks at each line of the chosen files; `breachOf` answers what is wrong with it, or null. */
function eachLine(files: readonly string[], breachOf: (line: string, file: string) => string | null): Finding {
  const breaches = files.flatMap((file) => read(file).split('\n').flatMap((line, at) => {
    const breach = breachOf(line, file);
    return breach === null ? [] : [`${file}:${at + 1} ${breach}`];
  }));
  return { breaches, note: `${files.length} files` };
}

/** Files that grew past 300 lines are named; past 500 they fail. */
export const fileLengths: Check = {
  name: 'file lengths',
  async run() {
    const lengths = allSourceFiles().filter((file) => CODE.test(file)).map((file) => ({ file, lines: read(file).split('\n').length }));
    const long = lengths.filter(({ lines }) => lines > LONG_LINES && lines <= TOO_LONG_LINES);
    return {
      breaches: lengths.filter(({ lines }) => lines > TOO_LONG_LINES).map(({ file, lines }) => `${file} has ${lines} lines: split it by question`),
      note: `${lengths.length} files${long.length === 0 ? '' : `; ask to be split: ${long.map(({ file, lines }) => `${file} ${lines}`).join(', ')}`}`,
    };
  },
};

/** What is wrong with a path, or null: a drawer for anything, or a name that is not in kebab-case. */
export function nameBreach(file: string): string | null {
  const parts = file.split('/').map((part) => part.replace(/\..*$/, ''));
  const drawer = parts.find((part) => JUNK_DRAWERS.has(part));
  if (drawer !== undefined) return `"${drawer}" holds anything: name it after the one thing in it`;
  return parts.every((part) => /^[a-z0-9]*(-[a-z0-9]+)*$/.test(part)) ? null : 'names are kebab-case';
}

/** Files are named after the one thing in them. */
export const fileNames: Check = {
  name: 'file names',
  async run() {
    const files = allSourceFiles().filter((file) => /^(src|simulator|test|bench|models|bin)\//.test(file) && CODE.test(file));
    return { breaches: files.flatMap((file) => { const breach = nameBreach(file); return breach === null ? [] : [`${file}: ${breach}`]; }), note: `${files.length} files` };
  },
};

/** What a line of product code does wrong about errors and classes, or null. */
export function errorBreach(line: string): string | null {
  if (/\bnew (Type|Range|Syntax|Reference|Eval|Aggregate)?Error\(/.test(line)) return 'throws an anonymous error: AppError says what the caller can do';
  if (/^\s*(export )?(abstract )?class \w/.test(line) && !/ extends (App)?Error\b/.test(line)) return 'is a class: modules are functions; only errors are classes';
  return null;
}

/** The only error thrown on purpose is AppError, and only errors are classes. */
export const onlyAppErrors: Check = {
  name: 'errors',
  run: async () => eachLine(allSourceFiles().filter((file) => /^src\/.*\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file)), errorBreach),
};

// Put together from pieces, so that this file does not find itself.
const HOME_OF_SOMEBODY = new RegExp(`(^|[\\s"'\`(=:])(/(${['root', 'work'].join('|')})/|/(home|Users)/[a-z]|[A-Z]:\\\\Users\\\\)`);
const REGISTRY = new RegExp(['registry', 'npmjs', 'org'].join('\\.') + '|' + ['deb', 'debian', 'org'].join('\\.'));

/** What a line tells about the machine or network where it was written, or null. */
export function traceOf(line: string): string | null {
  if (HOME_OF_SOMEBODY.test(line) || line.includes(`${ROOT}/`)) return 'names a folder of one machine';
  return REGISTRY.test(line) ? 'names the host of a registry' : null;
}

/** Nothing in the repository depends on the machine or the network where it was written. */
export const machineTraces: Check = {
  name: 'machine traces',
  run: async () => eachLine(allSourceFiles().filter((file) => TEXT.test(file)), traceOf),
};
