import type { Outcome } from '../contract.ts';

/** A slash command as it is meant. `id`: of what was sent, so that a repeat is known; null where the tool names none. */
export type Command = { readonly outcome: Extract<Outcome, 'fixed' | 'must'>; readonly words: string; readonly about: string | null; readonly calls: string | null; readonly id: string | null };

/** What is answered to a command without words. */
export const CHAT_HELP = 'Say what happened, as in: /raise The zip of jacket 4417 broke again order:BH-1042. Begin with "fixed" if you fixed it yourself: /raise fixed Gave Ms Berg a new zip. Leave payment-card numbers and passwords out.';

/** Reads a slash command as Slack and Mattermost send it: a form with `text`, `user_name` and `trigger_id`. `fixed` at the beginning says that it is done; `order:…` names an order. Shape: null for one without words. */
export function readCommand(body: string): Command | null {
  const form = new URLSearchParams(body);
  const text = (form.get('text') ?? '').trim();
  const fixed = /^fixed\b[\s:,.–-]*/i.exec(text);
  const rest = fixed === null ? text : text.slice(fixed[0].length);
  const about = /(?:^|\s)order[:#]\s?(\S{1,120})/i.exec(rest)?.[1]?.replace(/[.,;!?]+$/, '') ?? null;
  if (rest.trim().length < 3) return null;
  return { outcome: fixed === null ? 'must' : 'fixed', words: rest.trim(), about: about === '' ? null : about, calls: form.get('user_name')?.trim().slice(0, 80) ?? null, id: form.get('trigger_id') };
}

/** Slack asks now and then whether its certificate is good; nothing was raised. */
export const isProbe = (body: string): boolean => new URLSearchParams(body).get('ssl_check') === '1';
