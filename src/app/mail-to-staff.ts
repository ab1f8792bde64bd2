import { AppError } from '../kernel/app-error.ts';
import type { createMail } from '../modules/channels/index.ts';
import type { DeliverToStaff } from '../modules/communications/index.ts';

type Mail = Pick<ReturnType<typeof createMail>, 'sendsFrom' | 'toStaff'>;

/** Mail for people of the company, which no customer gets. `held`: why none can leave now; null where it can. `address`: under which people open Custos, where its links lead. `mail` is asked when something leaves. */
export function mailToStaff({ mail, held, address }: { readonly mail: () => Mail; readonly held: () => string | null; readonly address: string | null }): { held(): Promise<string | null>; readonly deliver: DeliverToStaff } {
  return {
    held: async () => held()
      ?? (address === null ? 'Nobody said under which address people open Custos, so that its links would lead nowhere: set CUSTOS_ADDRESS.' : null)
      ?? (await mail().sendsFrom() === null ? 'Nobody said yet through which server mail goes: Connect → Mail.' : null),
    async deliver({ to, subject, text, html }) {
      const { outcome, problem } = await mail().toStaff(to, { subject, text, html });
      if (outcome === 'later') throw new AppError('unavailable', 'staff-mail-later', problem ?? 'The mail server can not take it now.');
      if (outcome === 'refused') throw new AppError('conflict', 'staff-mail-refused', problem ?? 'The mail server does not take it.');
    },
  };
}
