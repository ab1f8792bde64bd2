import { hash } from 'node:crypto';
import { LIMITS, type InteractionInput } from '../../interactions/contract.ts';
import type { DeskContact, DeskConversation, DeskMessage } from './payloads.ts';

const CHANNELS: Readonly<Record<string, string>> = {
  'Channel::WebWidget': 'chat', 'Channel::Api': 'chat', 'Channel::Whatsapp': 'chat', 'Channel::Telegram': 'chat', 'Channel::Line': 'chat', 'Channel::Email': 'email', 'Channel::Sms': 'sms', 'Channel::TwilioSms': 'sms',
  'Channel::FacebookPage': 'social', 'Channel::Instagram': 'social', 'Channel::TwitterProfile': 'social', 'Channel::Tiktok': 'social', 'Channel::Voice': 'call',
};

/** The source under which everything of a desk is kept. */
export const sourceOf = (desk: number): string => `chatwoot-${desk}`;

/** How a conversation is named as a subject: what issues and cases are threaded by. */
export const ticketOf = (desk: number, conversation: number): string => `${sourceOf(desk)}-${conversation}`;

/** The desk and conversation that such a name means. Shape: null for others' tickets. */
export function readTicket(ticket: string): { readonly desk: number; readonly conversation: number } | null {
  const [, desk, conversation] = /^chatwoot-(\d{1,9})-(\d{1,15})$/.exec(ticket) ?? [];
  return desk === undefined || conversation === undefined ? null : { desk: Number(desk), conversation: Number(conversation) };
}

/**
 * What a desk's contact says about who it is. The contact's own number ties its messages together; an address or phone number is claimed, as whoever writes can give any;
 * the company's own id counts only where the web site vouched for it (identity validation), because anybody can write one into a chat otherwise.
 */
function identifiersOf(desk: number, contact: DeskContact, isProven: boolean): NonNullable<InteractionInput['identifiers']> {
  return [
    { type: 'chatwoot-contact', value: `${desk}-${contact.id}` }, ...(contact.email === null ? [] : [{ type: 'email', value: contact.email }]), ...(contact.phone === null ? [] : [{ type: 'phone', value: contact.phone }]),
    ...(isProven && contact.identifier !== null ? [{ type: 'user', value: contact.identifier, verified: 'signed-token' as const }] : []),
  ];
}

function traitsOf(contact: DeskContact): Record<string, string> {
  const given = { name: contact.name, company: contact.company, city: contact.city, country: contact.country };
  return Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value === null ? [] : [[name, value.slice(0, 2_000)]])));
}

/**
 * A message as an interaction: what customers wrote comes in, what agents wrote goes out, private notes stay among staff, bots and templates are marked as automatic. Shape: null for what nobody said (the desk's own log lines).
 * `version`: later wordings replace earlier ones, whichever arrives first. Units: ms since 1970.
 */
export function messageInteraction(desk: number, conversation: Pick<DeskConversation, 'id' | 'channel' | 'contact' | 'isProven' | 'language'>, message: DeskMessage, version: number): InteractionInput | null {
  const { kind, text, attachments, speaker, isDeleted } = message;
  if (kind === 'activity' || (text === null && attachments.length === 0 && !isDeleted)) return null;
  const isIn = kind === 'incoming';
  const isMachine = !isIn && (kind === 'template' || speaker === null || speaker.kind === 'bot');
  const title = isDeleted ? 'Deleted in the desk' : message.subject ?? (text === null ? attachments.map(({ name }) => name).join(', ') : null);
  const { contact } = conversation;
  return {
    id: `message-${message.id}`, channel: isMachine ? 'bot' : CHANNELS[conversation.channel] ?? 'chat', kind: message.isPrivate ? 'note' : 'message', direction: message.isPrivate ? 'internal' : isIn ? 'in' : 'out', office: 'service', occurredAt: new Date(message.createdMs).toISOString(), version,
    session: ticketOf(desk, conversation.id), subjects: [{ type: 'ticket', id: ticketOf(desk, conversation.id) }, ...(isIn || isMachine || speaker?.name == null ? [] : [{ type: 'agent', id: speaker.name.slice(0, 200), label: speaker.name.slice(0, 300) }])],
    ...(contact === null ? {} : { identifiers: identifiersOf(desk, contact, conversation.isProven), traits: traitsOf(contact) }),
    ...(title === null ? {} : { title: title.slice(0, 1_000) }), ...(text === null ? {} : { text: text.slice(0, LIMITS.textLength) }), ...(conversation.language === null ? {} : { language: conversation.language.slice(0, 20) }),
    properties: { conversation: conversation.id, ...(attachments.length === 0 ? {} : { attachments: attachments.map((one) => ({ ...one })) }), ...(isMachine ? { automatic: true } : {}), ...(isDeleted ? { deleted: true } : {}), ...(message.contentType === 'text' ? {} : { contentType: message.contentType }) },
  };
}

/** What a desk knows of a contact, as an interaction among staff. The same facts are the same interaction; Chatwoot tells no moment with them, so they count from the day on which they came. Units: ms since 1970. */
export function contactInteraction(desk: number, contact: DeskContact, nowMs: number): InteractionInput {
  const identifiers = identifiersOf(desk, contact, false);
  const traits = traitsOf(contact);
  return {
    id: `contact-${contact.id}-${hash('sha256', JSON.stringify([identifiers, traits]), 'hex').slice(0, 16)}`, channel: 'ticket', kind: 'profile-changed', direction: 'internal', office: 'service',
    occurredAt: new Date(nowMs).toISOString().slice(0, 10), occurredPrecision: 'day', identifiers, traits,
  };
}
