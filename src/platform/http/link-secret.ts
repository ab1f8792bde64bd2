import { createHash, randomBytes } from 'node:crypto';

const SHAPE = /^[A-Za-z0-9_-]{32}$/;

/** The secret part of an address that opens something without signing in: 192 random bits, in letters that stand in an address as they are. Only its hash is kept. */
export const mintSecret = (): string => randomBytes(24).toString('base64url');

/** Whether something could be such a secret: what is none is not looked up. */
export const isSecret = (text: string): boolean => SHAPE.test(text);

/** What is kept of a secret. A plain hash is enough: there is nothing to guess. Shape: hexadecimal. */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');
