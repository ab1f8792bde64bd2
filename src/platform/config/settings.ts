import { parseArgs } from 'node:util';
import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { isZone } from '../../kernel/instant.ts';
import { parseProxies } from '../http/caller.ts';

const optional = z.string().min(1).nullable().default(null);

const isUrl = (text: string, schemes: readonly string[]): boolean => URL.canParse(text) && schemes.includes(new URL(text).protocol);
const begins = (schemes: readonly string[]): string => `begins with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`;
const urlOf = (...schemes: readonly string[]): z.ZodType<string | null, string | null | undefined> => optional.refine((url) => url === null || isUrl(url, schemes), `must be an address that ${begins(schemes)}`);
/** Where secrets go: over TLS, or to this machine. */
const isSafeUrl = (text: string): boolean => isUrl(text, ['https:']) || (isUrl(text, ['http:']) && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(text).hostname));
/** One address, or several of a cluster with commas between them. */
const urlsOf = (...schemes: readonly string[]): z.ZodType<string | null, string | null | undefined> =>
  optional.refine((urls) => urls === null || urls.split(',').every((url) => isUrl(url.trim(), schemes)), `must be an address that ${begins(schemes)}, or the addresses of a cluster with commas between them`);

/**
 * Every setting of Custos, by the name it has in the environment. The flag is the same in kebab-case without CUSTOS_: `--port`, `--data`, `--owner-email`.
 * Shape: null means not set. CUSTOS_ZONE is the company's time zone, in which days and months of reports are counted; CUSTOS_COUNTRY its country, of which telephone numbers without one are. CUSTOS_EMBEDDINGS is the sentence embedder, `use-lite` or a folder with an ONNX model; what it needs is installed by itself (platform/models).
 * CUSTOS_LANGUAGE_MODEL_URL is the base of an address that speaks as chat completions do (`http://localhost:11434/v1`), _NAME the model there, _KEY its key, _TOKENS what may be spent there a day. Without the address no text ever leaves.
 * CUSTOS_MAIL_LISTEN is where mail is heard by SMTP, `127.0.0.1:2525` (docs/mail.md); without it, nowhere. _TLS_CERT and _TLS_KEY are files with a certificate and its key, in PEM, by which it is heard over TLS.
 * CUSTOS_TRUSTED_PROXIES are the reverse proxies in front of Custos: of them alone it believes on whose behalf they ask (docs/reverse-proxy.md).
 * CUSTOS_ADDRESS is the address under which people open Custos. CUSTOS_OIDC_ISSUER is the company's directory for single sign-on, with the client that it knows Custos as; _NAME stands on the button, _ROLES lets people of a group in (docs/sign-on.md), _EMAILS `all` takes addresses of which the directory does not say whether they are verified, _PASSWORDS `owners` leaves passwords to owners.
 */
export const Settings = z.object({
  PORT: z.coerce.number('must be a number').int('must be a whole number').min(0, 'must be 0 to 65535').max(65_535, 'must be 0 to 65535').default(4700),
  HOST: z.string().min(1, 'must not be empty').default('127.0.0.1'),
  CUSTOS_DATA: z.string().min(1, 'must name a folder').default('./data'),
  DATABASE_URL: urlOf('postgres:', 'postgresql:'),
  CLICKHOUSE_URL: urlsOf('http:', 'https:'),
  CLICKHOUSE_CLUSTER: optional,
  CLICKHOUSE_REPLICATED: z.enum(['yes', 'no'], 'must be yes or no').default('no'),
  CUSTOS_OWNER_EMAIL: optional.refine((email) => email === null || /^[^\s@]+@[^\s@]+$/.test(email), 'must be an e-mail address'),
  CUSTOS_OWNER_PASSWORD: optional.refine((password) => password === null || password.length >= 10, 'must have at least 10 characters'),
  CUSTOS_COMPANY: optional,
  CUSTOS_ZONE: z.string().refine(isZone, 'must be a time zone such as Europe/Oslo').default('UTC'),
  CUSTOS_COUNTRY: optional.refine((country) => country === null || /^[A-Z]{2}$/.test(country), 'must be two capital letters such as NL (ISO 3166)'),
  CUSTOS_EMBEDDINGS: optional.refine((embedder) => embedder === null || embedder === 'use-lite' || /[/\\]/.test(embedder), 'must be use-lite, or the path of a folder with an ONNX model, such as ./models/minilm'),
  CUSTOS_LANGUAGE_MODEL_URL: urlOf('http:', 'https:'),
  CUSTOS_LANGUAGE_MODEL_NAME: optional,
  CUSTOS_LANGUAGE_MODEL_KEY: optional,
  CUSTOS_LANGUAGE_MODEL_TOKENS: z.coerce.number('must be a number').int('must be a whole number').min(0, 'must be 0 or more').max(1_000_000_000, 'must be at most 1000000000').default(100_000),
  CUSTOS_MAIL_LISTEN: optional.refine((place) => place === null || /^(?:(?:\[[0-9a-f:]+\]|[a-z0-9.-]+):)?(?:0|[1-9]\d{0,4})$/i.test(place), 'must be an address of this machine with a port, such as 127.0.0.1:2525'),
  CUSTOS_MAIL_TLS_CERT: optional,
  CUSTOS_MAIL_TLS_KEY: optional,
  CUSTOS_TRUSTED_PROXIES: optional.refine((proxies) => proxies === null || parseProxies(proxies) !== null, 'must be addresses or ranges of your proxies with commas between them, such as 10.0.0.5, 10.1.0.0/16 or loopback (for proxies on this machine)'),
  CUSTOS_ADDRESS: urlOf('http:', 'https:'),
  CUSTOS_OIDC_ISSUER: optional.refine((url) => url === null || isSafeUrl(url), 'must be an address that begins with https:// (http:// on this machine alone)'),
  CUSTOS_OIDC_CLIENT_ID: optional,
  CUSTOS_OIDC_CLIENT_SECRET: optional,
  CUSTOS_OIDC_NAME: z.string().min(1, 'must not be empty').max(40, 'must have at most 40 characters').default('your company account'),
  CUSTOS_OIDC_ROLES: optional,
  CUSTOS_OIDC_EMAILS: z.enum(['verified', 'all'], 'must be verified or all').default('verified'),
  CUSTOS_OIDC_PASSWORDS: z.enum(['everybody', 'owners'], 'must be everybody or owners').default('everybody'),
  CUSTOS_LOG: z.enum(['error', 'warn', 'info'], 'must be error, warn or info').default('info'),
}).superRefine((settings, check) => {
  const together = (name: string, needed: string): void => { check.addIssue({ code: 'custom', path: [name], message: `needs ${needed} as well` }); };
  if (settings.CLICKHOUSE_CLUSTER !== null && settings.CLICKHOUSE_URL === null) together('CLICKHOUSE_CLUSTER', 'CLICKHOUSE_URL');
  if (settings.CLICKHOUSE_REPLICATED === 'yes' && settings.CLICKHOUSE_CLUSTER === null) together('CLICKHOUSE_REPLICATED', 'CLICKHOUSE_CLUSTER');
  if (settings.CUSTOS_LANGUAGE_MODEL_URL !== null && settings.CUSTOS_LANGUAGE_MODEL_NAME === null) together('CUSTOS_LANGUAGE_MODEL_URL', 'CUSTOS_LANGUAGE_MODEL_NAME');
  for (const name of ['CUSTOS_LANGUAGE_MODEL_NAME', 'CUSTOS_LANGUAGE_MODEL_KEY'] as const) if (settings[name] !== null && settings.CUSTOS_LANGUAGE_MODEL_URL === null) together(name, 'CUSTOS_LANGUAGE_MODEL_URL');
  for (const name of ['CUSTOS_OIDC_CLIENT_ID', 'CUSTOS_OIDC_CLIENT_SECRET', 'CUSTOS_ADDRESS'] as const) if (settings.CUSTOS_OIDC_ISSUER !== null && settings[name] === null) together('CUSTOS_OIDC_ISSUER', name);
  for (const name of ['CUSTOS_OIDC_CLIENT_ID', 'CUSTOS_OIDC_CLIENT_SECRET', 'CUSTOS_OIDC_ROLES'] as const) if (settings[name] !== null && settings.CUSTOS_OIDC_ISSUER === null) together(name, 'CUSTOS_OIDC_ISSUER');
  for (const [name, needed] of [['CUSTOS_MAIL_TLS_CERT', 'CUSTOS_MAIL_TLS_KEY'], ['CUSTOS_MAIL_TLS_KEY', 'CUSTOS_MAIL_TLS_CERT'], ['CUSTOS_MAIL_TLS_CERT', 'CUSTOS_MAIL_LISTEN']] as const) if (settings[name] !== null && settings[needed] === null) together(name, needed);
  if (settings.CUSTOS_OIDC_PASSWORDS === 'owners' && settings.CUSTOS_OIDC_ISSUER === null) together('CUSTOS_OIDC_PASSWORDS', 'CUSTOS_OIDC_ISSUER');
  if (settings.CUSTOS_OWNER_EMAIL !== null && settings.CUSTOS_OWNER_PASSWORD === null) together('CUSTOS_OWNER_EMAIL', 'CUSTOS_OWNER_PASSWORD');
  if (settings.CUSTOS_OWNER_PASSWORD !== null && settings.CUSTOS_OWNER_EMAIL === null) together('CUSTOS_OWNER_PASSWORD', 'CUSTOS_OWNER_EMAIL');
});
export type Settings = z.infer<typeof Settings>;

/** The name of every setting, in the order in which help lists them. */
export const SETTING_NAMES = Object.keys(Settings.shape) as (keyof Settings)[];

/** The flag of a setting: `CUSTOS_OWNER_EMAIL` is `owner-email`. */
export function flagOf(setting: string): string {
  return setting.replace(/^CUSTOS_/, '').toLowerCase().replaceAll('_', '-');
}

const OPTIONS = Object.fromEntries(SETTING_NAMES.map((name) => [flagOf(name), { type: 'string' as const }]));

/**
 * The settings of this run: flags before environment before defaults. An empty variable is as good as none.
 * Errors: `invalid` naming the setting, both ways to set it, and what it must be; its value is not repeated (it may be a password).
 */
export function readSettings(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Settings {
  const flags = readFlags(argv);
  const given = Object.fromEntries(SETTING_NAMES.flatMap((name) => {
    const value = flags[flagOf(name)] ?? (env[name] === '' ? undefined : env[name]);
    return value === undefined ? [] : [[name, value]];
  }));
  const settings = Settings.safeParse(given);
  if (settings.success) return settings.data;
  const issue = settings.error.issues[0];
  const name = String(issue?.path[0] ?? '');
  throw new AppError('invalid', 'setting-wrong', `The setting ${name} (--${flagOf(name)}) ${issue?.message ?? 'is wrong'}.`);
}

function readFlags(argv: readonly string[]): Readonly<Record<string, string | undefined>> {
  const known = Object.keys(OPTIONS).map((flag) => `--${flag}`).join(' ');
  let tokens: ReturnType<typeof parseArgs>['values'];
  try {
    tokens = parseArgs({ args: [...argv], options: OPTIONS, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    const flag = argv.find((word) => word.startsWith('-') && !(word.split('=')[0]?.slice(2) ?? '' in OPTIONS));
    const what = code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' ? 'A flag has no value.' : `There is no setting ${flag?.split('=')[0] ?? argv[0] ?? ''}.`;
    throw new AppError('invalid', 'setting-unknown', `${what} Settings are: ${known}.`, error);
  }
  return Object.fromEntries(Object.entries(tokens).map(([flag, value]) => [flag, typeof value === 'string' ? value : undefined]));
}
