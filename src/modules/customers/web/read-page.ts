import { call } from '../../../web/api.ts';
import { typeName } from '../../identity/web/parts.tsx';
import { briefly, channelName } from '../../interactions/web/parts.tsx';
import { routes } from '../contract.ts';
import type { PageAsText, PageWords } from './customer-text.ts';

/** How the page calls things, for those who write it down. */
export const PAGE_WORDS: PageWords = { channelName, briefly, typeName };

/** All that is written down of a customer, asked anew, with so many of the latest interactions. The server masks it by the viewer's role. */
export async function readPage(id: string, interactions: number): Promise<PageAsText> {
  const params = { params: { id } };
  const [customer, { orders }, observed, { items, next }] = await Promise.all([call(routes.one, params), call(routes.orders, params), call(routes.observedChannels, params), call(routes.timeline, { ...params, query: { limit: interactions } })]);
  return { customer, orders, observed, items, isAll: next === null, address: window.location.origin };
}
