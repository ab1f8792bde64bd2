import { randomBytes } from 'node:crypto';

/** A new token: 144 random bits that nobody can guess. */
export function mintToken(): string {
  return `snd_${randomBytes(18).toString('base64url')}`;
}
