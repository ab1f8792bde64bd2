import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Check } from './check.ts';
import { ROOT } from './source-files.ts';

/** Licences under which somebody else's work may be part of Custos or of its development. */
const ALLOWED = new Set(['MIT', 'MIT-0', 'Apache-2.0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'OFL-1.1', 'Unlicense', 'CC0-1.0', 'BlueOak-1.0.0', 'PostgreSQL', 'Python-2.0', 'CC-BY-4.0', 'CC-BY-3.0']);

/** Tools with a file-wise copyleft licence: they check or build Custos on our machines, unchanged, and nothing of them is shipped. */
const ONLY_IN_DEVELOPMENT = new Map([
  ['axe-core', 'MPL-2.0: the accessibility rules that the browser tests run'],
  ['@axe-core/playwright', 'MPL-2.0: puts axe into the pages of the browser tests'],
  ['lightningcss', 'MPL-2.0: Vite writes smaller style sheets with it'],
]);

const Entry = z.looseObject({ version: z.string().optional(), license: z.string().optional(), dev: z.boolean().optional(), devOptional: z.boolean().optional(), optional: z.boolean().optional(), link: z.boolean().optional() });
const Lock = z.object({ packages: z.record(z.string(), Entry) });
const Manifest = z.looseObject({ license: z.union([z.string(), z.object({ type: z.string() })]).optional(), licenses: z.array(z.object({ type: z.string() })).optional() });

/** Whether a licence expression leaves us a way that we accept. Shape: SPDX; an AND asks for all its parts, an OR for one. */
export function isAllowed(expression: string): boolean {
  const ids = expression.replaceAll(/[()]/g, ' ').split(/\s+(?:AND|OR)\s+/).map((id) => id.trim());
  return /\sAND\s/.test(expression) ? ids.every((id) => ALLOWED.has(id)) : ids.some((id) => ALLOWED.has(id));
}

function licenceInFolder(place: string): string | null {
  const file = path.join(ROOT, place, 'package.json');
  if (!existsSync(file)) return null;
  const { license, licenses } = Manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
  if (typeof license === 'string') return license;
  return license?.type ?? licenses?.map(({ type }) => type).join(' OR ') ?? '';
}

/** Every package of the lock file, for production and development, stands under a licence of the list. */
export const licences: Check = {
  name: 'licences',
  async run() {
    const lock = Lock.parse(JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')));
    const packages = Object.entries(lock.packages).filter(([place, entry]) => place !== '' && entry.link !== true);
    let elsewhere = 0;
    const breaches = packages.flatMap(([place, entry]) => {
      const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const licence = licenceInFolder(place) ?? entry.license;
      if (licence === undefined && entry.optional === true) {
        // The twin of an installed package for another platform; its licence is that of the twin.
        elsewhere += 1;
        return [];
      }
      if (licence !== undefined && isAllowed(licence)) return [];
      const tool = [...ONLY_IN_DEVELOPMENT.keys()].find((known) => name === known || name.startsWith(`${known}-`));
      if (tool !== undefined && (entry.dev === true || entry.devOptional === true)) return [];
      return [`${name} ${entry.version ?? ''}: ${licence === undefined || licence === '' ? 'names no licence' : licence}${tool === undefined ? '' : ' is allowed in development only'}`];
    });
    return { breaches, note: `${packages.length - elsewhere} packages, ${elsewhere} twins for other platforms` };
  },
};
