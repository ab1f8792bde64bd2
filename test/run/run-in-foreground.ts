import { spawn } from 'node:child_process';
import { ROOT } from '../checks/source-files.ts';

/** Exit code of whoever was interrupted, as shells say it. */
const INTERRUPTED = 130;

/** Runs a program in this terminal and answers its exit code; a signal that ends it is a failure. SIGINT and SIGTERM meant for us end it and us. */
export function runInForeground(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] });
    let isInterrupted = false;
    const end = (): void => {
      isInterrupted = true;
      child.kill('SIGTERM');
    };
    process.on('SIGINT', end).on('SIGTERM', end);
    child.on('error', reject);
    child.on('close', (code) => {
      if (isInterrupted) process.exit(INTERRUPTED);
      process.off('SIGINT', end).off('SIGTERM', end);
      resolve(code ?? 1);
    });
  });
}

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
