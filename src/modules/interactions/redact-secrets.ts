/** What stands where a secret or a card number was. */
export const CARD_MARK = '[card number removed]';
export const SECRET_MARK = '[secret removed]';

/** Ranges of card issuers by leading digits and length. Source: ISO/IEC 7812 as published by the networks; 2026. */
const ISSUERS: readonly { readonly start: RegExp; readonly lengths: readonly number[] }[] = [
  { start: /^4/, lengths: [13, 16, 19] },
  { start: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { start: /^3[47]/, lengths: [15] },
  { start: /^(6011|65|64[4-9]|622)/, lengths: [16, 17, 18, 19] },
  { start: /^3(0[0-5]|6|8|9)/, lengths: [14, 16] },
  { start: /^35(2[89]|[3-8])/, lengths: [16, 17, 18, 19] },
  { start: /^(5018|5020|5038|6304|6759|676[1-3])/, lengths: [16, 18, 19] },
];

/** The check of ISO/IEC 7812-1 annex B (Luhn). */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    let digit = digits.charCodeAt(digits.length - 1 - place) - 48;
    if (place % 2 === 1) {
      digit *= 2;
      if (digit > 9) digit -= 9;
    }
    sum += digit;
  }
  return sum % 10 === 0;
}

/** Whether these digits are a payment card number: issuer range, length and Luhn together. */
export function isCardNumber(digits: string): boolean {
  return digits.length >= 13 && digits.length <= 19 && passesLuhn(digits) && !/^(\d)\1+$/.test(digits) && ISSUERS.some((issuer) => issuer.lengths.includes(digits.length) && issuer.start.test(digits));
}

const NUMBER_RUN = /(?<![\d.,])\d(?:[ \-‐-―.]?\d){12,18}(?![\d])/g;
/** Secrets that have a format of their own, so that finding one is not a guess. */
const SECRETS = new RegExp([
  '\\b(?:sk|rk|pk)_(?:live|test)_[0-9A-Za-z]{10,}', '\\bAKIA[0-9A-Z]{16}\\b', '\\bgh[pousr]_[0-9A-Za-z]{30,}', '\\bgithub_pat_[0-9A-Za-z_]{30,}', '\\bxox[abposr]-[0-9A-Za-z-]{10,}',
  '\\bAIza[0-9A-Za-z_-]{35}', '\\bglpat-[0-9A-Za-z_-]{20,}', '\\bSG\\.[0-9A-Za-z_-]{16,}\\.[0-9A-Za-z_-]{16,}', '\\bshp(?:at|ss|ca|pa)_[0-9a-fA-F]{32}', '\\bnpm_[0-9A-Za-z]{36}',
  '-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)',
].join('|'), 'g');

/** What may be a signed token, its end where it is one: what begins like one is passed once whether it is or not, as every part of it could be taken for another beginning. */
const MAYBE_TOKEN = /\beyJ[\w-]{8,}(\.eyJ[\w-]{8,}\.[\w-]{8,})?/g;

const SECRET_HINT = /_(?:live|test)_|AKIA|gh[pousr]_|github_pat_|xox[abposr]-|AIza|glpat-|SG\.|shp(?:at|ss|ca|pa)_|npm_|eyJ|PRIVATE KEY/;
const DIGITS_HINT = /\d(?:[ \-‐-―.]?\d){12}/;

/** Whether a text could hold anything to redact; cheap enough to ask of every request. */
export function maySecret(text: string): boolean {
  return DIGITS_HINT.test(text) || SECRET_HINT.test(text);
}

/** The same of an item's checked JSON text, whose own times (`…Ms":1767225600000`) have thirteen digits too. */
const DIGITS_IN_CHECKED = /(?<!Ms":)\d(?:[ \-‐-―.]?\d){12}/;

/** Whether the JSON text of a checked item could hold anything to redact. Cost: this is asked of every item, and cleaning one costs as much as accepting it. */
export function checkedMayHoldSecret(body: string): boolean {
  return DIGITS_IN_CHECKED.test(body) || SECRET_HINT.test(body);
}

function withoutSecrets(text: string): string {
  return text.replace(MAYBE_TOKEN, (found, end: string | undefined) => (end === undefined ? found : SECRET_MARK)).replace(SECRETS, SECRET_MARK);
}

/** A text without card numbers and secrets. `keep`: order and loyalty numbers of the same interaction, which often pass Luhn too. */
export function redactText(text: string, keep: ReadonlySet<string>): string {
  if (!maySecret(text)) return text;
  const withoutCards = text.replace(NUMBER_RUN, (run) => {
    const digits = run.replace(/\D/g, '');
    return isCardNumber(digits) && !keep.has(digits) ? CARD_MARK : run;
  });
  return withoutSecrets(withoutCards);
}

const CARD_FIELD = /^(?:card[_-]?(?:number|no)|cardnumber|pan|cc[_-]?(?:number|no)?|credit[_-]?card.*|payment[_-]?card.*)$/i;
const SECRET_FIELD = /^(?:password|passwd|passwort|pin|cvv2?|cvc2?|secret|api[_-]?key|access[_-]?token|refresh[_-]?token|client[_-]?secret)$/i;
/** Fields whose numbers name orders, people or things. */
const NUMBER_FIELDS: ReadonlySet<string> = new Set(['identifiers', 'subjects', 'order']);

/** Whether an identifier type is a payment card, which Custos never takes as an identifier. */
export function isCardField(name: string): boolean {
  return CARD_FIELD.test(name);
}

function redactDeep(value: unknown, keep: ReadonlySet<string>, field: string): unknown {
  if (typeof value === 'string') {
    if (SECRET_FIELD.test(field) && value !== '') return SECRET_MARK;
    if (CARD_FIELD.test(field) && /\d{4}/.test(value)) return CARD_MARK;
    return redactText(value, keep);
  }
  if (typeof value === 'number') {
    if (CARD_FIELD.test(field) || (Number.isSafeInteger(value) && !keep.has(String(value)) && isCardNumber(String(value)))) return CARD_MARK;
    return SECRET_FIELD.test(field) ? SECRET_MARK : value;
  }
  if (Array.isArray(value)) return value.map((one) => redactDeep(one, keep, field));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [redactText(name, keep), redactDeep(inner, keep, name)]));
  }
  return value;
}

function numbersOf(item: Readonly<Record<string, unknown>>): Set<string> {
  const found = new Set<string>();
  const collect = (value: unknown, field: string): void => {
    if (Array.isArray(value)) value.forEach((one) => collect(one, field));
    else if (typeof value === 'object' && value !== null) {
      const type = 'type' in value && typeof value.type === 'string' ? value.type : '';
      for (const [name, inner] of Object.entries(value)) if (!isCardField(type)) collect(inner, name);
    } else if ((field === 'value' || field === 'id') && (typeof value === 'string' || typeof value === 'number')) {
      const digits = String(value).replace(/\D/g, '');
      if (digits.length >= 13) found.add(digits);
    }
  };
  for (const field of NUMBER_FIELDS) collect(item[field], field);
  return found;
}

/**
 * An interaction as it may be stored: card numbers and secrets removed wherever they stand, before anything reaches a disk.
 * Invariant: identifiers, subjects and order numbers stay (they are refused elsewhere when their field is a payment card).
 */
export function redactItem(item: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const keep = numbersOf(item);
  return Object.fromEntries(Object.entries(item).map(([name, value]) => {
    if (name === 'id' || name === 'occurredAt' || name === 'sentAt') return [name, typeof value === 'string' ? withoutSecrets(value) : value];
    return [name, NUMBER_FIELDS.has(name) ? redactNamed(value, keep) : redactDeep(value, keep, name)];
  }));
}

function redactNamed(value: unknown, keep: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((one) => redactNamed(one, keep));
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? value.replace(SECRETS, SECRET_MARK) : value;
  const type = 'type' in value && typeof value.type === 'string' ? value.type : '';
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => {
    if ((name === 'value' || name === 'id') && isCardField(type)) return [name, CARD_MARK];
    return [name, name === 'value' || name === 'id' || Array.isArray(inner) ? redactNamed(inner, keep) : redactDeep(inner, keep, name)];
  }));
}
