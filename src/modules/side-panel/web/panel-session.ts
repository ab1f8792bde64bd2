import { z } from 'zod';
import type { RouteContract } from '../../../kernel/route-contract.ts';
import { addressOf, call, type Answer, type Ask } from '../../../web/api.ts';
import { PANEL_WORDS, routes } from '../contract.ts';

/** An opened view: what names it, and the addresses of the desk around it. */
export type PanelSession = { readonly session: string; readonly origins: readonly string[] };

const headersOf = ({ session }: PanelSession): Readonly<Record<string, string>> => ({ 'x-custos-desk': session });

/** Asks the server as this view. */
export function callAs<R extends RouteContract>(view: PanelSession, route: R, ask: Ask<R>, signal?: AbortSignal): Promise<Answer<R>> {
  return call(route, ask, signal, headersOf(view));
}

const Told = z.object({ people: z.array(z.object({ name: z.string(), isWriting: z.boolean() })) });
export type Others = z.infer<typeof Told>['people'];

/** How long to wait before the line is opened again. Units: ms. */
const AGAIN_MS = 3_000;

/** Hears what changes about the customer until the signal ends. A frame sends no cookie, and an event source no header: so the stream is read by hand. */
export async function hearChanges(view: PanelSession, query: { readonly customer: string | undefined; readonly case: string | undefined }, signal: AbortSignal, hear: (others: Others) => void): Promise<void> {
  while (!signal.aborted) {
    try {
      const response = await fetch(addressOf(routes.live, { query }), { headers: headersOf(view), signal });
      if (response.status === 403) return;
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
        text += part.value;
        const events = text.split('\n\n');
        text = events.pop() ?? '';
        for (const event of events) {
          const data = /^data: (.*)$/m.exec(event)?.[1];
          const told = event.startsWith('event: changed') && data !== undefined ? Told.safeParse(JSON.parse(data)) : null;
          if (told?.success === true) hear(told.data.people);
        }
      }
    } catch {
      // The line broke, or the page is leaving.
    }
    await new Promise((resolve) => { setTimeout(resolve, AGAIN_MS); });
  }
}

/** How long a desk may take to put words into its reply. Units: ms. */
const INSERTED_WITHIN_MS = 700;

/**
 * Gives words to the reply of the desk around: by a message to its own addresses alone, else by the clipboard. Shape: how they went; `select` where neither is allowed, so that a person copies them.
 * Invariant: a message goes to listed addresses one by one, never to any.
 */
export async function insertWord(view: PanelSession, text: string): Promise<'inserted' | 'copied' | 'select'> {
  if (window.parent !== window && await isInserted(view, text)) return 'inserted';
  try {
    await navigator.clipboard.writeText(text);
    return 'copied';
  } catch {
    return copiedByHand(text) ? 'copied' : 'select';
  }
}

function isInserted({ origins }: PanelSession, text: string): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (value: boolean): void => { window.removeEventListener('message', hear); clearTimeout(timer); resolve(value); };
    const hear = (event: MessageEvent<unknown>): void => {
      const type = typeof event.data === 'object' && event.data !== null && 'type' in event.data ? event.data.type : null;
      if (event.source === window.parent && origins.includes(event.origin) && type === PANEL_WORDS.inserted) end(true);
    };
    const timer = setTimeout(() => { end(false); }, INSERTED_WITHIN_MS);
    window.addEventListener('message', hear);
    for (const origin of origins) window.parent.postMessage({ type: PANEL_WORDS.insert, text }, origin);
  });
}

/** Older way, which a frame may go without being allowed the clipboard. */
function copiedByHand(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('readonly', '');
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  try {
    // oxlint-disable-next-line typescript/no-deprecated -- frames that were not allowed the clipboard have no other way
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    area.remove();
  }
}
