import { randomBytes } from 'node:crypto';

/** A survey's public key, and the seed of its draws. */
export const mintKey = (): string => randomBytes(9).toString('base64url').replace(/[-_]/g, 'x');
