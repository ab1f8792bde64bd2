import { spawn } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../checks/source-files.ts';

/** What a command of the command line printed and how it ended. */
export type Spoken = { readonly code: number | null; readonly out: string; readonly err: string };

/** Runs `custos WORDS…` on a data folder, as somebody at a terminal would. */
export function custosCommand(dataFolder: string, ...words: readonly string[]): Promise<Spoken> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path.join(ROOT, 'src/cli/main.ts'), ...words], {
      cwd: ROOT, env: { ...process.env, CUSTOS_DATA: dataFolder }, stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString(); });
    child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString(); });
    child.once('error', reject).once('close', (code) => { resolve({ code, out, err }); });
  });
}
