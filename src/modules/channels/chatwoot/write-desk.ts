import { askDesk, inAnswer, listIn, type DeskAnswer, type DeskDoor } from './ask-desk.ts';
import { readConversation, readMessage } from './payloads.ts';
import type { DueWrite } from './write-store.ts';

/** Said of what the desk's own people decided otherwise meanwhile. */
export const OVERTAKEN = 'The desk’s own people decided otherwise meanwhile; that stands.';
/** How far clocks may lie apart. Units: ms. */
const APART_MS = 5_000;

/** How a try went. `problem` null: it stands in the desk. `isLater`: it is tried again, `afterMs` from now at the earliest. `gave`: to whom the conversation was given, where it was. */
export type WroteDesk = { readonly problem: string | null; readonly isLater: boolean; readonly afterMs: number | null; readonly gave?: { readonly agent: number | null } };

const done: WroteDesk = { problem: null, isLater: false, afterMs: null };
const never = (problem: string): WroteDesk => ({ problem, isLater: false, afterMs: null });
const from = (answer: DeskAnswer): WroteDesk => (answer.kind === 'answer' ? done : answer.kind === 'later' ? { problem: answer.problem, isLater: true, afterMs: answer.afterMs } : never(answer.problem));

/** The agents of a desk: by number, with the address that they confirmed. */
export async function agentsOf(door: DeskDoor): Promise<DeskAnswer | { readonly kind: 'agents'; readonly agents: readonly { readonly id: number; readonly email: string }[] }> {
  const answer = await askDesk(door, 'GET', '/agents');
  if (answer.kind !== 'answer') return answer;
  const agents = (Array.isArray(answer.body) ? answer.body as readonly unknown[] : listIn(answer.body, 'payload')).flatMap((raw) => {
    const [id, email, confirmed] = [inAnswer(raw, 'id'), inAnswer(raw, 'email'), inAnswer(raw, 'confirmed')];
    return typeof id === 'number' && typeof email === 'string' && confirmed !== false ? [{ id, email: email.toLowerCase() }] : [];
  });
  return { kind: 'agents', agents };
}

/**
 * Writes one thing into a desk: who has a conversation, how it stands, what is known of its case, a private note.
 * Invariant: nothing of this reaches the customer; what is posted as a message is always private. What the desk's own people changed since it was decided is left as it is. Tried again, it is written once.
 */
export async function writeDesk(door: DeskDoor, { conversation, body, expected, ours, tries, madeAt }: DueWrite, staff: { readonly agentOf: (person: string) => Promise<number | null | DeskAnswer>; readonly nameOf: (person: string) => Promise<string | null> }): Promise<WroteDesk> {
  const path = `/conversations/${conversation}`;
  if (body.kind === 'note') {
    if (tries > 0 && await stands(door, path, body.text, madeAt)) return done;
    return from(await askDesk(door, 'POST', `${path}/messages`, { content: body.text, message_type: 'outgoing', private: true }));
  }
  const found = await askDesk(door, 'GET', path);
  if (found.kind !== 'answer') return from(found);
  const now = readConversation(found.body);
  if (now === null) return never('The desk answered something that is no conversation.');
  if (body.kind === 'status') {
    if (now.status === body.status) return done;
    // Whoever wrote since would be put aside with it.
    if (body.status === 'resolved' && (now.activeMs ?? 0) > madeAt.getTime() + APART_MS) return never(OVERTAKEN);
    return from(await askDesk(door, 'POST', `${path}/toggle_status`, { status: body.status }));
  }
  if (body.kind === 'attributes') {
    const before = inAnswer(found.body, 'custom_attributes');
    // Chatwoot replaces all attributes at once unless it knows `merge`, so that those of others go with them.
    const all = { ...(typeof before === 'object' && before !== null ? before : {}), custos_case: body.case, custos_state: body.state, custos_owner: body.person === null ? null : await staff.nameOf(body.person), custos_next_update_by: body.nextUpdateBy };
    return from(await askDesk(door, 'POST', `${path}/custom_attributes`, { custom_attributes: all, merge: true }));
  }
  const agent = body.person === null ? null : await staff.agentOf(body.person);
  if (typeof agent === 'object' && agent !== null) return from(agent);
  if (agent === null && body.person !== null) return never('Nobody in the desk has this colleague’s confirmed address.');
  const has = now.assignee ?? null;
  if (has === agent) return done;
  if (has !== expected && (ours === null || has !== ours)) return never(OVERTAKEN);
  const wrote = from(await askDesk(door, 'POST', `${path}/assignments`, { assignee_id: agent }));
  return wrote.problem === null ? { ...wrote, gave: { agent } } : wrote;
}

/** Whether a private note of just these words came to a conversation since a moment: of a try whose answer was lost. */
async function stands(door: DeskDoor, path: string, text: string, since: Date): Promise<boolean> {
  const answer = await askDesk(door, 'GET', `${path}/messages`);
  if (answer.kind !== 'answer') return false;
  return listIn(answer.body, 'payload').some((raw) => { const message = readMessage(raw); return message !== null && message.isPrivate && message.text === text && message.createdMs >= since.getTime() - APART_MS; });
}
