import { AppError } from '../../../kernel/app-error.ts';
import { addBusiness, businessCalendar, type BusinessCalendar } from '../../../kernel/business-calendar.ts';
import { publicId } from '../../../kernel/public-id.ts';
import type { Identity } from '../../identity/index.ts';
import { OFFICE_HOURS } from '../../people/contract.ts';
import type { People } from '../../people/index.ts';
import type { AboutType, StatusLanguage, StatusSetting } from '../../subjects/contract.ts';
import { sayStatement, sayStatements, statusLanguage, type Standing, type Status } from '../../subjects/index.ts';
import { presentCustomer } from '../present-customer.ts';
import type { Answer } from './contract.ts';

export type About = { readonly type: AboutType; readonly id: string };
/** Who of the company has the open case about something, and by when they tell more; null where nobody has one. */
export type OwnerOfCase = (customer: number, about: About) => Promise<{ readonly name: string; readonly by: string | null } | null>;

const HOUR_MS = 3_600_000;
/** What is asked for only where something is not known. */
const NOT_NEEDED = [null, { setting: { office: null } }, null] as const;

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

/** Who will tell what is not known, and by when: whoever has the case, else the office that was named, within so many hours in which it is open. Never a moment that nobody stands for: without opening hours that somebody confirmed (`open`) none is reckoned. */
export function whoTells(owner: { readonly name: string; readonly by: string | null } | null, office: StatusSetting['office'], open: BusinessCalendar | null, nowMs: number): { readonly who: string | null; readonly by: string | null } {
  const due = office === null || open === null ? null : addBusiness(nowMs, office.hours * HOUR_MS, open);
  const dueAt = due?.ok === true ? new Date(due.value).toISOString() : null;
  if (owner !== null) return { who: owner.name, by: owner.by !== null && Date.parse(owner.by) > nowMs ? owner.by : dueAt };
  return { who: office?.name ?? null, by: dueAt };
}

/** Standings as an answer in a language; asked about one thing (`isAsked`), what customers are told of problems that touch it stands with it, else with those problems. */
export function composeAnswer(customer: string, standings: readonly Standing[], tells: { readonly who: string | null; readonly by: string | null }, language: StatusLanguage, zone: string, nowMs: number, isAsked = false): Answer {
  const parts = standings.map((one) => ({ about: { ...one.about }, sentence: sayStatements(isAsked ? [...one.statements, ...one.besides] : one.statements, language, zone), known: one.isKnown, late: one.lateMs !== null, asOf: one.asOf.at, source: one.asOf.source }));
  const known = parts.every((part) => part.known);
  const { who, by } = known ? { who: null, by: null } : tells;
  const sentences = standings.length === 0 ? [sayStatement({ key: 'nothing-open' }, language, zone)] : parts.map(({ sentence }) => sentence);
  const told = who === null ? [] : [sayStatement(by === null ? { key: 'tells', who } : { key: 'tells-by', who, at: by }, language, zone)];
  return { customer, language, at: new Date(nowMs).toISOString(), sentence: [...sentences, ...told].join(' '), known, who, by, parts, facts: standings.flatMap(({ facts }) => facts.map((fact) => ({ ...fact }))) };
}

/** Answers how things stand. See docs/methods/honest-status.md. */
export function createAnswers(deps: { readonly identity: Identity; readonly status: Pick<Status, 'standings' | 'setting'>; readonly ownerOfCase: OwnerOfCase | null; readonly calendars: Pick<People['calendars'], 'inForce' | 'isAssumed'>; readonly clock: () => number; readonly zone: string }) {
  /** The opening hours that somebody confirmed; null before. */
  async function openHours(): Promise<BusinessCalendar | null> {
    const row = (await deps.calendars.inForce()).find(({ key }) => key === OFFICE_HOURS);
    const calendar = row === undefined || deps.calendars.isAssumed(row) ? null : businessCalendar(row);
    return calendar?.ok === true ? calendar.value : null;
  }

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
      const unknown = standings.filter(({ isKnown }) => !isKnown);
      const [owner, { setting }, open] = unknown.length === 0 ? NOT_NEEDED : await Promise.all([ownerAmong(customer, unknown), deps.status.setting(), openHours()]);
      const nowMs = deps.clock();
      return composeAnswer(publicId('customer', customer), standings, whoTells(owner, setting.office, open, nowMs), statusLanguage(query.language), deps.zone, nowMs, about !== null);
    },
  };
}

export type Answers = ReturnType<typeof createAnswers>;
