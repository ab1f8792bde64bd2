import type { ServerResponse } from 'node:http';
import { AppError } from '../../kernel/app-error.ts';
import type { Viewer } from '../../kernel/access.ts';
import type { RouteServer } from '../../platform/http/server.ts';
import { routes, SIGN_ON_REFUSALS, type Me, type Person } from './contract.ts';
import type { People } from './index.ts';
import type { Way } from './sign-on-door.ts';

/** Serves signing in, step by step, and everybody's own second factor. */
export function serveDoorRoutes(server: RouteServer, people: People, meOf: (person: Person) => Me): void {
  const own = async (viewer: Viewer | null): Promise<Person> => {
    const person = viewer?.kind === 'person' ? await people.person(viewer.id) : null;
    if (person === null) throw new AppError('not-found', 'second-factor-of-nobody', 'Only people have a second factor; keys and the command line have none.');
    return person;
  };

  server.handle(routes.signIn, async ({ body, clientAddress, setHeader, auditAbout }) => {
    const { person, cookies, next } = await people.enter(body.email, body.password, clientAddress, auditAbout);
    setHeader('set-cookie', cookies);
    return next === null ? meOf(person) : { next };
  });
  server.handle(routes.signInOffer, ({ request }) => people.signInOffer(request.headers.cookie));
  server.handle(routes.signInCode, async ({ body, request, clientAddress, auditAbout }) => meOf(await people.door.proveCode(request.headers.cookie, body.code, clientAddress, auditAbout)));
  server.handle(routes.signInSetUp, ({ request }) => people.door.setUp(request.headers.cookie));
  server.handle(routes.signInConfirm, async ({ body, request, clientAddress }) => ({ recoveryCodes: await people.door.confirmSetUp(request.headers.cookie, body.code, clientAddress) }));
  server.handle(routes.signOut, async ({ request, setHeader }) => {
    setHeader('set-cookie', await people.leave(request.headers.cookie));
    return { signedOut: true };
  });

  server.handle(routes.signOn, async ({ query, response, clientAddress }) => redirect(response, () => mustSignOn(people).begin(query.to, clientAddress)));
  server.handle(routes.signOnBack, async ({ request, response, clientAddress }) => redirect(response, () => mustSignOn(people).finish(queryOf(request.url), request.headers.cookie, clientAddress)));

  server.handle(routes.secondFactor, async ({ viewer }) => people.factors.stateOf(await own(viewer)));
  server.handle(routes.beginSecondFactor, async ({ viewer }) => people.factors.begin(await own(viewer)));
  server.handle(routes.confirmSecondFactor, async ({ viewer, body, clientAddress, auditAbout }) => {
    const person = await own(viewer);
    people.door.countCode(clientAddress, person.id);
    auditAbout(person.id);
    return { recoveryCodes: await people.factors.confirm(person.id, body.code) };
  });
  server.handle(routes.renewRecoveryCodes, async ({ viewer, body, clientAddress, auditAbout }) => {
    const person = await own(viewer);
    people.door.countCode(clientAddress, person.id);
    auditAbout(person.id);
    return { recoveryCodes: await people.factors.renewRecoveryCodes(person.id, body.code) };
  });
  server.handle(routes.endSecondFactor, async ({ viewer, body, clientAddress, auditAbout }) => {
    const person = await own(viewer);
    people.door.countCode(clientAddress, person.id);
    auditAbout(person.id);
    await people.factors.switchOff(person, body.password, body.code);
    return people.factors.stateOf(person);
  });
  server.handle(routes.factorRule, async () => ({ roles: await people.factors.roles() }));
  server.handle(routes.setFactorRule, async ({ viewer, body }) => {
    if (viewer?.kind !== 'person') throw new AppError('forbidden', 'people-only', 'Only people may say who needs a second factor.');
    await people.requireFactorOf(body.roles, viewer);
    return { roles: await people.factors.roles() };
  });
  server.handle(routes.resetSignIn, ({ params }) => people.resetSignIn(params.id));
}

function mustSignOn(people: People): NonNullable<People['signOn']> {
  if (people.signOn === null) throw new AppError('not-found', 'sign-on-unset', SIGN_ON_REFUSALS['sign-on-unset']);
  return people.signOn;
}

function queryOf(url = ''): string {
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at);
}

/** A browser that was led here is shown a page, also when it is refused: the sign-in page, which says why. */
async function redirect(response: ServerResponse, way: () => Promise<Way>): Promise<undefined> {
  const { to, cookies } = await way().catch((error: unknown): Way => {
    if (error instanceof AppError && Object.hasOwn(SIGN_ON_REFUSALS, error.code)) return { to: `/sign-in?refused=${error.code}`, cookies: [] };
    throw error;
  });
  response.writeHead(302, { location: to, 'cache-control': 'no-store', ...(cookies.length === 0 ? {} : { 'set-cookie': [...cookies] }) }).end();
  return undefined;
}
