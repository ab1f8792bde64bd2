import { AppError } from '../../../kernel/app-error.ts';
import { addressOf } from '../../../web/api.ts';
import { routes, type SqlFormat } from '../contract.ts';

/** Asks a statement and hands its answer to the browser as a file. Errors: AppError with the server's words. */
export async function askAsFile(sql: string, format: Exclude<SqlFormat, 'json'>): Promise<void> {
  const answer = await fetch(addressOf(routes.ask), { method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ sql, format }) });
  if (!answer.ok) {
    const { code, detail } = (await answer.json().catch(() => ({}))) as { code?: string; detail?: string };
    throw new AppError('invalid', code ?? 'file-refused', detail ?? 'The server did not say why. Try again in a moment.');
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = `answer.${format}`;
  link.click();
  // The browser has taken it by the next turn.
  setTimeout(() => { URL.revokeObjectURL(link.href); }, 10_000);
}
