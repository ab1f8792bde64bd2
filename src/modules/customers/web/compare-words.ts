import { capital } from '../../../kernel/capital.ts';
import type { Comparison, Customer } from '../contract.ts';

type Reason = Comparison['reasons'][number];

/** A reason as one plain sentence, with the value apart: it may be hidden for the viewer. */
export type ReasonSentence = { readonly before: string; readonly value: string | null; readonly after: string };

const VERIFIED = { both: 'verified on both sides', one: 'verified on one side', none: 'claimed on both sides' } as const;
const SAYS_NOTHING: Readonly<Record<string, string>> = {
  blocked: 'somebody here said that it tells nothing', generic: 'too many people have it', device: 'people share devices; it never joins two of them', 'ruled-out': 'by your rules it joins nobody', 'only-shown': 'a household shares it; it is shown and joins nobody', desk: 'it is the address of a desk, not of a person',
};

/** How identity calls types, strengths and refusals. */
export type IdentityWords = { typeName(type: string): string; strengthWord(strength: number): string; refusalWords(refusal: string): string };

/** What speaks for or against two customers being one person, in words. */
export function reasonSentence({ weighs, because, type, value, verified, strength, limit }: Reason, words: IdentityWords): ReasonSentence {
  const kind = type === null ? 'value' : words.typeName(type);
  if (because === 'limit') return { before: `Together they would have more than ${limit === 1 ? `one ${kind}` : `${limit ?? ''} ${kind}s`}, and nobody has that many.`, value: null, after: '' };
  if (weighs === 'for') return { before: `Both gave the ${kind} `, value, after: `, ${verified === null ? '' : VERIFIED[verified]}${strength === null ? '' : `; ${words.strengthWord(strength)}`}.` };
  if (weighs === 'nothing') return { before: `Both gave the ${kind} `, value, after: `, which says nothing: ${SAYS_NOTHING[because] ?? because.replaceAll('-', ' ')}.` };
  return { before: value === null ? 'They were kept apart' : `${capital(kind)} `, value, after: `${value === null ? '' : ' did not join them'}: ${words.refusalWords(because)}.` };
}

/** One line of the comparison. `same`: both say it alike; null where only one says anything. */
export type ComparedLine = { readonly key: string; readonly left: readonly string[]; readonly right: readonly string[]; readonly same: boolean | null };

function lineOf(key: string, left: readonly string[], right: readonly string[]): ComparedLine {
  const other = new Set(right.map((value) => value.toLocaleLowerCase()));
  const same = left.length === 0 || right.length === 0 ? null : left.some((value) => other.has(value.toLocaleLowerCase()));
  // Every order has a number of its own: that two people's differ says nothing.
  return { key, left, right, same: same === false && key === 'order' ? null : same };
}

const HIDDEN = '•';
const TYPES_FIRST: readonly string[] = ['user', 'loyalty', 'email', 'email-sha256', 'phone', 'social', 'address', 'order'];

/** Traits of both, by name. Shape: those of which both say something first. */
export function traitLines(left: Customer, right: Customer): ComparedLine[] {
  const valuesOf = (customer: Customer, name: string): string[] => customer.traits.filter((trait) => trait.name === name).map(({ value }) => value);
  const names = [...new Set([...left.traits, ...right.traits].map(({ name }) => name))];
  return bothFirst(names.sort((a, b) => a.localeCompare(b)).map((name) => lineOf(name, valuesOf(left, name), valuesOf(right, name))));
}

/** Identifiers of both, by type; devices and browsers are left out, they are many and tell nobody apart. */
export function identifierLines(left: Customer, right: Customer): ComparedLine[] {
  const valuesOf = (customer: Customer, type: string): string[] => customer.identifiers.filter((one) => one.type === type).map(({ value }) => value);
  const types = [...new Set([...left.identifiers, ...right.identifiers].map(({ type }) => type))].filter((type) => type !== 'device' && type !== 'cookie');
  const rank = (type: string): number => (TYPES_FIRST.includes(type) ? TYPES_FIRST.indexOf(type) : TYPES_FIRST.length);
  return bothFirst(types.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b)).map((type) => lineOf(type, valuesOf(left, type), valuesOf(right, type))));
}

function bothFirst(lines: readonly ComparedLine[]): ComparedLine[] {
  return [...lines.filter(({ same }) => same !== null), ...lines.filter(({ same }) => same === null)];
}

/** Whether two values may be told apart at all: what is hidden from the viewer looks alike without being it. */
export function isHidden({ left, right }: Pick<ComparedLine, 'left' | 'right'>): boolean {
  return [...left, ...right].some((value) => value.includes(HIDDEN));
}
