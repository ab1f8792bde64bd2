import assert from 'node:assert/strict';
import type { Pool } from 'pg';
import { createPeople, type People, type PeopleSettings } from '../../src/modules/people/index.ts';
import { servePeopleRoutes } from '../../src/modules/people/routes.ts';
import { createHttpServer, type HttpServer } from '../../src/platform/http/create-server.ts';
import { createLog, type Log } from '../../src/platform/log/log.ts';
import { createPool } from '../../src/platform/pg/connection.ts';
import { migrationsOf, testDatabase, type TestDatabase } from './postgres.ts';

/** The owner of test installations. */
export const OWNER = { name: 'Olga Owner', email: 'olga@example.org', password: 'correct horse battery', company: 'Fjell & Sons', zone: 'Europe/Oslo' };

/** Nothing is said; what would be logged has tests of its own. */
export const silent = createLog('error', () => undefined);

/** One installation: its own database, people and web server, with a clock that the test moves. Answers of `signIn` are Cookie headers. */
export type House = { readonly own: TestDatabase; readonly pool: Pool; people: People; server: HttpServer; nowMs: number; ask(path: string, options?: { body?: unknown; method?: string; cookie?: string; key?: string; redirect?: 'manual' | 'follow' }): Promise<Response>; signIn(email: string, password: string): Promise<string>; close(): Promise<void> };

/** Opens an installation; with an owner when the settings name one. */
export async function openHouse(settings: PeopleSettings = {}, log: Log = silent): Promise<House> {
  const own = await testDatabase(migrationsOf('people'));
  const pool = createPool(own.connection, { max: 4, searchPath: 'people', allowExitOnIdle: true });
  const house = { own, pool, nowMs: Date.now() } as House;
  house.people = await createPeople({ database: own.database, pool, log, clock: () => house.nowMs, settings });
  house.server = createHttpServer({ log, viewerOf: house.people.viewerOf, audit: house.people.audit });
  servePeopleRoutes(house.server, house.people);
  await house.server.listen('127.0.0.1', 0);
  house.ask = (path, { body, method = body === undefined ? 'GET' : 'POST', cookie, key, redirect = 'follow' } = {}) => fetch(house.server.address() + path, {
    method, redirect, headers: { ...(cookie === undefined ? {} : { cookie }), ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  house.signIn = async (email, password) => {
    const response = await house.ask('/api/sign-in', { body: { email, password } });
    assert.equal(response.status, 200, await response.clone().text());
    return response.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
  };
  house.close = async () => {
    await house.server.close();
    await house.people.close();
    await pool.end();
    await own.close();
  };
  return house;
}

