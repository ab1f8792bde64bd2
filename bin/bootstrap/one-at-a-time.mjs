import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync, linkSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SetupFault, say } from './sentences.mjs';

const POLL_MS = 200;
/** A holder whose number is not written yet; the next look names it. */
const UNNAMED = 'somebody';
/** Longer than any install: a lock this old belongs to a process number that somebody else has now. */
const FORGOTTEN_MS = 60 * 60_000;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** The process that holds the lock, or null when nobody alive does. */
function holderOf(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    // An empty file is one that is being written this moment.
    if (pid === 0) return Date.now() - statSync(file).mtimeMs < 5_000 ? UNNAMED : null;
    return isAlive(pid) && Date.now() - statSync(file).mtimeMs < FORGOTTEN_MS ? pid : null;
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Takes a dead process's lock away, unless it was replaced by a living one between our look and our hand. */
function clearAbandoned(file) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  if (holderOf(aside) !== null) {
    try { linkSync(aside, file); } catch (error) { if (error.code !== 'EEXIST') throw error; }
  }
  rmSync(aside, { force: true });
}

/** Does `step` while no other Custos of this folder sets itself up. The lock of a process that died is taken over. */
export async function oneAtATime(root, step) {
  const folder = path.join(root, '.custos');
  const file = path.join(folder, 'setup.lock');
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new SetupFault(`Custos cannot write into its own folder (${error.code}). Give this user the right to, or copy the folder somewhere else.`);
  }
  for (let told = false; ; await sleep(POLL_MS)) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = holderOf(file);
    if (holder === null) clearAbandoned(file);
    else if (!told && holder !== UNNAMED) {
      say(`another Custos (process ${holder}) is being set up in this folder; waiting for it`);
      told = true;
    }
  }
  try {
    return await step();
  } finally {
    rmSync(file, { force: true });
  }
}
