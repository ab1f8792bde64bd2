import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { runQuietly } from '../run/run-quietly.ts';
import type { Check } from './check.ts';
import { ROOT } from './source-files.ts';

const Wanted = z.record(z.string(), z.string()).default({});
const Root = z.looseObject({ version: z.string(), dependencies: Wanted, devDependencies: Wanted, optionalDependencies: Wanted });
const Lock = z.object({ packages: z.record(z.string(), z.looseObject({ resolved: z.string().optional() })) });

/** A lock file that `npm ci` takes on every platform and behind every registry: in step with package.json, complete, and without addresses. */
export const lockFile: Check = {
  name: 'lock file',
  async run() {
    const manifest = Root.parse(JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')));
    const { packages } = Lock.parse(JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')));
    const locked = Root.parse(packages['']);
    const breaches: string[] = [];
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies'] as const) {
      for (const name of new Set([...Object.keys(manifest[kind]), ...Object.keys(locked[kind])])) {
        if (manifest[kind][name] !== locked[kind][name]) breaches.push(`${name}: package.json says ${manifest[kind][name] ?? 'nothing'}, the lock file ${locked[kind][name] ?? 'nothing'}; run npm install`);
      }
    }
    for (const [place, entry] of Object.entries(packages)) {
      if (entry.resolved !== undefined) breaches.push(`${place} names where it came from; npm install --omit-lockfile-registry-resolved leaves that out`);
    }
    const { code, output } = await runQuietly(process.execPath, [path.join(ROOT, 'bin/complete-lock.mjs'), '--check']);
    if (code !== 0) breaches.push(...output.trim().split('\n').map((line) => `${line} is missing; run node bin/complete-lock.mjs`));
    return { breaches, note: `${Object.keys(packages).length - 1} packages` };
  },
};
