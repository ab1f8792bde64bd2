import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** One element of DER: its tag, its length, what it holds. Source: ITU-T X.690. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const size = content.length < 128 ? [content.length] : content.length < 256 ? [0x81, content.length] : [0x82, content.length >> 8, content.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const objectId = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const utcTime = (atMs: number): Buffer => der(0x17, Buffer.from(`${new Date(atMs).toISOString().replace(/\D/g, '').slice(2, 14)}Z`));

/** ECDSA with SHA-256, the common name, the other names of a subject. */
const SIGNED_BY = sequence(objectId('2a8648ce3d040302'));
const COMMON_NAME = objectId('550403');
const OTHER_NAMES = objectId('551d11');

/** A certificate for `localhost` that signs itself, for a day, with its key, both PEM. Source: RFC 5280. */
export function selfSigned(): { readonly cert: string; readonly key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from('localhost')))));
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(8)]);
  const others = sequence(sequence(OTHER_NAMES, der(0x04, sequence(der(0x82, Buffer.from('localhost'))))));
  const told = sequence(der(0xa0, der(0x02, Buffer.from([2]))), der(0x02, serial), SIGNED_BY, name, sequence(utcTime(Date.now() - 3_600_000), utcTime(Date.now() + 86_400_000)), name, publicKey.export({ type: 'spki', format: 'der' }), der(0xa3, others));
  const whole = sequence(told, SIGNED_BY, der(0x03, Buffer.from([0]), sign('sha256', told, privateKey)));
  return { cert: `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').match(/.{1,64}/g)?.join('\n')}\n-----END CERTIFICATE-----\n`, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}
