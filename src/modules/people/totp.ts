import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Codes of the second factor: RFC 6238 as every authenticator app speaks it (SHA-1, 30 seconds, six digits).
 * A step is the number of whole periods since 1970; a code belongs to one step.
 */
const STEP_MS = 30_000;
const DIGITS = 6;
/** Units: steps that a clock may be before or behind. */
const DRIFT = 1;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Units: `atMs` ms since 1970; the answer in steps. */
export function stepAt(atMs: number): number {
  return Math.floor(atMs / STEP_MS);
}

/** The code of one step. Shape: six digits. Source: RFC 4226 section 5.3. */
export function codeOfStep(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** Which step a code belongs to, one step of drift on either side. Shape: null when none of the three. */
export function stepOfCode(secret: Uint8Array, code: string, atMs: number): number | null {
  const given = Buffer.from(code);
  const now = stepAt(atMs);
  let found: number | null = null;
  for (let step = now - DRIFT; step <= now + DRIFT; step += 1) {
    const right = Buffer.from(codeOfStep(secret, step));
    if (given.length === right.length && timingSafeEqual(given, right)) found = step;
  }
  return found;
}

/** Letters that an authenticator app takes by hand. Source: RFC 4648 section 6, without padding. */
export function base32(bytes: Uint8Array): string {
  let word = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) word += LETTERS[(held >> (bits - 5)) & 31];
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? word : word + LETTERS[(held << (5 - bits)) & 31];
}

/** What a QR code tells an authenticator app. */
export function otpauthLink(secret: Uint8Array, company: string, email: string): string {
  const label = `${encodeURIComponent(company)}:${encodeURIComponent(email)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(company)}`;
}
