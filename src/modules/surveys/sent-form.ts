/** The one field that mail programs may send as parts of a form (RFC 8058). */
const ONE_CLICK = /name="?List-Unsubscribe"?[^\r\n]*(?:\r?\n[^\r\n]+)*\r?\n\r?\n\s*One-Click\s*\r?\n/i;
/** Such a form holds nothing else. In a longer one the search could take minutes, as its time grows with the square of the length. Units: characters. */
const ONE_CLICK_MOST = 4_000;

/** What a form says that somebody sent, or a mail program that unsubscribes them with one click. */
export function sentForm(contentType: string | undefined, body: string): URLSearchParams {
  if (contentType?.toLowerCase().startsWith('multipart/form-data') !== true) return new URLSearchParams(body);
  return new URLSearchParams(body.length <= ONE_CLICK_MOST && ONE_CLICK.test(body) ? { 'List-Unsubscribe': 'One-Click' } : {});
}
