import { AppError } from '../../../kernel/app-error.ts';
import type { RouteServer } from '../../../platform/http/server.ts';
import { mailRoutes } from './contract.ts';
import type { Mail } from './mail.ts';

/** Serves how mail comes and goes. `emailOf`: under which address somebody of the staff signs in: a mail to try it goes nowhere else. */
export function serveMailRoutes(server: RouteServer, mail: Mail, emailOf: (person: string) => Promise<string | null>): void {
  server.handle(mailRoutes.mail, () => mail.state());
  server.handle(mailRoutes.setMail, ({ body, viewer }) => mail.set(body, viewer?.id ?? ''));
  server.handle(mailRoutes.tryMail, async ({ viewer }) => {
    const address = viewer?.kind === 'person' ? await emailOf(viewer.id) : null;
    if (address === null) throw new AppError('forbidden', 'not-a-person', 'A mail to try it goes to the person who asks for it, and to nobody else.');
    return mail.tryOut({ address, name: '' });
  });
}
