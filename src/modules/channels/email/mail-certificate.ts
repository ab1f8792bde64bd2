import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { AppError } from '../../../kernel/app-error.ts';
import { factsOf, type Log } from '../../../platform/log/log.ts';

/** Paths of a certificate with its chain and of its private key, both PEM, as the settings name them. */
export type CertificateFiles = { readonly cert: string; readonly key: string };
/** What stands in them. */
export type Certificate = { readonly cert: string; readonly key: string };

const WHAT = { cert: ['CUSTOS_MAIL_TLS_CERT (--mail-tls-cert)', 'a certificate in PEM form'], key: ['CUSTOS_MAIL_TLS_KEY (--mail-tls-key)', 'a private key in PEM form without a passphrase'] } as const;

function wrong(sentence: string, cause?: unknown): AppError {
  return new AppError('invalid', 'mail-certificate-wrong', sentence, cause);
}

/** Reads what stands in one of the files. Errors: `invalid`. */
function parsed<T>(which: keyof CertificateFiles, path: string, parse: (text: string) => T): { readonly text: string; readonly value: T } {
  const [setting, what] = WHAT[which];
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw wrong(`The setting ${setting} names a file that is not there or may not be read.`, error);
  }
  try {
    return { text, value: parse(text) };
  } catch (error) {
    throw wrong(`The setting ${setting} must name a file with ${what}.`, error);
  }
}

/** The certificate with which mail is heard. Errors: `invalid` naming the setting whose file is not there or no such thing, or both when the key is of another certificate. */
export function readCertificate(files: CertificateFiles): Certificate {
  const cert = parsed('cert', files.cert, (text) => new X509Certificate(text));
  const key = parsed('key', files.key, (text) => createPrivateKey(text));
  if (!cert.value.checkPrivateKey(key.value)) throw wrong(`${WHAT.cert[0]} and ${WHAT.key[0]} do not belong together: the key is of another certificate.`);
  return { cert: cert.text, key: key.text };
}

/**
 * Reads a certificate, and again whenever its files changed. Shape: what it is now, when that is new since it was last asked; else null.
 * Invariant: files that are half replaced, or wrong, change nothing and are told once; the former certificate stays. Errors at first: as `readCertificate`.
 */
export function followCertificate(files: CertificateFiles, log: Log): { readonly first: Certificate; renewed(): Certificate | null } {
  const mark = (): string => [files.cert, files.key].map((path) => { const stat = statSync(path, { throwIfNoEntry: false }); return `${stat?.ino} ${stat?.size} ${stat?.mtimeMs}`; }).join();
  let known = mark();
  let told = known;
  return {
    first: readCertificate(files),
    renewed() {
      const now = mark();
      if (now === known) return null;
      try {
        const certificate = readCertificate(files);
        known = now;
        return certificate;
      } catch (error) {
        if (told !== now) log.warn('mail-certificate-kept', factsOf(error));
        told = now;
        return null;
      }
    },
  };
}
