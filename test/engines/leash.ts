import { spawn } from 'node:child_process';

/**
 * A watcher that outlives this process by a moment, however it ends (also kill -9): it ends the process `pid` and removes `folders`.
 * Answers a function that does so now and waits for it.
 */
export function leash(pid: number | null, folders: readonly string[]): () => Promise<void> {
  const script = 'cat >/dev/null; if [ "$0" != none ]; then kill -INT "$0" 2>/dev/null; n=0; while kill -0 "$0" 2>/dev/null && [ $n -lt 100 ]; do sleep 0.05; n=$((n+1)); done; kill -KILL "$0" 2>/dev/null; fi; rm -rf -- "$@"';
  const watcher = spawn('/bin/sh', ['-c', script, pid === null ? 'none' : String(pid), ...folders], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  watcher.unref();
  // The pipe must not keep a finished test process alive; its end of the pipe closes with the process.
  (watcher.stdin as unknown as { unref(): void }).unref();
  return () => new Promise((settle) => {
    watcher.ref();
    watcher.once('exit', () => { settle(); });
    watcher.stdin.end();
  });
}
