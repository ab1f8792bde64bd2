import { randomBytes } from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Random letters and digits, each as likely as any other. Cost: 5.2 bits of surprise a character. */
export function randomWord(length: number): string {
  let word = '';
  while (word.length < length) {
    // Bytes from 252 up would make the first letters likelier: 252 is the last multiple of 36.
    for (const byte of randomBytes(length)) if (byte < 252 && word.length < length) word += LETTERS[byte % 36];
  }
  return word;
}

/** A public id of a person or key that tells nothing about them. */
export function mintId(kind: 'per' | 'key'): string {
  return `${kind}_${randomWord(14)}`;
}
