import { betterAuth } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import type { Pool } from 'pg';
import { z } from 'zod';
import type { Log } from '../../platform/log/log.ts';

export { hashPassword, verifyPassword };

const PREFIX = 'custos';
/** The cookie that holds a session, as browsers send it. */
export const SESSION_COOKIE = `${PREFIX}.session_token`;
const SESSION_SECONDS = 7 * 24 * 3600;

/** A session that was just begun and is nobody yet: session-store.ts opens it. Cookies are whole Set-Cookie values. */
export type BegunSession = { readonly personId: string; readonly token: string; readonly cookies: readonly string[] };

/** A session as a browser holds it. Shape: only `open` ones are somebody; `begun` ones wait for the second factor. */
export type HeldSession = { readonly personId: string; readonly token: string; readonly stage: 'begun' | 'open'; readonly startedAtMs: number };

/** Proving who somebody is, and keeping it proven. */
export type SignIn = {
  /** Null when e-mail or password is wrong, or access has ended; all three take the same time. */
  enter(email: string, password: string): Promise<BegunSession | null>;
  /** A session for somebody whom something else than a password proved. Null when their access has ended. */
  admit(personId: string): Promise<BegunSession | null>;
  leave(cookie: string): Promise<readonly string[]>;
  /** The session that a Cookie header holds; null when none that still runs. */
  sessionOf(cookie: string): Promise<HeldSession | null>;
};

type SignInDeps = { readonly pool: Pool; readonly secret: string; readonly log: Log; isActive(personId: string): Promise<boolean> };

/** The library makes sessions only inside an endpoint; this one has no address. */
const admission = {
  id: 'admission',
  endpoints: {
    admit: createAuthEndpoint.serverOnly({ method: 'POST', body: z.object({ personId: z.string() }) }, async (ctx) => {
      const user = await ctx.context.internalAdapter.findUserById(ctx.body.personId);
      const session = user === null ? null : await ctx.context.internalAdapter.createSession(user.id) as Awaited<ReturnType<typeof ctx.context.internalAdapter.createSession>> | null;
      if (user === null || session === null) return { token: null };
      await setSessionCookie(ctx, { session, user });
      return { token: session.token };
    }),
  },
};

/**
 * Sign-in by e-mail and password on better-auth, used through its server functions behind our own routes; none of its own routes is served, it calls nobody and reports nothing.
 * `pool` looks names up in schema people; its tables are in schema/pg/0001-people.sql.
 */
export function createSignIn({ pool, secret, log, isActive }: SignInDeps): SignIn {
  const auth = betterAuth({
    appName: 'Custos', baseURL: 'http://127.0.0.1', basePath: '/api/auth', secret, database: pool, telemetry: { enabled: false },
    // Its messages may quote addresses; that something went wrong is all that may be logged.
    logger: { level: 'error', log: () => log.error('sign-in-library-fault') },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    rateLimit: { enabled: false },
    user: { modelName: 'person', fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' } },
    plugins: [admission],
    session: { modelName: 'session', expiresIn: SESSION_SECONDS, disableSessionRefresh: true, additionalFields: { stage: { type: 'string', required: true, defaultValue: 'begun', input: false } }, fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at', ipAddress: 'ip_address', userAgent: 'user_agent', userId: 'user_id' } },
    account: { modelName: 'account', fields: { accountId: 'account_id', providerId: 'provider_id', userId: 'user_id', accessToken: 'access_token', refreshToken: 'refresh_token', idToken: 'id_token', accessTokenExpiresAt: 'access_token_expires_at', refreshTokenExpiresAt: 'refresh_token_expires_at', createdAt: 'created_at', updatedAt: 'updated_at' } },
    verification: { modelName: 'verification', fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' } },
    advanced: { cookiePrefix: PREFIX, useSecureCookies: false, defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' }, ipAddress: { disableIpTracking: true } },
    databaseHooks: { session: { create: { before: async (session) => ((await isActive(session.userId)) ? undefined : false) } } },
  });

  return {
    async enter(email, password) {
      try {
        const { headers, response } = await auth.api.signInEmail({ body: { email, password }, headers: new Headers(), returnHeaders: true });
        return { personId: response.user.id, token: response.token, cookies: headers.getSetCookie() };
      } catch (error) {
        if (error instanceof APIError && error.statusCode < 500) return null;
        throw error;
      }
    },
    async admit(personId) {
      const { headers, response } = await auth.api.admit({ body: { personId }, headers: new Headers(), returnHeaders: true });
      return response.token === null ? null : { personId, token: response.token, cookies: headers.getSetCookie() };
    },
    async leave(cookie) {
      const { headers } = await auth.api.signOut({ headers: new Headers({ cookie }), returnHeaders: true });
      return headers.getSetCookie();
    },
    async sessionOf(cookie) {
      const found = await auth.api.getSession({ headers: new Headers({ cookie }), query: { disableCookieCache: true } });
      return found === null ? null : { personId: found.user.id, token: found.session.token, stage: found.session.stage === 'open' ? 'open' : 'begun', startedAtMs: found.session.createdAt.getTime() };
    },
  };
}
