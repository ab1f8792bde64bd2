import { capital } from '../../../kernel/capital.ts';

/** Channels as people call them. Others are shown as they are written. */
const NAMES: Readonly<Record<string, string>> = {
  web: 'Website', app: 'App', chat: 'Chat', bot: 'Bot', call: 'Phone', email: 'E-mail', sms: 'SMS', letter: 'Letter', push: 'Push', packaging: 'Packaging', ticket: 'Ticket', store: 'Store',
  review: 'Review', marketplace: 'Marketplace', social: 'Social', ad: 'Ad', offer: 'Offer', visualisation: 'Visualisation', survey: 'Survey', order: 'Order', payment: 'Payment', delivery: 'Delivery',
  return: 'Return', trial: 'Trial', subscription: 'Subscription', staff: 'Staff',
};

/** `page-viewed` as `Page viewed`. */
export function wordsOf(word: string): string {
  return capital(word.replaceAll('-', ' '));
}

/** A channel as people call it. */
export function channelName(channel: string): string {
  return NAMES[channel] ?? wordsOf(channel);
}

/** The stages of a customer's way, in their order. */
export const STAGE_NAMES = { interest: 'Interest', 'pre-order': 'Pre-order', order: 'Order', fulfilment: 'Fulfilment', returns: 'Returns', support: 'Support' } as const;

/** A stage as people call it. */
export function stageName(stage: string): string {
  return (STAGE_NAMES as Readonly<Record<string, string>>)[stage] ?? wordsOf(stage);
}

/** Departments as a company cuts itself: each with the channels that it works. What no department names is its own. */
export const DEPARTMENTS = [
  { key: 'marketing', name: 'Marketing', office: 'brand', channels: ['ad', 'offer', 'push', 'packaging', 'visualisation', 'letter'] },
  { key: 'online', name: 'Online', office: 'brand', channels: ['web', 'app'] },
  { key: 'public', name: 'Reviews & social', office: 'brand', channels: ['review', 'marketplace', 'social', 'survey'] },
  { key: 'sales', name: 'Orders', office: 'service', channels: ['order', 'payment', 'trial', 'subscription'] },
  { key: 'warehouse', name: 'Warehouse & delivery', office: 'service', channels: ['delivery', 'return'] },
  { key: 'chat', name: 'Chat team', office: 'service', channels: ['chat', 'bot'] },
  { key: 'phone', name: 'Call centre', office: 'service', channels: ['call', 'sms'] },
  { key: 'mail', name: 'Mail & tickets', office: 'service', channels: ['email', 'ticket'] },
  { key: 'shops', name: 'Shops', office: 'service', channels: ['store', 'staff'] },
] as const satisfies readonly { key: string; name: string; office: 'brand' | 'service'; channels: readonly string[] }[];

/** Key of the department that works a channel. E-mail that the brand sends is marketing's. */
export function departmentOf(channel: string, office: string): string {
  if (office === 'brand' && channel === 'email') return 'marketing';
  return DEPARTMENTS.find((department) => (department.channels as readonly string[]).includes(channel))?.key ?? channel;
}
