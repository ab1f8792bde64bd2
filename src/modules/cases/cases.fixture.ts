import assert from 'node:assert/strict';
import { voiceEngines, voiceHouse } from '../../../test/engines/voice-house.ts';
import type { Role, Viewer } from '../../kernel/access.ts';
import { businessCalendar } from '../../kernel/business-calendar.ts';
import { createLive } from '../../platform/live/live.ts';
import { sql } from '../../platform/pg/sql.ts';
import type { CaseView, CASE_VIEWS } from './contract.ts';
import { createCases } from './index.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** What a hand-over tells. */
export const CONTEXT = { said: 'The box was empty', tried: 'Called the carrier', promised: 'An answer on Friday' };

/** Asks until it is so. */
export async function eventually(what: string, look: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await look()) return;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  assert.fail(what);
}

type StaffMember = { id: string; name: string; role: Role; active: boolean };

/** Cases of a small company, on engines of their own. `world`: its clock, which begins on a Tuesday, and from which hour it is open (till five) since when. `house` is replaced by tests that begin it otherwise. */
export async function casesHouse() {
  const engines = await voiceEngines();
  const world = { nowMs: Date.UTC(2026, 5, 2, 10), from: '09:00', changedMs: 0 };
  const clock = (): number => world.nowMs;
  const staff: StaffMember[] = [
    { id: 'ann', name: 'Ann', role: 'agent', active: true }, { id: 'bea', name: 'Bea', role: 'agent', active: true }, { id: 'ola', name: 'Ola', role: 'owner', active: true }, { id: 'max', name: 'Max', role: 'analyst', active: true },
  ];
  /** As the company's own, names and opening hours are asked of the database. */
  const asked = async <T>(answer: T): Promise<T> => { await engines.database.rows(sql`select 1`); return answer; };
  const people = { list: () => asked(staff), nameOf: (id: string) => asked(staff.find((one) => one.id === id)?.name ?? null) };
  const calendarFrom = (opens: string) => {
    const calendar = businessCalendar({ zone: 'UTC', week: [1, 2, 3, 4, 5, 6, 7].map((day) => (day > 5 ? [] : [{ from: opens, to: '17:00' }])), days: [] });
    return calendar.ok ? calendar.value : null;
  };
  const hours = () => asked({ versions: [{ version: '09:00', sinceMs: 0 }, ...(world.from === '09:00' ? [] : [{ version: world.from, sinceMs: world.changedMs }])], calendarOf: calendarFrom });
  const live = createLive(() => undefined);
  const open = async () => {
    const life = voiceHouse(engines, clock);
    const cases = createCases({ ...life, live, people, promisedOf: async (promise) => (promise === 7 ? { name: 'An answer by Friday', remedy: null } : null), hours });
    await life.begin(cases);
    return { ...life, cases };
  };
  const there = { engines, world, clock, staff, people, hours, live, house: await open() };

  let said = 0;
  /** Something that somebody wrote, as long ago as told; answers its id. */
  async function write(mail: string, text: string, more: object = {}): Promise<string> {
    said += 1;
    const [result] = await there.house.say({ id: `m-${said}`, channel: 'email', kind: 'message', direction: 'in', occurredAt: new Date(world.nowMs - HOUR).toISOString(), identifiers: [{ type: 'email', value: mail, verified: 'login' }], text, ...more });
    return result?.reference ?? assert.fail();
  }
  const reader = (id: string | null, hidden: string[] = []) => {
    const person = staff.find((one) => one.id === id);
    const viewer: Viewer | null = person === undefined ? null : { kind: 'person', ...person };
    return { viewer, hideNames: (names: readonly string[]) => { hidden.push(...names); } };
  };
  return Object.assign(there, {
    write, reader,
    look: (number: number, as = 'ola'): Promise<CaseView> => there.house.cases.one(number, reader(as)),
    customerOf: async (mail: string): Promise<number> => (await there.house.identity.customersByIdentifier('email', mail))[0] ?? assert.fail(mail),
    listed: async (view: (typeof CASE_VIEWS)[number], as = 'ola'): Promise<string[]> => (await there.house.cases.list({ view, limit: 500 }, reader(as))).cases.map(({ about }) => about),
    opened: async (mail: string, about: string, more: Partial<Parameters<typeof there.house.cases.open>[0]> = {}, by = 'ann'): Promise<number> => there.house.cases.open({ interactions: [await write(mail, `${about}, please help.`)], about, priority: 'normal', isMine: false, ...more }, by),
    async close(): Promise<void> {
      await there.house.end();
      await engines.close();
    },
  });
}

export type CasesHouse = Awaited<ReturnType<typeof casesHouse>>;
