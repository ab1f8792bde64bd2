import { AppError } from '../kernel/app-error.ts';
import type { createMail } from '../modules/channels/index.ts';
import type { Carrier } from '../modules/surveys/index.ts';

type Mail = Pick<ReturnType<typeof createMail>, 'sendsFrom' | 'send'>;

/** Mail as what carries surveys: it leaves from its own queue, which uses up the reservation and tells later what became of it. `mail` is asked when something leaves. */
export function mailCarrier(mail: () => Mail): Carrier {
  return {
    isReady: async () => await mail().sendsFrom() !== null,
    async carry({ key, reservation, node, to, subject, text, html, unsubscribe, shown }) {
      try {
        await mail().send({ key, token: reservation, purpose: 'survey', node, to: { address: to, name: '' }, subject, text, kept: shown, answers: [], thread: null, askedBy: 'surveys', signedAs: null, ...(html === null ? {} : { html }), ...(unsubscribe === null ? {} : { unsubscribe }) });
        return { became: 'on-its-way' };
      } catch (error) {
        if (!(error instanceof AppError) || error.kind === 'unavailable') throw error;
        return { became: 'not-taken', reasons: [error.code === 'mail-not-set-up' ? 'no-carrier' : 'not-delivered'] };
      }
    },
  };
}
