import type { CertificateFiles } from '../modules/channels/index.ts';
import type { Settings } from '../platform/config/settings.ts';

/** The files with which mail is heard over TLS. Shape: null when none are named. */
export function mailCertificateOf({ CUSTOS_MAIL_TLS_CERT: cert, CUSTOS_MAIL_TLS_KEY: key }: Settings): CertificateFiles | null {
  return cert === null || key === null ? null : { cert, key };
}
