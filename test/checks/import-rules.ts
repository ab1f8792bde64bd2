import path from 'node:path';
import { z } from 'zod';
import { runQuietly } from '../run/run-quietly.ts';
import type { Check } from './check.ts';
import { allSourceFiles, ROOT } from './source-files.ts';

const CONFIG = path.join(ROOT, '.dependency-cruiser.cjs');
const SCOPE = ['src', 'simulator', 'test'];

const Report = z.object({
  modules: z.array(z.object({ source: z.string() })),
  summary: z.object({ violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })) }),
});

/** Everything dependency-cruiser saw and minded in the given folders of `root`. */
export async function cruise(root: string, folders: readonly string[]): Promise<z.infer<typeof Report>> {
  const script = 'process.chdir(process.argv[1]); process.argv.splice(1, 1); await import(process.argv[1]);';
  const cli = path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const { output } = await runQuietly(process.execPath, ['--input-type=module', '-e', script, root, cli, '--config', CONFIG, '--output-type', 'json', ...folders]);
  return Report.parse(JSON.parse(output.slice(output.indexOf('{'))));
}

/** What may import what. It also fails when a file of ours was not looked at. */
export const importRules: Check = {
  name: 'import rules',
  async run() {
    const report = await cruise(ROOT, SCOPE);
    const seen = new Set(report.modules.map(({ source }) => source));
    const expected = allSourceFiles().filter((file) => SCOPE.includes(file.split('/')[0] ?? '') && /(?<!\.d)\.tsx?$/.test(file));
    const unseen = expected.filter((file) => !seen.has(file)).map((file) => `${file} was not looked at`);
    return {
      breaches: [...report.summary.violations.map(({ from, to, rule }) => `${from} → ${to}: ${rule.name}`), ...unseen],
      note: `dependency-cruiser saw ${expected.length - unseen.length} of ${expected.length} files`,
    };
  },
};
