import path from 'node:path';
import { z } from 'zod';
import { runQuietly } from '../run/run-quietly.ts';
import type { Check } from './check.ts';
import { ROOT } from './source-files.ts';

const bin = (file: string): string => path.join(ROOT, 'node_modules', file);
const linesOf = (output: string): string[] => output.trim().split('\n').filter((line) => line.trim() !== '');

const LintReport = z.object({
  diagnostics: z.array(z.object({ code: z.string().optional(), message: z.string(), filename: z.string(), labels: z.array(z.object({ span: z.object({ line: z.number() }) })) })),
  number_of_files: z.number(),
  number_of_rules: z.number(),
});

/** The strict types of tsconfig.json hold in every file, and the rules of .oxlintrc.json: those that know types need the same reading of all files, so that one tool does both. */
export const typesAndLint: Check = {
  name: 'types and lint',
  async run() {
    const { output } = await runQuietly(process.execPath, [bin('oxlint/bin/oxlint'), '--type-aware', '--type-check', '--format', 'json']);
    const start = output.indexOf('{');
    if (start < 0) return { breaches: linesOf(output), note: 'oxlint did not run' };
    const report = LintReport.parse(JSON.parse(output.slice(start, output.lastIndexOf('}') + 1)));
    return {
      breaches: report.diagnostics.map(({ code, message, filename, labels }) => `${filename}:${labels[0]?.span.line ?? 1} ${code ?? ''} ${message}`),
      note: `oxlint: TypeScript and ${report.number_of_rules} rules over ${report.number_of_files} files`,
    };
  },
};

/** Nothing is exported, written or installed that nobody uses. */
export const deadCode: Check = {
  name: 'dead code',
  async run() {
    const { code, output } = await runQuietly(process.execPath, [bin('knip/bin/knip.js'), '--no-progress', '--reporter', 'compact', '--treat-config-hints-as-errors']);
    return { breaches: code === 0 ? [] : linesOf(output), note: 'knip: files, exports, dependencies' };
  },
};
