import { z } from 'zod';

/** Who speaks in a desk. `bot`: no person. `email` is known of the desk's own people alone. */
export type DeskSpeaker = { readonly kind: 'contact' | 'agent' | 'bot'; readonly id: number | null; readonly name: string | null };

/** A customer as the desk knows them. */
export type DeskContact = { readonly id: number; readonly name: string | null; readonly email: string | null; readonly phone: string | null; readonly identifier: string | null; readonly company: string | null; readonly city: string | null; readonly country: string | null };

/** One message of a conversation, the same whether it was told by a webhook or read by the API. Units: ms since 1970. `editedMs` null: not told. */
export type DeskMessage = {
  readonly id: number; readonly text: string | null; readonly kind: 'incoming' | 'outgoing' | 'activity' | 'template'; readonly isPrivate: boolean; readonly isDeleted: boolean; readonly createdMs: number; readonly editedMs: number | null;
  readonly speaker: DeskSpeaker | null; readonly attachments: readonly { readonly name: string; readonly type: string }[]; readonly subject: string | null; readonly contentType: string;
};

/** A conversation as the desk tells of it. `isProven`: the web site vouched for who the contact is. `assignee` undefined: not told; null: nobody has it. Units: ms since 1970. */
export type DeskConversation = {
  readonly id: number; readonly channel: string; readonly contact: DeskContact | null; readonly isProven: boolean; readonly status: string | null; readonly assignee: number | null | undefined;
  readonly changedMs: number | null; readonly activeMs: number | null; readonly language: string | null;
};

const words = z.string().nullish().catch(null);
const count = z.coerce.number().int().positive();
const loose = z.record(z.string(), z.unknown()).nullish().catch(null);

const Person = z.looseObject({ id: z.coerce.number().int().nullish().catch(null), name: words, email: words, phone_number: words, identifier: words, type: words, additional_attributes: loose });
const Attachment = z.looseObject({ file_type: words, data_url: words, fallback_title: words });
const Message = z.looseObject({
  id: count, content: words, message_type: z.union([z.string(), z.number()]), created_at: z.union([z.string(), z.number()]), updated_at: z.union([z.string(), z.number()]).nullish().catch(null), private: z.boolean().nullish().catch(null),
  content_type: words, content_attributes: loose, sender: Person.nullish().catch(null), sender_type: words, attachments: z.array(Attachment).nullish().catch(null),
});
const Conversation = z.looseObject({
  id: count, channel: words, status: words, updated_at: z.union([z.string(), z.number()]).nullish().catch(null), last_activity_at: z.union([z.string(), z.number()]).nullish().catch(null), timestamp: z.union([z.string(), z.number()]).nullish().catch(null), additional_attributes: loose,
  contact_inbox: z.looseObject({ hmac_verified: z.boolean().nullish() }).nullish().catch(null),
  meta: z.looseObject({ sender: Person.nullish().catch(null), assignee: Person.nullish().catch(null), channel: words, hmac_verified: z.boolean().nullish().catch(null) }).nullish().catch(null),
});

const KINDS: Readonly<Record<string, DeskMessage['kind']>> = { 0: 'incoming', 1: 'outgoing', 2: 'activity', 3: 'template', incoming: 'incoming', outgoing: 'outgoing', activity: 'activity', template: 'template' };
const SPEAKERS: Readonly<Record<string, DeskSpeaker['kind']>> = { contact: 'contact', user: 'agent', agent_bot: 'bot', agentbot: 'bot', captain_assistant: 'bot', 'captain::assistant': 'bot' };

/** A moment as Chatwoot writes it: seconds since 1970 (the API), ISO 8601 or `2020-03-03 13:05:57 UTC` (webhooks). Units: ms since 1970; null for none. */
export function deskMoment(value: unknown): number | null {
  const seconds = typeof value === 'number' ? value : typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : null;
  const ms = seconds === null ? (typeof value === 'string' ? Date.parse(value) : NaN) : seconds * 1_000;
  return Number.isFinite(ms) && ms > 0 ? Math.floor(ms) : null;
}

const said = (text: string | null | undefined): string | null => (text === null || text === undefined || text.trim() === '' ? null : text);
const textIn = (object: Record<string, unknown> | null | undefined, name: string): string | null => { const value = object?.[name]; return typeof value === 'string' ? said(value) : null; };

function contactOf(person: z.infer<typeof Person> | null | undefined): DeskContact | null {
  if (person?.id === null || person?.id === undefined) return null;
  const more = person.additional_attributes;
  return { id: person.id, name: said(person.name), email: said(person.email), phone: said(person.phone_number), identifier: said(person.identifier), company: textIn(more, 'company_name'), city: textIn(more, 'city'), country: textIn(more, 'country_code') };
}

/** What a file is called: the last part of its address, without what opens it. */
function nameOf({ data_url: url, fallback_title: title, file_type: type }: z.infer<typeof Attachment>): string {
  const last = url !== null && url !== undefined && URL.canParse(url) ? new URL(url).pathname.split('/').at(-1) ?? '' : '';
  let name = last;
  try { name = decodeURIComponent(last); } catch { /* The name stays as it is written. */ }
  return (said(title) ?? said(name) ?? type ?? 'file').slice(0, 200);
}

/** Shape: null for what is no message. */
export function readMessage(raw: unknown): DeskMessage | null {
  const { success, data } = Message.safeParse(raw);
  const kind = success ? KINDS[String(data.message_type)] : undefined;
  const createdMs = success ? deskMoment(data.created_at) : null;
  if (!success || kind === undefined || createdMs === null) return null;
  const { sender, content_attributes: more } = data;
  const type = (sender?.type ?? data.sender_type ?? '').toLowerCase();
  const email = more?.['email'];
  const isDeleted = more?.['deleted'] === true;
  return {
    // Webhooks tell fractions of a second, the API whole seconds: both are the same message.
    id: data.id, text: isDeleted ? null : said(data.content), kind, isPrivate: data.private === true, isDeleted, createdMs: Math.floor(createdMs / 1_000) * 1_000, editedMs: deskMoment(data.updated_at), contentType: data.content_type ?? 'text',
    speaker: sender === null || sender === undefined ? null : { kind: SPEAKERS[type] ?? (kind === 'incoming' ? 'contact' : 'agent'), id: sender.id ?? null, name: said(sender.name) },
    attachments: isDeleted ? [] : (data.attachments ?? []).map((one) => ({ name: nameOf(one), type: one.file_type ?? 'file' })), subject: typeof email === 'object' && email !== null ? textIn(email as Record<string, unknown>, 'subject') : null,
  };
}

/** Shape: null for what is no conversation. */
export function readConversation(raw: unknown): DeskConversation | null {
  const { success, data } = Conversation.safeParse(raw);
  if (!success) return null;
  const { meta, additional_attributes: more } = data;
  return {
    id: data.id, channel: data.channel ?? meta?.channel ?? '', contact: contactOf(meta?.sender), isProven: (meta?.hmac_verified ?? data.contact_inbox?.hmac_verified) === true, status: said(data.status),
    assignee: meta === null || meta === undefined || !('assignee' in meta) ? undefined : meta.assignee?.id ?? null, changedMs: deskMoment(data.updated_at), activeMs: deskMoment(data.last_activity_at ?? data.timestamp), language: textIn(more, 'browser_language'),
  };
}

/** Shape: null for what is no contact. */
export function readContact(raw: unknown): DeskContact | null {
  const { success, data } = Person.safeParse(raw);
  return success ? contactOf(data) : null;
}
