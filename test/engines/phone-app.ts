import { codeOfStep, stepAt } from '../../src/modules/people/totp.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What an authenticator app keeps, of the letters that were typed into it; spaces between them are as nothing. */
export function bytesOfLetters(letters: string): Buffer {
  const bits = [...letters.replace(/\s/g, '')].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** The code that an authenticator app shows. Units: `atMs` ms since 1970; `steps` of 30 s that its clock is before or behind. */
export function codeOnPhone(letters: string, atMs: number, steps = 0): string {
  return codeOfStep(bytesOfLetters(letters), stepAt(atMs) + steps);
}
