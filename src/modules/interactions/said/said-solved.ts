import type { Direction } from '../contract.ts';
import type { SolvedWord } from './contract.ts';

/** What of an interaction must be known to tell whether a customer says in it that something was solved. Shape: `properties` as they came; `answers` among them. */
type Answering = {
  readonly direction: Direction; readonly rating: { readonly value: number; readonly min: number; readonly max: number; readonly scale: string; readonly question: string; readonly higherIsBetter?: boolean | undefined } | null;
  readonly subjects: readonly { readonly type: string; readonly id: string }[]; readonly properties: Readonly<Record<string, unknown>>;
};

/** Scales that say by their name what they ask; their upper end is a yes. */
const SCALES: ReadonlySet<string> = new Set(['solved', 'resolved', 'fcr', 'first-contact-resolution', 'first_contact_resolution']);
const YES = /^(?:true|yes|y|ja|oui|sí|si|sim|sì)$/iu;
/** What is solved in part is not solved. */
const NO = /^(?:false|no|n|not[- ]yet|partly|partially|nein|noch[- ]nicht|teilweise|non|en[- ]partie|partiellement|parcialmente|não|em[- ]parte|in[- ]parte|nee|deels|gedeeltelijk)$/iu;
/** Words for being solved in seven languages. */
const SOLVED = /(?<!\p{L})(?:solved?|resolved?|sort(?:ed)? out|fix(?:ed)?|gelöst|lösen|erledigt|geklärt|klären|behoben|résolu\p{L}*|résoudre|réglé\p{L}*|resuelt\p{L}|resolver|solucionad\p{L}|solucionar|resolvid\p{L}|risolt\p{L}|risolvere|opgelost|oplossen|verholpen)(?!\p{L})/iu;
/** What makes a yes mean something else: whether it is still open, or how it was to have it solved. */
const OTHERWISE = /(?<!\p{L})(?:not|still|again|unsolved|unresolved|how|easy|easily|eas\p{L}+|satisfied|happy|quick\p{L}*|fast|nicht|noch|ungelöst|unerledigt|erneut|wie|leicht|einfach|zufrieden|schnell|pas|encore|facile\p{L}*|satisfait\p{L}*|vite|aún|todavía|fácil\p{L}*|satisfech\p{L}|rápid\p{L}*|não|ainda|satisfeit\p{L}|ancora|facil\p{L}*|soddisfatt\p{L}|niet|nog|makkelijk|tevreden|snel)(?!\p{L})/iu;

const asks = (question: unknown): boolean => typeof question === 'string' && SOLVED.test(question) && !OTHERWISE.test(question);

function rated(rating: unknown, question: unknown): boolean | null {
  if (typeof rating !== 'object' || rating === null) return null;
  const { value, min, max, scale, question: own, higherIsBetter } = rating as Record<string, unknown>;
  if (typeof value !== 'number' || typeof min !== 'number' || typeof max !== 'number' || max <= min || higherIsBetter === false) return null;
  if (typeof scale === 'string' && SCALES.has(scale.toLowerCase())) return value === max;
  // On a scale of two ends alone a number is a yes or a no.
  return max - min === 1 && asks(typeof own === 'string' && own !== '' ? own : question) ? value === max : null;
}

function chosen(value: unknown, question: unknown): boolean | null {
  const word = typeof value === 'string' ? value.trim() : typeof value === 'boolean' ? String(value) : '';
  return word === '' || !asks(question) ? null : YES.test(word) ? true : NO.test(word) ? false : null;
}

/** What a customer answers to the question whether it was solved, and what the survey says that it is about. Shape: null where nobody asked it, or the answer is none that is known; of several the first. */
export function saidSolved({ direction, rating, subjects, properties }: Answering): SolvedWord | null {
  if (direction !== 'in' && direction !== 'public') return null;
  const listed: readonly unknown[] = Array.isArray(properties['answers']) ? properties['answers'] : [];
  const answers = listed.flatMap((one) => (typeof one === 'object' && one !== null ? [one as Record<string, unknown>] : []));
  const isSolved = [rated(rating, null), ...answers.map((one) => rated(one['rating'], one['question']) ?? chosen(one['value'], one['question']))].find((said) => said !== null);
  if (isSolved === undefined || isSolved === null) return null;
  const idsOf = (...types: readonly string[]): string[] => [...new Set(subjects.flatMap(({ type, id }) => (types.includes(type) ? id : [])))];
  return { isSolved, contacts: idsOf('contact', 'interaction'), cases: idsOf('case'), issues: idsOf('issue'), tickets: idsOf('ticket'), orders: idsOf('order'), staff: idsOf('agent') };
}
