import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Exit code of a child as a shell says it: 128 + signal number when a signal ended it. */
function exitCodeOf(code, signal) {
  return signal === null ? (code ?? 1) : 128 + (constants.signals[signal] ?? 0);
}

/** Runs a program in the foreground: it gets this terminal and the signals meant for us, and its exit code becomes ours. */
export function runToEnd(program, args, { env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', env });
    const forwarders = FORWARDED.map((signal) => {
      // Ctrl-C in a terminal reaches the whole group by itself; a second SIGINT would look like impatience.
      const forward = () => { if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal); };
      process.on(signal, forward);
      return () => process.off(signal, forward);
    });
    const done = () => { for (const stop of forwarders) stop(); };
    child.on('error', (error) => { done(); reject(error); });
    child.on('close', (code, signal) => { done(); resolve(exitCodeOf(code, signal)); });
  });
}

/** Runs a program quietly. Answers its exit code and all that it printed; never rejects: a program that cannot be started has code 127. */
export function runQuietly(program, args, { cwd, env = process.env, shell = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => { output += chunk; });
    child.stderr.on('data', (chunk) => { output += chunk; });
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}` }));
    child.on('close', (code, signal) => resolve({ code: exitCodeOf(code, signal), output }));
  });
}

/** The npm that started us, else the one beside this Node, else the one on PATH. */
function npmCommand() {
  const bin = path.dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath ?? '',
    path.join(bin, 'node_modules/npm/bin/npm-cli.js'),
    path.join(bin, '../lib/node_modules/npm/bin/npm-cli.js'),
  ];
  const script = candidates.find((file) => file.endsWith('npm-cli.js') && existsSync(file));
  return script === undefined ? { program: 'npm', first: [], shell: process.platform === 'win32' } : { program: process.execPath, first: [script], shell: false };
}

/** Runs npm without its chatter; nothing that a package brings is executed. */
export function npm(args, { cwd }) {
  const { program, first, shell } = npmCommand();
  return runQuietly(program, [...first, ...args, '--ignore-scripts', '--loglevel=error', '--no-audit', '--no-fund', '--no-progress'], { cwd, shell });
}
