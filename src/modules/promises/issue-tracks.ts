import type { IssueWithContacts } from '../journeys/index.ts';
import { hashed, type Contact } from './engine/contact.ts';
import type { IssueTrack } from './engine/issue.ts';

/** Issues of a customer as promises are judged by them, each contact beside what was read of it. Who of ours dealt with it is kept as a number alone, to tell whether two are one. */
export function issueTracks(issues: readonly IssueWithContacts[], contacts: readonly Contact[]): IssueTrack[] {
  if (issues.length === 0) return [];
  const read = new Map(contacts.map((one) => [one.number, one]));
  return issues.map(({ issue, contacts: own }): IssueTrack => ({
    issue, steps: own.map(({ interaction, node, atMs, endsMs, channel, role, staff, teams, isHandedOver, settles, isThanks, breaks }) => ({
      number: interaction, node, atMs, endsMs, channel, role, people: staff.map(hashed), team: teams[0] ?? '', isHandedOver, settles, isThanks, isCold: breaks.includes('cold-hand-over'), contact: read.get(interaction) ?? null,
    })),
  }));
}
