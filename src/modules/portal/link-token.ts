import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret that nobody guesses: 192 random bits, in letters that stand in an address as they are. */
export function makeSecret(): string {
  return randomBytes(24).toString('base64url');
}

/** Whether something could be such a secret. */
export function isSecret(text: string): boolean {
  return /^[A-Za-z0-9_-]{32}$/.test(text);
}

/** What is kept of a secret. A plain hash is enough: there is nothing to guess. Shape: hexadecimal. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** What every form of a browser's page carries: only pages that were made for this browser know it. */
export function formKey(session: string): string {
  return createHmac('sha256', session).update('customer-page form').digest('base64url');
}

/** Whether a form came from a page that was made for this browser. */
export function isFormKey(session: string, given: string): boolean {
  const [wanted, got] = [Buffer.from(formKey(session)), Buffer.from(given)];
  return wanted.length === got.length && timingSafeEqual(wanted, got);
}
