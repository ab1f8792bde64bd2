import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openHouse, OWNER, type House } from '../../../../test/engines/people-house.ts';
import { addBusiness } from '../../../kernel/business-calendar.ts';
import { sql } from '../../../platform/pg/sql.ts';
import type { Calendar } from './contract.ts';

describe('the company’s opening hours', () => {
  let house: House;
  let owner: string;
  before(async () => { house = await openHouse(); });
  after(() => house.close());

  const calendars = async (cookie: string): Promise<Calendar[]> => ((await (await house.ask('/api/calendars', { cookie })).json()) as { calendars: Calendar[] }).calendars;
  const save = (cookie: string, body: unknown, key = 'office-hours'): Promise<Response> => house.ask(`/api/calendars/${key}`, { method: 'PUT', cookie, body });

  test('before anybody says when they are there, nine to five in the company’s zone is assumed, also when the zone is said later', async () => {
    assert.deepEqual((await house.people.calendars.officeHours()).versions.map(({ version }) => version), ['office-hours.1']);
    await house.ask('/api/first-run', { body: OWNER });
    owner = await house.signIn(OWNER.email, OWNER.password);
    const [office] = await calendars(owner);
    assert.deepEqual([office?.name, office?.version, office?.isAssumed, office?.savedBy, office?.hours.zone], ['Office hours', 2, true, null, 'Europe/Oslo']);
    assert.deepEqual(office?.hours.week.map((windows) => windows.length), [1, 1, 1, 1, 1, 0, 0]);
    assert.equal((await calendars(owner))[0]?.version, 2);
  });

  test('a person confirms them or writes others; earlier versions stay, to reckon with', async () => {
    const [office] = await calendars(owner);
    const early = { ...office?.hours, week: [[{ from: '07:00', to: '12:00' }], [], [], [], [], [], []] };
    const saved = (await (await save(owner, { name: 'Office hours', hours: early, basedOn: 2 })).json()) as Calendar;
    assert.deepEqual([saved.version, saved.isAssumed, saved.savedBy], [3, false, OWNER.name]);
    const { versions, calendarOf } = await house.people.calendars.officeHours();
    assert.deepEqual(versions.map(({ version }) => version), ['office-hours.1', 'office-hours.2', 'office-hours.3']);
    assert.ok(versions.every(({ sinceMs }, at) => sinceMs >= (versions[at - 1]?.sinceMs ?? 0)));
    const dueBy = (version: string): unknown => { const calendar = calendarOf(version); return calendar === null ? null : addBusiness(Date.parse('2026-03-09T06:00:00Z'), 3_600_000, calendar); };
    assert.deepEqual(['office-hours.2', 'office-hours.3', 'office-hours.9'].map(dueBy), [{ ok: true, value: Date.parse('2026-03-09T09:00:00Z') }, { ok: true, value: Date.parse('2026-03-09T07:00:00Z') }, null]);
    await assert.rejects(house.own.database.run(sql`delete from people.calendar`), /never changed/);
  });

  test('hours that can’t be used are refused by name, and so is what somebody else saved meanwhile', async () => {
    const [office] = await calendars(owner);
    const codeOf = async (response: Response): Promise<string> => `${response.status} ${((await response.json()) as { code: string }).code}`;
    const hoursWith = (more: Partial<Calendar['hours']>): unknown => ({ name: 'Office hours', hours: { ...office?.hours, ...more }, basedOn: 3 });
    assert.equal(await codeOf(await save(owner, hoursWith({ zone: 'Europe/Atlantis' }))), '400 zone-unknown');
    assert.equal(await codeOf(await save(owner, hoursWith({ week: [[], [], [], [], [], [], []] }))), '400 never-open');
    assert.equal(await codeOf(await save(owner, hoursWith({ week: [[{ from: '22:00', to: '06:00' }], [], [], [], [], [], []] }))), '400 window-ends-before-it-starts');
    assert.equal(await codeOf(await save(owner, { name: 'Office hours', hours: office?.hours, basedOn: 2 })), '409 calendar-saved-meanwhile');
    const both = await Promise.all([1, 2].map(() => save(owner, { name: 'Office hours', hours: office?.hours, basedOn: 3 })));
    assert.deepEqual(both.map(({ status }) => status).toSorted((a, b) => a - b), [200, 409]);
    assert.equal((await save(owner, { name: 'Night shift', hours: office?.hours, basedOn: 0 }, 'night-shift')).status, 200);
    assert.deepEqual((await calendars(owner)).map(({ key, version }) => `${key} ${version}`), ['night-shift 1', 'office-hours 4']);
  });

  test('everybody who is signed in may read them; owners and the two offices may change them', async () => {
    const [, office] = await calendars(owner);
    for (const [role, status] of [['agent', 403], ['employee', 403], ['service-office', 200]] as const) {
      await house.people.add({ name: role, email: `${role}@example.org`, password: 'long enough 1', role });
      const cookie = await house.signIn(`${role}@example.org`, 'long enough 1');
      assert.equal((await calendars(cookie)).length, 2);
      assert.equal((await save(cookie, { name: 'Office hours', hours: office?.hours, basedOn: office?.version })).status, status, role);
    }
    assert.equal((await house.ask('/api/calendars')).status, 401);
  });
});
