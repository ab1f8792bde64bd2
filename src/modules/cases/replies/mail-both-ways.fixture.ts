import { alwaysOpen } from '../../../../test/always-open.ts';
import { voiceHouse, type VoiceEngines } from '../../../../test/engines/voice-house.ts';
import type { Role, Viewer } from '../../../kernel/access.ts';
import { createLive } from '../../../platform/live/live.ts';
import { createMail } from '../../channels/index.ts';
import { createOutreach } from '../../outreach/index.ts';
import { createSeal } from '../../people/index.ts';
import { createCases, createReplies } from '../index.ts';

const STAFF: { id: string; name: string; role: Role; active: boolean }[] = [{ id: 'ann', name: 'Ann Berg', role: 'agent', active: true }, { id: 'ola', name: 'Ola Owner', role: 'owner', active: true }];

/** The staff, as cases ask for it. */
const people = { list: async () => STAFF, nameOf: async (id: string) => STAFF.find((one) => one.id === id)?.name ?? null };

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

/** A house that writes and receives mail, with the cases that it is about. `held`: why nothing may leave. */
export async function mailHouse(engines: VoiceEngines, clock: () => number, held: () => string | null) {
  const life = voiceHouse(engines, clock);
  const { database, identity, interactions, outbox, log, customers, zone } = life;
  const outreach = createOutreach({ database, identity, consents: customers.consents, outbox, log, clock, zone, nameOf: people.nameOf, held, holdSources: [] });
  const seal = createSeal('the secret of this house', 'mail');
  const mail = createMail({
    database, outbox, log, clock, seal, nameOf: people.nameOf, held, listenAt: '127.0.0.1:0',
    acceptance: { accept: (source, items) => interactions.acceptBatch(source, items), setAside: interactions.setAside, said: interactions.saidBy }, ledger: { commit: outreach.commit, stillMay: outreach.stillMay, mayLeave: async (purpose) => held() === null && (await outreach.standing()).switches.some((one) => one.purpose === purpose && one.isOn) },
  });
  const cases = createCases({ ...life, live: createLive(() => undefined), people, promisedOf: async () => null, hours: alwaysOpen });
  const replies = createReplies({ database, clock, zone, cases, identity, mail, outreach, nameOf: people.nameOf, statusOf: async (_, about) => (about === null ? null : `Your order ${about.id} left our house.`) });
  await life.begin(mail, outreach, cases);
  return { ...life, outreach, mail, cases, replies };
}

export type MailHouse = Awaited<ReturnType<typeof mailHouse>>;
