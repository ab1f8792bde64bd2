import { z } from 'zod';

/** What a page in Chatwoot's dashboard asks for, and the event that answers. Source: Chatwoot's guide to dashboard apps; docs/chatwoot.md. */
export const FETCH_INFO = 'chatwoot-dashboard-app:fetch-info';

const words = z.string().nullish();
const Context = z.object({
  event: z.literal('appContext'),
  data: z.object({ conversation: z.object({ id: z.number().int().positive(), account_id: z.number().int().positive() }), contact: z.object({ email: words, phone_number: words }).nullish(), currentAgent: z.object({ email: z.string().min(3) }) }),
});

/** Beside which conversation the panel stands, as Chatwoot's page tells it. */
export type ChatwootContext = { readonly account: number; readonly conversation: number; readonly agentEmail: string; readonly email: string | null; readonly phone: string | null };

/** Reads what Chatwoot's page posts: a JSON text. Shape: null for anything else. */
export function readContext(data: unknown): ChatwootContext | null {
  if (typeof data !== 'string' || data.length > 2_000_000) return null;
  let raw: unknown;
  try { raw = JSON.parse(data); } catch { return null; }
  const read = Context.safeParse(raw);
  if (!read.success) return null;
  const { conversation, contact, currentAgent } = read.data.data;
  return { account: conversation.account_id, conversation: conversation.id, agentEmail: currentAgent.email, email: contact?.email ?? null, phone: contact?.phone_number ?? null };
}
