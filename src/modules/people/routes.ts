import { ACTIONS, may, type Role, type Viewer } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { RouteServer } from '../../platform/http/server.ts';
import { serveCalendarRoutes } from './calendars/calendar-routes.ts';
import { routes, type Me, type Person } from './contract.ts';
import { serveDoorRoutes } from './door-routes.ts';
import type { People } from './index.ts';

/** Serves first run, sign-in, people, keys and the audit log. */
export function servePeopleRoutes(server: RouteServer, people: People): void {
  const ofViewer = (viewer: Viewer, role: Role, email: string): Me => ({ id: viewer.id, name: viewer.name, email, role, may: ACTIONS.filter((action) => may(viewer, action)), company: people.company().name, zone: people.company().zone });
  const meOf = (person: Person): Me => ofViewer({ kind: 'person', id: person.id, name: person.name, role: person.role }, person.role, person.email);

  server.handle(routes.firstRun, async () => ({ needed: await people.firstRunNeeded(), demo: people.demo() }));
  server.handle(routes.createOwner, async ({ body, clientAddress, setHeader }) => {
    await people.createOwner(body);
    const { person, cookies } = await people.enter(body.email, body.password, clientAddress);
    setHeader('set-cookie', cookies);
    return meOf(person);
  });
  serveDoorRoutes(server, people, meOf);
  server.handle(routes.me, async ({ viewer }) => {
    if (viewer?.kind === 'key') return ofViewer(viewer, 'read-only', '');
    const person = viewer === null ? null : await people.person(viewer.id);
    if (person === null) throw new AppError('unauthenticated', 'not-signed-in', 'Sign in first.');
    return meOf(person);
  });
  server.handle(routes.people, async () => ({ people: await people.colleagues() }));
  server.handle(routes.addPerson, async ({ body, auditAbout }) => {
    const person = await people.add(body);
    auditAbout(person.id);
    return person;
  });
  server.handle(routes.changePerson, ({ params, body }) => people.change(params.id, body));
  server.handle(routes.keys, async () => ({ keys: await people.keys() }));
  server.handle(routes.createKey, async ({ body, auditAbout }) => {
    const made = await people.createKey(body);
    auditAbout(made.record.id);
    return made;
  });
  server.handle(routes.revokeKey, ({ params }) => people.revokeKey(params.id));
  server.handle(routes.audit, ({ query }) => people.auditPage(query));
  serveCalendarRoutes(server, people.calendars, people.nameOf);
}
