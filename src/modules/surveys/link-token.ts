import { createHash, randomBytes } from 'node:crypto';

/** Bits of chance in a personal link: nobody finds one by trying. */
const TOKEN_BYTES = 24;
const SHAPE = /^[A-Za-z0-9_-]{32}$/;

/** The secret part of a personal link; only its hash is kept. */
export const mintLink = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** What is kept of a link: hex. */
export const hashOfLink = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Whether this can be a link at all: what is none is not looked up. */
export const isLink = (token: string): boolean => SHAPE.test(token);

/** A survey's public key, and the seed of its draws. */
export const mintKey = (): string => randomBytes(9).toString('base64url').replace(/[-_]/g, 'x');
