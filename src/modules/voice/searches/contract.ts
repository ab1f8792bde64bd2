import { z } from 'zod';
import { personal } from '../../../kernel/personal-data.ts';
import { defineRoutes } from '../../../kernel/route-contract.ts';
import { Searched, VERBATIM_LIMITS } from '../verbatims/contract.ts';

/** Searches that somebody may save, and notices that are listed. Units: characters of a name. */
export const SEARCH_LIMITS = { name: 80, saved: 100, notices: 50 } as const;

/** Of what somebody is told: nothing, each new one (several at once), or a day with unusually many. */
export const ALERTS = ['none', 'each', 'many'] as const;
export type AlertKind = (typeof ALERTS)[number];

const name = z.string().trim().min(1).max(SEARCH_LIMITS.name);

/** A search kept under a name. `alert` is the viewer's own; `isMine`: the viewer may change and delete it. */
export const SavedSearch = z.object({
  id: z.string(), name: personal('text'), searched: Searched.extend({ words: personal('text').max(VERBATIM_LIMITS.words).optional() }), by: z.string(), isMine: z.boolean(), isForAll: z.boolean(), alert: z.enum(ALERTS), savedAt: z.string(),
});
export type SavedSearch = z.infer<typeof SavedSearch>;

/** Something that somebody asked to be told: `count` new ones since `since`, or so many on `day` where `usual` is usual. `isLeast`: there are more. */
export const SearchNotice = z.object({ id: z.number(), search: SavedSearch, kind: z.enum(['each', 'many']), day: z.string().nullable(), count: z.number(), isLeast: z.boolean(), usual: z.number().nullable(), since: z.string(), toldAt: z.string() });
export type SearchNotice = z.infer<typeof SearchNotice>;

const id = z.object({ id: z.string().max(20) });

export const searchRoutes = defineRoutes({
  savedSearches: { method: 'GET', path: '/api/voice/searches', summary: 'Searches in everything said that the viewer saved, and those that others saved for all', gate: 'see-customers', response: z.object({ searches: z.array(SavedSearch) }) },
  saveSearch: { method: 'POST', path: '/api/voice/searches', summary: 'Keep a search with its filters under a name, for oneself or for everybody who may see customers', gate: 'see-customers', body: z.object({ name, searched: Searched, isForAll: z.boolean() }), response: SavedSearch, audit: 'searches.saved' },
  changeSearch: { method: 'PATCH', path: '/api/voice/searches/:id', summary: 'Rename a saved search, ask it otherwise, or show it to all or to oneself alone; only whoever saved it', gate: 'see-customers', params: id, body: z.object({ name: name.optional(), searched: Searched.optional(), isForAll: z.boolean().optional() }), response: SavedSearch, audit: 'searches.changed' },
  deleteSearch: { method: 'DELETE', path: '/api/voice/searches/:id', summary: 'Delete a saved search with everybody’s alerts on it; whoever saved it, or an owner', gate: 'see-customers', params: id, response: z.object({ deleted: z.boolean() }), audit: 'searches.deleted' },
  alertOfSearch: { method: 'PUT', path: '/api/voice/searches/:id/alert', summary: 'Be told inside Custos of each new one that a saved search finds, of a day with unusually many, or of nothing', gate: 'see-customers', params: id, body: z.object({ alert: z.enum(ALERTS) }), response: SavedSearch, audit: 'searches.alert-set' },
  notices: { method: 'GET', path: '/api/voice/notices', summary: 'What saved searches have to tell the viewer and was not marked as seen', gate: 'see-customers', response: z.object({ notices: z.array(SearchNotice) }) },
  noticesSeen: { method: 'POST', path: '/api/voice/notices/seen', summary: 'Mark notices as seen', gate: 'see-customers', body: z.object({ ids: z.array(z.number().int()).max(SEARCH_LIMITS.notices) }), response: z.object({ seen: z.number() }) },
});
