import path from 'node:path';
import { z } from 'zod';
import { runQuietly } from '../run/run-in-foreground.ts';
import type { Check } from './check.ts';
import { allSourceFiles, ROOT } from './source-files.ts';

const bin = (file: string): string => path.join(ROOT, 'node_modules', file);
const linesOf = (output: string): string[] => output.trim().split('\n').filter((line) => line.trim() !== '');

/** The strict types of tsconfig.json hold in every file. */
export const types: Check = {
  name: 'types',
  async run() {
    const { code, output } = await runQuietly(process.execPath, [bin('typescript-native/bin/tsc'), '-p', ROOT, '--noEmit', '--pretty', 'false']);
    const count = allSourceFiles().filter((file) => /\.tsx?$/.test(file)).length;
    return { breaches: code === 0 ? [] : linesOf(output), note: `tsc over ${count} files` };
  },
};

const LintReport = z.object({
  diagnostics: z.array(z.object({ code: z.string().optional(), message: z.string(), filename: z.string(), labels: z.array(z.object({ span: z.object({ line: z.number() }) })) })),
  number_of_files: z.number(),
  number_of_rules: z.number(),
});

/** The rules of .oxlintrc.json, those that know types included. */
export const lint: Check = {
  name: 'lint',
  async run() {
    const { output } = await runQuietly(process.execPath, [bin('oxlint/bin/oxlint'), '--type-aware', '--format', 'json']);
    const start = output.indexOf('{');
    if (start < 0) return { breaches: linesOf(output), note: 'oxlint did not run' };
    const report = LintReport.parse(JSON.parse(output.slice(start, output.lastIndexOf('}') + 1)));
    return {
      breaches: report.diagnostics.map(({ code, message, filename, labels }) => `${filename}:${labels[0]?.span.line ?? 1} ${code ?? ''} ${message}`),
      note: `oxlint, ${report.number_of_rules} rules over ${report.number_of_files} files`,
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
