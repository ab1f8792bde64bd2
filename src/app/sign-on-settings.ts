import { parseClaimRoles, type SignOnSettings } from '../modules/people/index.ts';
import type { Settings } from '../platform/config/settings.ts';

/** The company's directory for single sign-on, as the settings name it; null when they name none. Errors: `invalid` for CUSTOS_OIDC_ROLES that cannot be read. */
export function signOnOf(settings: Settings): SignOnSettings | null {
  const { CUSTOS_OIDC_ISSUER: issuer, CUSTOS_OIDC_CLIENT_ID: clientId, CUSTOS_OIDC_CLIENT_SECRET: clientSecret, CUSTOS_ADDRESS: address, CUSTOS_OIDC_ROLES: roles } = settings;
  if (issuer === null || clientId === null || clientSecret === null || address === null) return null;
  return { issuer, clientId, clientSecret, address, name: settings.CUSTOS_OIDC_NAME, roles: roles === null ? null : parseClaimRoles(roles), emails: settings.CUSTOS_OIDC_EMAILS };
}
