import type { Role } from '../../../kernel/access.ts';
import { formatMinor } from '../../../kernel/money.ts';
import { granted, refused, type Outcome } from '../../../kernel/outcome.ts';
import { GIFT_KINDS, type GiftKind, type Leeway, type MandateLine } from './contract.ts';

/** Who is asked for a word: without a line of their own they may give what is right. */
const OFFICES: ReadonlySet<Role> = new Set(['owner', 'brand-office', 'service-office']);

/** What was given before without an office's word, beyond what promises owed. Units: minor units of the line's currency; in the case, and by the person within seven days. */
export type GivenBefore = { readonly inCaseMinor: bigint; readonly inWeekMinor: bigint };

const NAMES: Readonly<Record<GiftKind, string>> = { refund: 'refunds', replacement: 'replacements', voucher: 'vouchers' };
const moneyOf = (minor: bigint, currency: string): string => `${formatMinor(minor, currency)} ${currency}`;

function lineOf(lines: readonly MandateLine[], role: Role, kind: GiftKind): MandateLine | null {
  return lines.find((one) => one.role === role && one.kind === kind) ?? null;
}

function leftOf(line: MandateLine, { inCaseMinor, inWeekMinor }: GivenBefore): bigint {
  const least = [BigInt(line.perCaseMinor) - inCaseMinor, BigInt(line.perWeekMinor) - inWeekMinor].reduce((a, b) => (a < b ? a : b));
  return least < 0n ? 0n : least;
}

/**
 * Whether a role may give something without asking. `beyondMinor`: what it costs beyond what a promise owes, which nobody needs a word for.
 * Invariant: a role without a line may give nothing, but for offices, which are asked themselves. Refusals say what is left.
 */
export function mayGive(lines: readonly MandateLine[], asked: { readonly role: Role; readonly kind: GiftKind; readonly beyondMinor: bigint; readonly currency: string }, before: GivenBefore): Outcome<null, string> {
  const { role, kind, beyondMinor, currency } = asked;
  if (beyondMinor <= 0n) return granted(null);
  const line = lineOf(lines, role, kind);
  if (line === null) return OFFICES.has(role) ? granted(null) : refused(`Your role gives no ${NAMES[kind]} without asking. Ask an office for its word.`);
  if (line.currency !== currency) return refused(`Your mandate for ${NAMES[kind]} is in ${line.currency}. Ask an office for its word on ${currency}.`);
  const left = leftOf(line, before);
  if (beyondMinor <= left) return granted(null);
  return refused(`You may give ${NAMES[kind]} of ${moneyOf(BigInt(line.perCaseMinor), currency)} in a case and ${moneyOf(BigInt(line.perWeekMinor), currency)} in a week; ${moneyOf(left, currency)} ${left === 0n ? 'is' : 'are'} left. Ask an office for its word.`);
}

/** What a role may give of each kind now. Shape: kinds of which it may give nothing are missing; amounts null where nothing limits it. */
export function leewaysOf(lines: readonly MandateLine[], role: Role, before: (kind: GiftKind, currency: string) => GivenBefore): Leeway[] {
  return GIFT_KINDS.flatMap((kind): Leeway[] => {
    const line = lineOf(lines, role, kind);
    if (line === null) return OFFICES.has(role) ? [{ kind, currency: '', perCaseMinor: null, perWeekMinor: null, leftMinor: null }] : [];
    return [{ kind, currency: line.currency, perCaseMinor: line.perCaseMinor, perWeekMinor: line.perWeekMinor, leftMinor: leftOf(line, before(kind, line.currency)).toString() }];
  });
}
