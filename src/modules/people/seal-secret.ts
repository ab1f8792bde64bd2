import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { AppError } from '../../kernel/app-error.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Keeps secrets unreadable at rest. `about` binds what is sealed to its owner: moved to somebody else's row it does not open. */
export type Seal = { seal(secret: Uint8Array, about: string): Buffer; open(sealed: Uint8Array, about: string): Buffer };

/** What is said of a second factor that does not open. */
const FACTOR_UNREADABLE = 'The second factor was set up under another secret of this installation and cannot be read. An owner can reset it.';

/** A seal (AES-256-GCM) by a key of its own, made from the installation's secret and a purpose. Shape of what is sealed: nonce, tag, text. Errors of `open`: `conflict` (in the words of `unreadable`) when it was sealed with another secret or changed. */
export function createSeal(installationSecret: string, purpose: string, unreadable: string = FACTOR_UNREADABLE): Seal {
  const key = Buffer.from(hkdfSync('sha256', installationSecret, '', purpose, 32));
  return {
    seal(secret, about) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
      const text = Buffer.concat([cipher.update(secret), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]);
    },
    open(sealed, about) {
      const [nonce, tag, text] = [sealed.subarray(0, NONCE_BYTES), sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES), sealed.subarray(NONCE_BYTES + TAG_BYTES)];
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(about)).setAuthTag(tag);
        return Buffer.concat([decipher.update(text), decipher.final()]);
      } catch (error) {
        throw new AppError('conflict', 'secret-unreadable', unreadable, error);
      }
    },
  };
}
