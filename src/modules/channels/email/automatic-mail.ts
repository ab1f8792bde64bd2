/** Reads a header of a mail by its lower-case name. */
type Header = (name: string) => string | undefined;

const BULK = /^(?:bulk|list|junk|auto[-_]?reply)$/i;

/** Whether a machine wrote a mail: newsletters, lists, out-of-office answers, reports of delivery. What a machine wrote is never answered. Source: RFC 3834, RFC 2919, RFC 3464. */
export function isAutomatic(header: Header): boolean {
  const submitted = header('auto-submitted')?.trim().toLowerCase();
  if (submitted !== undefined && submitted !== '' && !/^no\b/.test(submitted)) return true;
  if (['list-id', 'list-unsubscribe', 'x-autoreply', 'x-autorespond', 'x-autoresponder'].some((name) => header(name) !== undefined)) return true;
  return BULK.test(header('precedence')?.trim() ?? '') || /^multipart\/report\b/i.test(header('content-type')?.trim() ?? '');
}

const MACHINES = /^(?:mailer-daemon|postmaster|no[-_.]?reply|do[-_.]?not[-_.]?reply|bounces?)(?:[-+=._].*)?$/i;

/** Whether nobody reads what is written to an address. */
export function isMachineAddress(address: string): boolean {
  return MACHINES.test(address.slice(0, Math.max(0, address.lastIndexOf('@'))));
}
