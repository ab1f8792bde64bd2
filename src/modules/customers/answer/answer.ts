import { AppError } from '../../../kernel/app-error.ts';
import { publicId } from '../../../kernel/public-id.ts';
import type { Identity } from '../../identity/index.ts';
import type { AboutType, StatusLanguage, StatusSetting } from '../../subjects/contract.ts';
import { afterOfficeHours, sayStatement, sayStatements, statusLanguage, type Standing, type Status } from '../../subjects/index.ts';
import { presentCustomer } from '../present-customer.ts';
import type { Answer } from './contract.ts';

export type About = { readonly type: AboutType; readonly id: string };
/** Who of the company has the open case about something, and by when they tell more; null where nobody has one. */
export type OwnerOfCase = (customer: number, about: About) => Promise<{ readonly name: string; readonly by: string | null } | null>;

/** Reads `order:BH-1`; the number may hold colons itself. Shape: null for none. */
export function readAbout(text: string | undefined): About | null {
  const [, type, id] = /^(order|refund|incident):(.+)$/s.exec(text ?? '') ?? [];
  return type === undefined || id === undefined ? null : { type: type as AboutType, id };
}

/** What is answered: what was asked about, else what is open. A refund is also found by the number of its order. */
export function standingsAsked(standings: readonly Standing[], about: About | null): readonly Standing[] {
  if (about === null) return standings.filter(({ isOpen }) => isOpen);
  const named = standings.filter((one) => one.about.type === about.type && one.about.id === about.id);
  if (named.length > 0 || about.type !== 'refund') return named;
  return standings.filter((one) => one.about.type === 'refund' && one.facts.some(({ what, value }) => what === 'refund of order' && value === about.id));
}

/** Who will tell what is not known, and by when: whoever has the case, else the office that was named. Never a moment that nobody stands for. */
export function whoTells(owner: { readonly name: string; readonly by: string | null } | null, office: StatusSetting['office'], nowMs: number, zone: string): { readonly who: string | null; readonly by: string | null } {
  const dueMs = office === null ? null : afterOfficeHours(nowMs, office, zone);
  const due = dueMs === null ? null : new Date(dueMs).toISOString();
  if (owner !== null) return { who: owner.name, by: owner.by !== null && Date.parse(owner.by) > nowMs ? owner.by : due };
  return { who: office?.name ?? null, by: due };
}

/** Standings as an answer in a language. */
export function composeAnswer(customer: string, standings: readonly Standing[], tells: { readonly who: string | null; readonly by: string | null }, language: StatusLanguage, zone: string, nowMs: number): Answer {
  const parts = standings.map((one) => ({ about: { ...one.about }, sentence: sayStatements(one.statements, language, zone), known: one.isKnown, late: one.lateMs !== null, asOf: one.asOf.at, source: one.asOf.source }));
  const known = parts.every((part) => part.known);
  const { who, by } = known ? { who: null, by: null } : tells;
  const sentences = standings.length === 0 ? [sayStatement({ key: 'nothing-open' }, language, zone)] : parts.map(({ sentence }) => sentence);
  const told = who === null ? [] : [sayStatement(by === null ? { key: 'tells', who } : { key: 'tells-by', who, at: by }, language, zone)];
  return { customer, language, at: new Date(nowMs).toISOString(), sentence: [...sentences, ...told].join(' '), known, who, by, parts, facts: standings.flatMap(({ facts }) => facts.map((fact) => ({ ...fact }))) };
}

/** Answers how things stand. See docs/methods/honest-status.md. */
export function createAnswers(deps: { readonly identity: Identity; readonly status: Pick<Status, 'standings' | 'setting'>; readonly ownerOfCase: OwnerOfCase | null; readonly clock: () => number; readonly zone: string }) {
  async function ownerAmong(customer: number, unknown: readonly Standing[]): Promise<Awaited<ReturnType<OwnerOfCase>>> {
    for (const { about } of unknown) {
      const owner = await deps.ownerOfCase?.(customer, about) ?? null;
      if (owner !== null) return owner;
    }
    return null;
  }

  return {
    /** Errors: `not-found` for a customer whom nobody knows, and for what does not belong to them, whether or not it is somebody else's. */
    async answer(id: string, query: { readonly about?: string | undefined; readonly language?: string | undefined }): Promise<Answer> {
      const customer = await presentCustomer(deps.identity, id);
      const about = readAbout(query.about);
      const standings = standingsAsked(await deps.status.standings(await deps.identity.nodesOf(customer), customer), about);
      if (about !== null && standings.length === 0) throw new AppError('not-found', 'nothing-of-theirs', 'Nothing of this customer has this number.');
      const [owner, { setting }] = await Promise.all([ownerAmong(customer, standings.filter(({ isKnown }) => !isKnown)), deps.status.setting()]);
      const nowMs = deps.clock();
      return composeAnswer(publicId('customer', customer), standings, whoTells(owner, setting.office, nowMs, deps.zone), statusLanguage(query.language), deps.zone, nowMs);
    },
  };
}

export type Answers = ReturnType<typeof createAnswers>;
