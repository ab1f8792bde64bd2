import type { Role, Viewer } from '../../../kernel/access.ts';

const STAFF: { id: string; name: string; role: Role; active: boolean }[] = [{ id: 'ann', name: 'Ann Berg', role: 'agent', active: true }, { id: 'ola', name: 'Ola Owner', role: 'owner', active: true }];

/** The staff, as cases ask for it. */
export const people = { list: async () => STAFF, nameOf: async (id: string) => STAFF.find((one) => one.id === id)?.name ?? null };

const viewer: Viewer = { kind: 'person', id: 'ann', name: 'Ann Berg', role: 'agent' };
/** An agent who looks. */
export const reader = { viewer, hideNames: () => undefined };

/** The head of a mail that somebody writes. */
export const from = (who: string, id: string, ...more: readonly string[]): readonly string[] => [`From: ${who} Brandvold <${who.toLowerCase()}@x.example>`, 'To: help@shop.example', 'Subject: Where is it?', `Message-ID: <${id}@x.example>`, ...more];

/** What a mail server of theirs reports about a mail of ours (RFC 3464). */
export const reportOf = (letter: string, id: string, action: string, status: string): [readonly string[], string] => [
  ['From: MAILER-DAEMON@x.example', 'To: help@shop.example', 'Subject: Undelivered', `Message-ID: <${id}@x.example>`, 'MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"'],
  ['--b1', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; x.example', '', 'Final-Recipient: rfc822; lost@x.example', `Action: ${action}`, `Status: ${status}`, '', '--b1', 'Content-Type: text/rfc822-headers', '', `Message-ID: <${letter}>`, '', '--b1--'].join('\r\n'),
];
