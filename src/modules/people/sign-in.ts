import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { hashPassword } from 'better-auth/crypto';
import type { Pool } from 'pg';
import type { Log } from '../../platform/log/log.ts';

export { hashPassword };

const PREFIX = 'custos';
/** The cookie that holds a session, as browsers send it. */
export const SESSION_COOKIE = `${PREFIX}.session_token`;
const SESSION_SECONDS = 7 * 24 * 3600;

/** Proving who somebody is. Cookies are whole Set-Cookie values. */
export type SignIn = {
  /** Null when e-mail or password is wrong, or access has ended; all three take the same time. */
  enter(email: string, password: string): Promise<{ readonly personId: string; readonly cookies: readonly string[] } | null>;
  leave(cookie: string): Promise<readonly string[]>;
  /** Whose session a Cookie header holds; null when none that is still open. */
  personOf(cookie: string): Promise<string | null>;
};

type SignInDeps = { readonly pool: Pool; readonly secret: string; readonly log: Log; isActive(personId: string): Promise<boolean> };

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
    session: { modelName: 'session', expiresIn: SESSION_SECONDS, disableSessionRefresh: true, fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at', ipAddress: 'ip_address', userAgent: 'user_agent', userId: 'user_id' } },
    account: { modelName: 'account', fields: { accountId: 'account_id', providerId: 'provider_id', userId: 'user_id', accessToken: 'access_token', refreshToken: 'refresh_token', idToken: 'id_token', accessTokenExpiresAt: 'access_token_expires_at', refreshTokenExpiresAt: 'refresh_token_expires_at', createdAt: 'created_at', updatedAt: 'updated_at' } },
    verification: { modelName: 'verification', fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' } },
    advanced: { cookiePrefix: PREFIX, useSecureCookies: false, defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' }, ipAddress: { disableIpTracking: true } },
    databaseHooks: { session: { create: { before: async (session) => ((await isActive(session.userId)) ? undefined : false) } } },
  });

  return {
    async enter(email, password) {
      try {
        const { headers, response } = await auth.api.signInEmail({ body: { email, password }, headers: new Headers(), returnHeaders: true });
        return { personId: response.user.id, cookies: headers.getSetCookie() };
      } catch (error) {
        if (error instanceof APIError && error.statusCode < 500) return null;
        throw error;
      }
    },
    async leave(cookie) {
      const { headers } = await auth.api.signOut({ headers: new Headers({ cookie }), returnHeaders: true });
      return headers.getSetCookie();
    },
    async personOf(cookie) {
      const found = await auth.api.getSession({ headers: new Headers({ cookie }), query: { disableCookieCache: true } });
      return found?.user.id ?? null;
    },
  };
}
