import type { InteractionInput } from '../../interactions/contract.ts';
import { askDesk, listIn, type DeskAnswer, type DeskDoor } from './ask-desk.ts';
import { conversationOf, noteReading, noteReadThrough, type DeskRow } from './chatwoot-store.ts';
import { readConversation, readMessage, type DeskConversation } from './payloads.ts';
import { hearConversation, type HearDeps } from './receive-hook.ts';
import { messageInteraction, sourceOf } from './to-interaction.ts';

/** Between two readings of what is new: webhooks tell most of it at once, but Chatwoot does not repeat one that failed. Units: ms. */
const AGAIN_MS = 5 * 60_000;
/** What is read once more, because clocks and pages shift. Units: ms. */
const OVERLAP_MS = 120_000;
/** After a refusal and after trouble. Units: ms. */
const REFUSED_MS = 15 * 60_000;
const TROUBLE_MS = 10_000;
const TROUBLE_MOST_MS = 10 * 60_000;
/** What Chatwoot answers at most at once when asked for messages after one. */
const MESSAGES_AT_ONCE = 100;
/** Pages beyond which a reading ends, whatever the desk says: a desk that shows the same page for ever is not read for ever. */
const PAGES_MOST = 40_000;

type Trouble = Exclude<DeskAnswer, { kind: 'answer' }>;

/** Reads messages of a conversation that were not read before, a hundred at a time; each hundred is accepted before the place is noted. Shape: what was in the way; null when all is read. */
async function readMessages(deps: HearDeps, door: DeskDoor, desk: number, conversation: DeskConversation): Promise<Trouble | null> {
  let after = (await conversationOf(deps.database, desk, conversation.id))?.readThrough ?? 0;
  for (;;) {
    const answer = await askDesk(door, 'GET', `/conversations/${conversation.id}/messages?after=${after}`);
    // A conversation that is gone since the list was made is no trouble.
    if (answer.kind !== 'answer') return answer.kind === 'refused' && answer.status === 404 ? null : answer;
    const read = listIn(answer.body, 'payload').flatMap((raw) => readMessage(raw) ?? []).filter(({ id }) => id > after).toSorted((a, b) => a.id - b.id);
    const items = read.flatMap((message): InteractionInput[] => { const item = messageInteraction(desk, conversation, message, message.editedMs ?? message.createdMs); return item === null ? [] : [item]; });
    if (items.length > 0) await deps.accept(sourceOf(desk), items);
    const last = read.at(-1)?.id;
    if (last === undefined) return null;
    after = last;
    await noteReadThrough(deps.database, desk, conversation.id, after);
    if (read.length < MESSAGES_AT_ONCE) return null;
  }
}

/** How long to wait after trouble: as long as the desk says, else longer each time. `sinceMs`: how long the last wait was. */
export function waitAfterTrouble(afterMs: number | null, tries: number): number {
  return Math.max(afterMs ?? 0, Math.min(TROUBLE_MOST_MS, TROUBLE_MS * 2 ** Math.min(tries, 10)));
}

/**
 * Reads one page of a desk's conversations, those with the latest activity first, with their messages, and notes the place: whoever goes on, goes on there. A reading ends where everything was known before; then comes a pause.
 * `tries`: how often this page was in trouble. Shape: whether it went well, and whether there is more to read now.
 */
export async function readPage(deps: HearDeps, row: DeskRow, door: DeskDoor, tries: number): Promise<{ readonly isWell: boolean; readonly isMore: boolean }> {
  const nowMs = deps.clock();
  const passBegan = row.readPage === 1 || row.passBegan === null ? new Date(nowMs) : row.passBegan;
  const stay = async (trouble: Trouble): Promise<{ isWell: false; isMore: false }> => {
    const waitMs = trouble.kind === 'refused' ? REFUSED_MS : waitAfterTrouble(trouble.afterMs, tries);
    await noteReading(deps.database, row.number, { page: row.readPage, knownUntil: row.knownUntil, passBegan, nextAt: new Date(deps.clock() + waitMs), problem: trouble.problem });
    return { isWell: false, isMore: false };
  };
  const answer = await askDesk(door, 'GET', `/conversations?status=all&assignee_type=all&page=${row.readPage}`);
  if (answer.kind !== 'answer') return stay(answer);
  const page = listIn(answer.body, 'data', 'payload').flatMap((raw) => readConversation(raw) ?? []);
  const knownMs = row.knownUntil?.getTime() ?? Number.NEGATIVE_INFINITY;
  const news = page.filter(({ activeMs }) => activeMs === null || activeMs >= knownMs);
  for (const conversation of news) {
    await hearConversation(deps, row.number, conversation);
    const trouble = await readMessages(deps, door, row.number, conversation);
    if (trouble !== null) return stay(trouble);
  }
  const isMore = news.length > 0 && row.readPage < PAGES_MOST;
  await noteReading(deps.database, row.number, isMore
    ? { page: row.readPage + 1, knownUntil: row.knownUntil, passBegan, nextAt: new Date(nowMs), problem: null }
    : { page: 1, knownUntil: new Date(passBegan.getTime() - OVERLAP_MS), passBegan: null, nextAt: new Date(nowMs + AGAIN_MS), problem: null });
  return { isWell: true, isMore };
}
