import path from 'node:path';
import { z } from 'zod';
import { runQuietly } from '../run/run-quietly.ts';
import type { Check } from './check.ts';
import { allSourceFiles, ROOT } from './source-files.ts';

const CONFIG = path.join(ROOT, '.dependency-cruiser.cjs');
const SCOPE = ['src', 'simulator', 'test'];

const Report = z.object({
  modules: z.array(z.object({ source: z.string(), dependencies: z.array(z.object({ resolved: z.string(), dynamic: z.boolean(), dependencyTypes: z.array(z.string()) })) })),
  summary: z.object({ violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })) }),
});

/** Everything dependency-cruiser saw and minded in the given folders of `root`. */
export async function cruise(root: string, folders: readonly string[]): Promise<z.infer<typeof Report>> {
  const script = 'process.chdir(process.argv[1]); process.argv.splice(1, 1); await import(process.argv[1]);';
  const cli = path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const { output } = await runQuietly(process.execPath, ['--input-type=module', '-e', script, root, cli, '--config', CONFIG, '--output-type', 'json', ...folders]);
  return Report.parse(JSON.parse(output.slice(output.indexOf('{'))));
}

/** What a start of the product must not load: the table of the language detector takes 30 MB, and a tenth of a start. Threads that read texts hold it. */
const NOT_AT_START = { start: 'src/app/start-custos.ts', heavy: ['src/modules/voice/reading/text-language.ts'] };

/** How a file comes to be loaded together with another, which comes first; null where it does not. */
export function wayTo(modules: z.infer<typeof Report>['modules'], from: string, to: string): string[] | null {
  const loadedBy = new Map(modules.map(({ source, dependencies }) => [source, dependencies.filter(({ dynamic, dependencyTypes }) => !dynamic && !dependencyTypes.includes('type-only')).map(({ resolved }) => resolved)]));
  const ways = new Map([[from, [from]]]);
  for (const [file, way] of ways) for (const next of loadedBy.get(file) ?? []) if (!ways.has(next)) ways.set(next, [...way, next]);
  return ways.get(to) ?? null;
}

/** What may import what. It also fails when a file of ours was not looked at. */
export const importRules: Check = {
  name: 'import rules',
  async run() {
    const report = await cruise(ROOT, SCOPE);
    const seen = new Set(report.modules.map(({ source }) => source));
    const expected = allSourceFiles().filter((file) => SCOPE.includes(file.split('/')[0] ?? '') && /(?<!\.d)\.tsx?$/.test(file));
    const unseen = expected.filter((file) => !seen.has(file)).map((file) => `${file} was not looked at`);
    const early = NOT_AT_START.heavy.flatMap((heavy) => { const way = wayTo(report.modules, NOT_AT_START.start, heavy); return way === null ? [] : [`${way.join(' → ')}: not-at-start`]; });
    return {
      breaches: [...report.summary.violations.map(({ from, to, rule }) => `${from} → ${to}: ${rule.name}`), ...early, ...unseen],
      note: `dependency-cruiser saw ${expected.length - unseen.length} of ${expected.length} files`,
    };
  },
};
