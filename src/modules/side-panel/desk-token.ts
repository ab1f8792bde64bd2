import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { granted, refused, type Outcome } from '../../kernel/outcome.ts';

/** Longest life of a signed address. Units: s. */
export const TOKEN_LIFE_S = 15 * 60;
/** How far clocks may lie apart. Units: s. */
const APART_S = 60;
const LENGTH_MOST = 4_000;

const id = z.string().trim().min(1).max(320);

/** Whom a desk shows, by whatever it knows of them. */
export const Whom = z.object({ user: id.optional(), loyalty: id.optional(), email: id.optional(), phone: id.optional(), order: id.optional() });
export type Whom = z.infer<typeof Whom>;

/** What a desk signs: which desk, which of its agents (by the address that it verified), which customer or conversation, until when. Units: `exp` s since 1970. `jti` names the token, so that it is not opened for ever. */
const Claims = z.object({
  iss: z.string().max(20), exp: z.number().int().positive(), jti: z.string().min(8).max(100), agent: z.object({ email: z.string().trim().min(3).max(320), verified: z.literal(true) }),
  customer: Whom.default({}), conversation: z.string().min(1).max(200).optional(), language: z.string().max(35).optional(),
}).refine(({ customer, conversation }) => conversation !== undefined || Object.values(customer).some((value) => value !== undefined));
export type DeskClaims = z.infer<typeof Claims>;

/** Why a signed address is not opened; nothing of it tells whom it is about. */
export type TokenRefusal = 'not-signed' | 'over';

type Read = { readonly claims: DeskClaims; isSignedBy(secret: string): boolean };

function parsed(part: string | undefined): unknown {
  try { return JSON.parse(Buffer.from(part ?? '', 'base64url').toString()) as unknown; } catch { return null; }
}

/**
 * Reads what a desk signed: a JSON Web Token of the form HS256 and no other, so that any library makes one. Nothing in it counts before `isSignedBy`. Shape: null for what is none.
 * Source: RFC 7519, RFC 8725 (algorithms are not chosen by whoever sends).
 */
export function readDeskToken(token: string): Read | null {
  const [head, body, signature, ...more] = token.length > LENGTH_MOST ? [] : token.split('.');
  const header = z.object({ alg: z.literal('HS256') }).safeParse(parsed(head));
  const claims = Claims.safeParse(parsed(body));
  if (!header.success || !claims.success || signature === undefined || more.length > 0) return null;
  return {
    claims: claims.data,
    isSignedBy(secret) {
      const expected = createHmac('sha256', secret).update(`${head}.${body}`).digest();
      const given = Buffer.from(signature, 'base64url');
      // The text itself is compared too: base64 has several spellings of the same bytes.
      return given.length === expected.length && timingSafeEqual(given, expected) && signature === expected.toString('base64url');
    },
  };
}

/** Whether a token is one of a desk's, now. `secrets` that count now. Units: ms since 1970. */
export function checkDeskToken({ claims, isSignedBy }: Read, secrets: readonly string[], nowMs: number): Outcome<DeskClaims, TokenRefusal> {
  if (!secrets.some((secret) => isSignedBy(secret))) return refused('not-signed');
  const nowS = nowMs / 1_000;
  return claims.exp <= nowS || claims.exp > nowS + TOKEN_LIFE_S + APART_S ? refused('over') : granted(claims);
}
