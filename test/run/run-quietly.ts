import { spawn } from 'node:child_process';
import { ROOT } from '../checks/source-files.ts';

/** Runs a program without a word; answers its exit code (127 when it can't be started) and all that it printed. */
export function runQuietly(program: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const add = (chunk: Buffer): void => { output += chunk.toString(); };
    child.stdout.on('data', add);
    child.stderr.on('data', add);
    child.on('error', (error) => { resolve({ code: 127, output: `${output}${error.message}` }); });
    child.on('close', (code) => { resolve({ code: code ?? 1, output }); });
  });
}
