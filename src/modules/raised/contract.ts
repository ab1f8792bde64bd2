import { z } from 'zod';
import { personal } from '../../kernel/personal-data.ts';
import { defineRoutes } from '../../kernel/route-contract.ts';

/** What whoever raises something says of it: it is done already, they take it, or somebody must do something. */
export const OUTCOMES = ['fixed', 'mine', 'must'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** By which way a report came: the page of somebody with an account, a link or QR code of a place, a command in a chat tool. */
export const WAYS = ['page', 'place', 'slack', 'mattermost'] as const;
export type Way = (typeof WAYS)[number];
export const CHAT_TOOLS = ['slack', 'mattermost'] as const satisfies readonly Way[];
export type ChatTool = (typeof CHAT_TOOLS)[number];

/**
 * What became of a report. `received`: being recorded; `noted`: fixed by whoever raised it, kept; `waiting`: in the queue of a team; `owned`, `informed`: somebody has it, the customer was told; `resolved`: we say that it is solved; `confirmed`: the customer says so;
 * `unconfirmed`: they said nothing; `broken`: what was promised can't be kept; `remedied`: made good; `gone`: with a customer who was erased.
 */
export const REPORT_STATES = ['received', 'noted', 'waiting', 'owned', 'informed', 'resolved', 'broken', 'confirmed', 'unconfirmed', 'remedied', 'gone'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** Units: characters; days; reports in a day. */
export const RAISE_LIMITS = { words: 4_000, number: 120, name: 80, place: 80, linkDays: 366, defaultDays: 90, perDay: 50, perDayMost: 500, listed: 100, why: 500 } as const;

const words = z.string().trim().min(3, 'say what happened').max(RAISE_LIMITS.words);
/** The number of an order, a parcel or a product as it was typed or scanned. */
const number = z.string().trim().min(1).max(RAISE_LIMITS.number);

/** What became of a report, as whoever raised it is told. `queue`: the team that it waits for, `owner`: who has it, `how`: how it was solved, in the words of whoever solved it. */
const Became = z.object({ state: z.enum(REPORT_STATES), queue: z.string().nullable(), owner: z.string().nullable(), how: personal('text').nullable(), changedAt: z.string() });
export type Became = z.infer<typeof Became>;

/** Something that one raised oneself, in one's own words. `hidesName`: nobody but whoever may open the seal learns who it was. */
export const OwnReport = Became.extend({ id: z.string(), at: z.string(), outcome: z.enum(OUTCOMES), words: z.string(), about: z.string().nullable(), hidesName: z.boolean(), openings: z.array(z.object({ by: z.string(), at: z.string(), why: z.string() })) });
export type OwnReport = z.infer<typeof OwnReport>;

/** A report as the offices see it. `by`: a name of the staff; null where it is sealed, or whoever raised it has no account. `calls`: what somebody without an account calls themselves. `isVerified` false: nothing tells who it was. */
export const SeenReport = Became.extend({
  id: z.string(), at: z.string(), outcome: z.enum(OUTCOMES), words: personal('text'), about: z.string().nullable(), way: z.enum(WAYS), place: z.string().nullable(), isVerified: z.boolean(), isSealed: z.boolean(), by: z.string().nullable(), calls: personal('name').nullable(), case: z.string().nullable(), interaction: z.string().nullable(), openings: z.number(),
});
export type SeenReport = z.infer<typeof SeenReport>;

/** Reports of the last 90 days, counted. Every count is null below five reports, and a place below five is not named: figures single nobody out. */
export const RaisedFigures = z.object({ days: z.number(), reports: z.number().nullable(), fixed: z.number().nullable(), open: z.number().nullable(), places: z.array(z.object({ place: z.string(), reports: z.number() })) });
export type RaisedFigures = z.infer<typeof RaisedFigures>;

/** A way in for people without an account. `today`: how many came by it today; `isOpen` false: revoked or expired. */
export const RaiseLink = z.object({ id: z.string(), way: z.enum(['place', ...CHAT_TOOLS]), place: z.string(), madeBy: z.string().nullable(), madeAt: z.string(), expiresAt: z.string().nullable(), revokedAt: z.string().nullable(), isOpen: z.boolean(), perDay: z.number(), today: z.number(), reports: z.number() });
export type RaiseLink = z.infer<typeof RaiseLink>;

const id = z.object({ id: z.string().max(20) });
const token = z.object({ token: z.string().min(10).max(100) });
const perDay = z.number().int().min(1).max(RAISE_LIMITS.perDayMost).default(RAISE_LIMITS.perDay);
const place = z.string().trim().min(2).max(RAISE_LIMITS.place);

export const routes = defineRoutes({
  raise: { method: 'POST', path: '/api/raise', summary: 'Raise something: what happened, to whom if it is known, and whether somebody must do something', gate: 'raise-it', body: z.object({ /** Made by the page, so that the same report sent twice is one. */ key: z.uuid(), words, outcome: z.enum(OUTCOMES), customer: z.string().max(20).optional(), about: number.optional(), hidesName: z.boolean().default(false) }), response: OwnReport },
  mine: { method: 'GET', path: '/api/raise/mine', summary: 'What one raised oneself, and what became of it, newest first', gate: 'raise-it', response: z.object({ reports: z.array(OwnReport) }) },
  all: { method: 'GET', path: '/api/raise/reports', summary: 'What employees raised, newest first; who hid their name stays unnamed', gate: 'govern-cases', response: z.object({ reports: z.array(SeenReport), figures: RaisedFigures }), audit: 'raised.reports-seen', polled: true },
  openSeal: { method: 'POST', path: '/api/raise/reports/:id/open-seal', summary: 'Open a sealed name, with the reason; whoever raised it reads who did so and why', gate: 'open-sealed-names', params: id, body: z.object({ why: z.string().trim().min(10, 'say why, in a sentence').max(RAISE_LIMITS.why) }), response: z.object({ name: z.string() }), audit: 'raised.seal-opened' },
  links: { method: 'GET', path: '/api/raise/links', summary: 'Ways in for people without an account', gate: 'manage-keys', response: z.object({ links: z.array(RaiseLink) }) },
  addPlace: { method: 'POST', path: '/api/raise/links', summary: 'Make a link for a shop or a team; the address is shown once', gate: 'manage-keys', body: z.object({ place, days: z.number().int().min(1).max(RAISE_LIMITS.linkDays).default(RAISE_LIMITS.defaultDays), perDay }), response: z.object({ path: z.string(), link: RaiseLink }), audit: 'raised.link-made' },
  addChat: { method: 'POST', path: '/api/raise/chat-links', summary: 'Let a chat tool send reports, proved by its signing secret (Slack) or its token (Mattermost)', gate: 'manage-keys', body: z.object({ tool: z.enum(CHAT_TOOLS), place, secret: z.string().trim().min(16).max(200), perDay }), response: z.object({ path: z.string(), link: RaiseLink }), audit: 'raised.link-made' },
  revoke: { method: 'POST', path: '/api/raise/links/:id/revoke', summary: 'Close a way in for good', gate: 'manage-keys', params: id, body: z.object({}), response: RaiseLink, audit: 'raised.link-revoked' },
  placeOf: { method: 'GET', path: '/api/raise/at/:token', summary: 'Which place a link is of', gate: 'public', params: token, response: z.object({ place: z.string(), company: z.string() }) },
  raiseAt: { method: 'POST', path: '/api/raise/at/:token', summary: 'Raise something by the link of a place, without an account', gate: 'public', params: token, body: z.object({ key: z.uuid(), words, outcome: z.enum(['fixed', 'must']), about: number.optional(), calls: z.string().trim().max(RAISE_LIMITS.name).optional() }), response: z.object({ /** Where to see what becomes of it. */ path: z.string() }) },
  followed: { method: 'GET', path: '/api/raise/followed/:token', summary: 'What became of a report that was raised without an account: its state alone', gate: 'public', params: token, response: z.object({ at: z.string(), place: z.string(), state: z.enum(REPORT_STATES), changedAt: z.string() }) },
  chat: { method: 'POST', path: '/api/raise/chat/:id', summary: 'What a slash command of Slack or Mattermost sends, verified by its signature or token', gate: 'public', params: id, response: z.object({ response_type: z.literal('ephemeral'), text: z.string() }), raw: 'request' },
});
