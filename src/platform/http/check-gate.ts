import { may, type Viewer } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Gate } from '../../kernel/route-contract.ts';

/** Lets a viewer through a gate or says why not. Errors: `unauthenticated` when nobody is known; `forbidden` when somebody is, who may not. */
export function checkGate(gate: Gate, viewer: Viewer | null): void {
  if (gate === 'public') return;
  if (gate === 'write-key') {
    if (viewer === null) throw new AppError('unauthenticated', 'write-key-unknown', 'Send a valid write key: as the user name of Basic authentication, as a Bearer token, in X-Write-Key or as ?writeKey=. Keys are made under Settings, or with: custos keys create --kind write');
    if (viewer.kind !== 'key' || viewer.key !== 'write') throw new AppError('forbidden', 'write-key-needed', 'Only a write key may send interactions. A read key or a signed-in person may not.');
    return;
  }
  if (viewer === null) throw new AppError('unauthenticated', 'not-signed-in', 'Sign in first, or send a valid read key as a Bearer token.');
  if (!may(viewer, gate)) throw new AppError('forbidden', 'not-allowed', `Your access does not include "${gate}". Ask an owner of this installation for it.`);
}

type Crossing = { readonly method: string; readonly origin: string | undefined; readonly fetchSite: string | undefined; readonly host: string | undefined };

/**
 * Whether a request may have been sent by another web site behind somebody's back.
 * Shape: what the browser says about itself (Sec-Fetch-Site) counts most; older browsers send Origin; programs send neither and carry no ambient cookies.
 */
export function isCrossSite({ method, origin, fetchSite, host }: Crossing): boolean {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return false;
  if (fetchSite !== undefined) return fetchSite !== 'same-origin' && fetchSite !== 'none';
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
