/**
 * What every answer tells the browser to refuse. Only what Custos itself serves may run, be framed or be called.
 * Inline styles are allowed, because the component library sets sizes with them; inline scripts are not.
 */
export const SECURITY_HEADERS = {
  'content-security-policy': "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
} as const;

/** The same for a page that these addresses, and nobody else, may show in a frame. Invariant: an address that could say more than where it is frames nothing. */
export function framedHeaders(origins: readonly string[]): Readonly<Record<string, string>> | null {
  const plain = origins.filter((origin) => /^https?:\/\/[a-z0-9.-]+(?::\d+)?$/i.test(origin));
  return plain.length === 0 ? null : { 'content-security-policy': SECURITY_HEADERS['content-security-policy'].replace("frame-ancestors 'none'", `frame-ancestors ${plain.join(' ')}`) };
}

/** What lets a browser on the company's own web site send interactions from there: no cookie opens the way, only a write key. Units: an answer to "may I?" holds a day. */
export function crossOriginHeaders(origin: string | undefined, askedHeaders: string | undefined): Record<string, string> {
  if (origin === undefined) return {};
  return {
    'access-control-allow-origin': origin, vary: 'Origin', 'access-control-allow-credentials': 'true', 'access-control-allow-methods': 'POST, OPTIONS', 'access-control-max-age': '86400',
    'access-control-allow-headers': askedHeaders ?? 'authorization, content-type, content-encoding, x-write-key', 'cross-origin-resource-policy': 'cross-origin',
  };
}
