import { createHash, randomBytes } from 'node:crypto';
import { base32 } from './totp.ts';

/** How many recovery codes somebody is given. */
export const RECOVERY_CODES = 10;

/** New recovery codes. Shape: 16 letters and digits in groups of four, 80 random bits each. */
export function mintRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => base32(randomBytes(10)).toLowerCase().replace(/(.{4})(?=.)/g, '$1-'));
}

/** What is stored of a recovery code, however it was typed. A code has 80 random bits, so a plain sha256 cannot be guessed back. Shape: hex. */
export function hashOfRecoveryCode(code: string): string {
  return createHash('sha256').update(code.toLowerCase().replace(/[^a-z0-9]/g, '')).digest('hex');
}
