/** Values that stand for "nothing known" in forms, exports and broken scripts. Compared lower-case and without quotes around them. */
const PLACEHOLDERS: ReadonlySet<string> = new Set([
  'null', 'undefined', 'none', 'nil', 'nan', 'n/a', 'na', 'n.a.', '-', '--', '?', '.', 'unknown', 'onbekend', 'unbekannt', 'inconnu', 'anonymous', 'anonym', 'anon', 'guest', 'gast', 'visitor', 'user', 'customer',
  'test', 'tester', 'testing', 'demo', 'example', 'default', 'dummy', 'sample', 'xxx', 'asdf', 'qwerty', 'true', 'false', 'id', 'email', 'e-mail', 'phone', 'distinct_id', 'distinctid', 'user_id', 'userid',
  'anonymous_id', 'anonymousid', 'device_id', 'not_authenticated', 'unauthenticated', 'not-set', '(not set)', '(none)', 'notset', 'empty', 'blank', 'error', 'object', '[object object]', '{}', '[]', '-1', 'infinity',
]);

/** Mail addresses that many people type when they don't want to give one. */
const PLACEHOLDER_MAILS: ReadonlySet<string> = new Set([
  'test@test.com', 'test@test.nl', 'test@test.de', 'test@example.com', 'test@gmail.com', 'example@example.com', 'user@example.com', 'email@example.com', 'you@example.com', 'name@example.com', 'email@email.com',
  'mail@mail.com', 'a@a.com', 'a@b.com', 'a@b.c', 'aa@aa.com', 'x@x.com', 'xx@xx.com', 'abc@abc.com', 'asdf@asdf.com', 'none@none.com', 'no@no.com', 'na@na.com', 'null@null.com', 'guest@guest.com', 'unknown@unknown.com',
]);
const PLACEHOLDER_MAIL_NAMES: ReadonlySet<string> = new Set(['null', 'undefined', 'none', 'noemail', 'no-email', 'no.email', 'nomail', 'no-mail', 'anonymous', 'unknown', 'geenmail', 'keinemail', 'notprovided', 'not-provided']);

/** SHA-256 of the empty text and of `null`, `undefined` and `test@test.com`: what a script hashes when it has nothing. */
const PLACEHOLDER_HASHES: ReadonlySet<string> = new Set([
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', '74234e98afe7498fb5daf1f36ac2d78acc339464f950703b8c019892f982b90b', 'eb045d78d273107348b0300c01d29b7552d622abbc6faf81b3ec55359aa9950c',
  'f660ab912ec121d1b1e928a0bb4bc61b15f5ad44d5efdc4e1c92a25e99b8e44a',
]);

/**
 * Whether a value says nothing about who somebody is, whatever its type: `null`, `[object Object]`, `00000000-0000-…`, `test@test.com`, `1111111111`.
 * Invariant: quotes and case make no difference.
 */
export function isPlaceholder(type: string, value: string): boolean {
  const bare = value.trim().replace(/^(["'`])(.*)\1$/s, '$2').trim().toLowerCase();
  if (bare === '' || PLACEHOLDERS.has(bare) || /^[0-]*$/.test(bare)) return true;
  if (type === 'email') return PLACEHOLDER_MAILS.has(bare) || PLACEHOLDER_MAIL_NAMES.has(bare.slice(0, Math.max(0, bare.lastIndexOf('@'))));
  if (type === 'email-sha256') return PLACEHOLDER_HASHES.has(bare);
  if (type === 'phone') return isPlaceholderPhone(bare.replace(/\D/g, ''));
  // Order 222222 is a real order of a real shop; eight equal digits are not.
  return /^(\d)\1{7,}$/.test(bare) || /^([^\d])\1{3,}$/.test(bare);
}

function isPlaceholderPhone(digits: string): boolean {
  return digits.length < 5 || /(\d)\1{6,}$/.test(digits) || '01234567890123456789'.includes(digits) || digits.endsWith('123456789');
}
