import { randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { Viewer } from '../kernel/access.ts';

const NAME = 'control.json';

/** How the command line reaches a running Custos: whoever may read the data folder acts as its owner. */
export type Control = { readonly address: string; readonly token: string };

/** Lets the command line in: writes address and a fresh secret into the data folder, readable by its owner alone. */
export function openControl(dataFolder: string) {
  const token = randomBytes(24).toString('hex');
  const path = join(dataFolder, NAME);
  return {
    announce(address: string): void {
      writeFileSync(path, JSON.stringify({ address, token }), { mode: 0o600 });
    },
    /** The command line itself, when the request carries this run's secret. */
    viewerOf(request: IncomingMessage): Viewer | null {
      const given = Buffer.from(String(request.headers['x-custos-control'] ?? ''));
      const right = Buffer.from(token);
      return given.length === right.length && timingSafeEqual(given, right) ? { kind: 'person', id: 'command-line', name: 'Command line', role: 'owner' } : null;
    },
    close(): void {
      rmSync(path, { force: true });
    },
  };
}

/** Where a running Custos of this data folder listens; null when none said so. It may be gone all the same. */
export function readControl(dataFolder: string): Control | null {
  const path = join(dataFolder, NAME);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Control) : null;
}
