import type { Outcome, Way } from './contract.ts';

/** Who raised something: somebody with an account (way `page`; `person` null where they hide their name), or somebody at a place who calls themselves as they like. */
export type Raiser = { readonly way: Way; readonly person: string | null; readonly place: string | null; readonly calls: string | null };

/** What is known of the customer or thing that a report is about. `identifier`: one by which only they are known. */
export type Meant = { readonly identifier: { readonly type: string; readonly value: string } | null; readonly number: string | null };

/** Who says it in the history: a source of our own. */
export const SOURCE = 'raise-it';
/** Characters of a report that name its case. */
const ABOUT_MOST = 160;

/**
 * A report as an interaction: words of the staff that never left the house (`internal`), so that voice reads none of them as the customer's, and whoever raised it is not named.
 * What came without an account names its place and that nothing tells who it was.
 */
export function interactionOf({ id, atMs, words, outcome }: { readonly id: string; readonly atMs: number; readonly words: string; readonly outcome: Outcome }, { way, place }: Pick<Raiser, 'way' | 'place'>, { identifier, number }: Meant): Record<string, unknown> {
  const subjects = [...(number === null ? [] : [{ type: 'order', id: number }]), ...(place === null ? [] : [{ type: 'place', id: place }])];
  const isEmployee = way === 'page';
  return {
    id, channel: 'staff', kind: outcome === 'fixed' ? 'raised-and-fixed' : 'raised', direction: 'internal', occurredAt: new Date(atMs).toISOString(), title: isEmployee ? 'Raised by an employee' : `Raised at ${place ?? 'a place'}, not verified`, text: words,
    ...(identifier === null ? {} : { identifiers: [identifier] }), ...(subjects.length === 0 ? {} : { subjects }), properties: { raisedBy: way, verified: isEmployee },
  };
}

/** The first words of a report, by which its case is known in lists; whole words, no more than a line. */
export function aboutOf(words: string): string {
  const line = words.replaceAll(/\s+/gu, ' ').trim();
  if (line.length <= ABOUT_MOST) return line;
  const space = line.lastIndexOf(' ', ABOUT_MOST);
  return `${line.slice(0, space > ABOUT_MOST / 2 ? space : ABOUT_MOST)}…`;
}

/** Why a case is there, as its history says it. Shape: null where a person who does not hide opened it in their own name. */
export function becauseOf({ way, person, place, calls }: Raiser): string | null {
  if (way === 'page') return person === null ? 'An employee raised it, and keeps their name to themselves.' : null;
  const where = way === 'place' ? `at “${place ?? ''}” by a link, without an account` : `in ${way === 'slack' ? 'Slack' : 'Mattermost'} (“${place ?? ''}”), without an account of Custos`;
  return `Raised ${where}: nothing verifies who it was.${calls === null || calls === '' ? '' : ` They call themselves “${calls}”.`}`;
}

/** In whose name a case opens: of whoever raised it, or of Custos where nobody is to be named. */
export const openerOf = ({ person }: Pick<Raiser, 'person'>): string => person ?? 'custos';
