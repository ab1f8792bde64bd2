import { createHmac, timingSafeEqual } from 'node:crypto';

/** What every form of a browser's page carries: only pages that were made for this browser know it. */
export function formKey(session: string): string {
  return createHmac('sha256', session).update('customer-page form').digest('base64url');
}

/** Whether a form came from a page that was made for this browser. */
export function isFormKey(session: string, given: string): boolean {
  const [wanted, got] = [Buffer.from(formKey(session)), Buffer.from(given)];
  return wanted.length === got.length && timingSafeEqual(wanted, got);
}
