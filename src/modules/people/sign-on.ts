import * as oidc from 'openid-client';
import { AppError } from '../../kernel/app-error.ts';
import { factsOf, type Log } from '../../platform/log/log.ts';
import { signOnRefusal } from './contract.ts';

/** Units: seconds that the company's directory has for each answer. */
const PATIENCE_SECONDS = 10;
const SCOPE = 'openid email profile';

/** The company's directory (an OpenID Connect issuer) and what it knows Custos as. `backTo` is where it sends people back: an address of ours. `wanted` are the claims to ask it for apart when its token leaves one out. */
export type Issuer = { readonly issuer: string; readonly clientId: string; readonly clientSecret: string; readonly backTo: string; readonly wanted: readonly string[] };

/** What only this browser and this attempt know; sign-on-ticket.ts makes them. */
export type Proofs = { readonly state: string; readonly nonce: string; readonly verifier: string };

/** Whom the directory vouches for, after every check. `emailVerified` null: it does not say. */
export type SignedOn = { readonly subject: string; readonly email: string | null; readonly emailVerified: boolean | null; readonly name: string | null; readonly claims: Readonly<Record<string, unknown>> };

/** Asking the company's directory who somebody is. */
export type SignOn = {
  /** Where the browser goes to sign on. Errors: `unavailable` sign-on-away; `forbidden` sign-on-refused when what it says of itself is not what the settings say. */
  begin(proofs: Proofs): Promise<URL>;
  /** Who came back. `query` is that of the address to which the directory sent the browser. Errors: `unavailable` sign-on-away; `forbidden` sign-on-cancelled, sign-on-refused. */
  finish(query: string, proofs: Proofs): Promise<SignedOn>;
};

/**
 * Sign-on by the authorization code flow with PKCE, state and nonce, on openid-client: the only file that knows it.
 * Invariant: the ID token's signature is checked with a key that the issuer publishes now (nothing is kept from one sign-on to the next, so a rotated key is known at once and a withdrawn one no more), and its issuer, audience, nonce and expiry.
 * Tokens are never stored, and no text of a foreign error is logged.
 */
export function createSignOn({ issuer, clientId, clientSecret, backTo, wanted }: Issuer, log: Log): SignOn {
  // The library marks it so that nobody takes it by mistake; the settings allow http on this machine alone.
  // oxlint-disable-next-line typescript/no-deprecated
  const allowed = new URL(issuer).protocol === 'http:' ? [oidc.allowInsecureRequests] : [];

  const discover = async (): Promise<oidc.Configuration> => {
    try {
      return await oidc.discovery(new URL(issuer), clientId, undefined, authentication(clientSecret), { timeout: PATIENCE_SECONDS, execute: [oidc.enableNonRepudiationChecks, ...allowed] });
    } catch (error) {
      throw refusalOf(error, log);
    }
  };

  return {
    async begin({ state, nonce, verifier }) {
      return oidc.buildAuthorizationUrl(await discover(), { redirect_uri: backTo, scope: SCOPE, state, nonce, code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' });
    },
    async finish(query, { state, nonce, verifier }) {
      const config = await discover();
      try {
        const tokens = await oidc.authorizationCodeGrant(config, new URL(`${backTo}${query}`), { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true });
        const token: Readonly<Record<string, unknown>> = { ...tokens.claims() };
        const subject = textOf(token['sub']) ?? '';
        const isWhole = wanted.every((claim) => token[claim] !== undefined) || config.serverMetadata().userinfo_endpoint === undefined;
        const claims: Readonly<Record<string, unknown>> = isWhole ? token : { ...await oidc.fetchUserInfo(config, tokens.access_token, subject), ...token };
        return { subject, email: textOf(claims['email']), emailVerified: isTrue(claims['email_verified']), name: textOf(claims['name']), claims };
      } catch (error) {
        throw refusalOf(error, log);
      }
    },
  };
}

/** How Custos proves to the directory that it is itself: in the way that the directory says it takes; when it says nothing, in the way that the standard then means. */
function authentication(secret: string): oidc.ClientAuth {
  return (server, client, body, headers) => {
    const inBody = server.token_endpoint_auth_methods_supported?.includes('client_secret_post') === true;
    (inBody ? oidc.ClientSecretPost(secret) : oidc.ClientSecretBasic(secret))(server, client, body, headers);
  };
}

function refusalOf(error: unknown, log: Log): AppError {
  log.warn('sign-on-refused', factsOf(error));
  if (error instanceof oidc.AuthorizationResponseError) return new AppError('forbidden', 'sign-on-cancelled', signOnRefusal('sign-on-cancelled'), error);
  const isAway = error instanceof oidc.ClientError ? error.code === 'OAUTH_TIMEOUT' || (error.cause instanceof Response && error.cause.status >= 500) : error instanceof TypeError && !('code' in error);
  return isAway ? new AppError('unavailable', 'sign-on-away', signOnRefusal('sign-on-away'), error) : new AppError('forbidden', 'sign-on-refused', signOnRefusal('sign-on-refused'), error);
}

const textOf = (claim: unknown): string | null => (typeof claim === 'string' && claim.trim() !== '' ? claim.trim() : null);
/** Some directories write it as a word. */
const isTrue = (claim: unknown): boolean | null => (claim === undefined || claim === null ? null : claim === true || claim === 'true');
