import { AppError } from '../../kernel/app-error.ts';
import { safePath } from '../../kernel/safe-path.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import { admitSignedOn } from './admit-signed-on.ts';
import type { ClaimRoles } from './claim-roles.ts';
import { signOnRefusal, type Person, type SignOnRefusal } from './contract.ts';
import type { Door } from './door.ts';
import { createSignInLimit, SIGN_ON_LIMITS } from './limit-sign-in.ts';
import { keepTicket, takeTicket } from './sign-on-store.ts';
import { hashOfTicket, mintTicket, proofsOf } from './sign-on-ticket.ts';
import { createSignOn } from './sign-on.ts';

const TICKET_SECONDS = 600;
const COOKIE = 'custos.sign_on';
const PATH = '/api/sign-on';

/** The company's directory as the settings name it. `address` is that under which people open Custos; `name` stands on the button. `roles` null: nobody is added by a group. */
export type SignOnSettings = { readonly issuer: string; readonly clientId: string; readonly clientSecret: string; readonly name: string; readonly address: string; readonly roles: ClaimRoles | null; readonly emails: 'verified' | 'all' };

/** Where a browser goes next, always an address of ours but for the directory itself, and the cookies it takes along. */
export type Way = { readonly to: string; readonly cookies: readonly string[] };

type Deps = { readonly settings: SignOnSettings; readonly database: Database; readonly door: Door; readonly clock: () => number; readonly log: Log; note(what: string, person: Person): void; refused(personId: string | null): void };

const refusal = (code: SignOnRefusal): AppError => new AppError('forbidden', code, signOnRefusal(code));


/** The way in through the company's directory. `refused` hears of everybody who came back and got no further. Errors of both ways: `forbidden`, `unavailable` and `too-many`, with a code of SIGN_ON_REFUSALS. */
export function createSignOnDoor({ settings, database, door, clock, log, note, refused }: Deps) {
  const { issuer, clientId, clientSecret, address, roles, emails } = settings;
  const limit = createSignInLimit(clock, SIGN_ON_LIMITS);
  const signOn = createSignOn({ issuer, clientId, clientSecret, backTo: new URL(`${PATH}/back`, address).href, wanted: ['email', 'email_verified', ...(roles === null ? [] : [roles.claim])] }, log);
  const secure = address.startsWith('https:') ? '; Secure' : '';
  const cookieOf = (value: string, seconds: number): string => `${COOKIE}=${value}; Path=${PATH}; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`;

  const vouched = async (cookies: string | undefined, query: string, tried: (personId: string) => void): Promise<{ entry: NonNullable<Awaited<ReturnType<Door['admit']>>>; to: string }> => {
    const [ticket = '', to = ''] = ticketIn(cookies).split('.');
    // The ticket is taken before anything is asked: whatever comes of it, it never counts again.
    if (ticket === '' || !(await takeTicket(database, hashOfTicket(ticket)))) throw refusal('sign-on-lost');
    const signedOn = await signOn.finish(query, proofsOf(ticket));
    const { person, how } = await admitSignedOn(database, signedOn, { issuer, roles, emails }, tried);
    if (how !== 'known') note(how === 'linked' ? 'people.sign-on-linked' : 'people.added-by-sign-on', person);
    const entry = await door.admit(person);
    if (entry === null) throw refusal('sign-on-ended');
    return { entry, to: safePath(Buffer.from(to, 'base64url').toString()) };
  };

  return {
    name: settings.name,
    /** Sends a browser to the directory; afterwards it comes to `to`, a path of ours. */
    async begin(to: string | undefined, clientAddress: string): Promise<Way> {
      limit.attempt(clientAddress, clientAddress);
      const ticket = mintTicket();
      const there = await signOn.begin(proofsOf(ticket));
      await keepTicket(database, hashOfTicket(ticket), TICKET_SECONDS);
      return { to: there.href, cookies: [cookieOf(`${ticket}.${Buffer.from(safePath(to)).toString('base64url')}`, TICKET_SECONDS)] };
    },
    /** Lets a browser in that came back with `query`. Who needs a second factor is led to the page that asks for it. */
    async finish(query: string, cookies: string | undefined, clientAddress: string): Promise<Way> {
      limit.attempt(clientAddress, clientAddress);
      let about: string | null = null;
      const { entry, to } = await vouched(cookies, query, (personId) => { about = personId; }).catch((error: unknown) => {
        if (error instanceof AppError && error.kind === 'forbidden') refused(about);
        throw error;
      });
      return { to: entry.next === null ? to : `/sign-in?to=${encodeURIComponent(to)}`, cookies: [cookieOf('', 0), ...entry.cookies.map((cookie) => `${cookie}${secure}`)] };
    },
  };
}

function ticketIn(cookies: string | undefined): string {
  return cookies?.split(';').map((cookie) => cookie.trim()).find((cookie) => cookie.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? '';
}
