import { type EdgeOfCustomer, type IdentityOfCustomer, likelyRefusal, type NodeOfCustomer, type RuleChange, type RuleTrial, ruleOf } from '../contract.ts';
import { counted, countText } from '../../../web/primitives/number.ts';
import { chanceWords, likelyRefusalWords } from './likeness-words.ts';

const TYPE_NAMES: Readonly<Record<string, string>> = {
  user: 'user account', loyalty: 'loyalty number', email: 'e-mail address', 'email-sha256': 'hashed e-mail address', phone: 'phone number', order: 'order number', social: 'social account', alias: 'nickname', device: 'device', cookie: 'browser', address: 'postal address', raw: 'unreadable value',
};

/** An identifier's type as people call it. */
export function typeName(type: string): string {
  return TYPE_NAMES[type] ?? type.replaceAll('-', ' ');
}

/** Why two records were kept apart, where the rule's own name does not say it. */
const REFUSAL_WORDS: Readonly<Record<string, string>> = {
  'claimed-only': 'it was only claimed, and both are known by something verified', 'other-people': 'such a value is shared in a household, and both have others of their own', 'other-names': 'they are called otherwise or were born on another day, and such a value may be shared', 'handed-on': 'it was handed on: long unheard of, then somebody else’s',
  'of-several-people': 'several people have it, so it does not say which of them this was', 'verified-by-another': 'another person has verified it', 'human-decision': 'somebody here decided so',
};

/** A refusal in words. */
export function refusalWords(refusal: string): string {
  return REFUSAL_WORDS[refusal] ?? refusal.replaceAll('-', ' ');
}

const STRENGTH_WORDS = [[0.95, 'certain'], [0.85, 'strong'], [0.65, 'good'], [0.4, 'weak']] as const;

/** How much a join can be trusted, in a word. Units: strength 0–1. */
export function strengthWord(strength: number): string {
  return STRENGTH_WORDS.find(([least]) => strength >= least)?.[1] ?? 'very weak';
}

/** What a claim is called in a sentence: its source, in the words of its strongest identifier. */
export function claimName(node: NodeOfCustomer | undefined): string {
  if (node === undefined) return 'another claim';
  const name = node.traits['name'] ?? ([node.traits['givenName'], node.traits['familyName']].filter((part) => part !== undefined).join(' ') || undefined);
  return name === undefined ? `a record of ${node.source}` : `“${name}” of ${node.source}`;
}

/** A join, or its refusal, as one plain sentence. */
export function edgeSentence(edge: EdgeOfCustomer, nodes: ReadonlyMap<string, NodeOfCustomer>): { readonly before: string; readonly value: string | null; readonly after: string } {
  const from = claimName(nodes.get(edge.from));
  const to = claimName(nodes.get(edge.to));
  const capital = from.charAt(0).toUpperCase() + from.slice(1);
  if (edge.rule === 'likely') return { before: `${capital} and ${to} ${edge.joined ? 'are likely one person' : 'look like one person, but were kept apart'}: right ${chanceWords(edge.strength)}`, value: null, after: edge.refusal === null ? '.' : `. ${likelyRefusalWords(likelyRefusal(edge.refusal), null)}` };
  if (edge.evidence === null) return { before: `${capital} and ${to} ${edge.joined ? 'are one' : 'were kept apart'}: ${edge.rule.replaceAll('-', ' ')}`, value: null, after: edge.refusal === null ? '.' : ` (${edge.refusal}).` };
  const shared = `the same ${typeName(edge.evidence.type)} `;
  if (edge.joined) return { before: `${capital} and ${to} gave ${shared}`, value: edge.evidence.value, after: '.' };
  return { before: `${capital} and ${to} gave ${shared}`, value: edge.evidence.value, after: `, but were kept apart${edge.refusal === null ? '' : `: ${refusalWords(edge.refusal)}`}.` };
}

/** A human decision as one sentence. `meId` is the viewer, who reads “You”. */
export function decisionSentence(decision: IdentityOfCustomer['decisions'][number], meId: string): string {
  const what = decision.kind === 'together' ? 'said that two are one person' : decision.kind === 'apart' ? 'said that these are different people' : 'said that a value means nothing';
  return `${decision.by === meId ? 'You' : decision.by} ${what}: ${decision.reason}`;
}

/** What a change of the exact rules would make of customers, in a sentence or two. */
export function trialWords({ before, after, joined, parted }: Pick<RuleTrial, 'before' | 'after' | 'joined' | 'parted'>): string {
  const people = after.people === before.people ? `There would still be ${counted(after.people, 'customer')}.` : `There would be ${counted(after.people, 'customer')} instead of ${countText(before.people)}.`;
  const moved = joined === 0 && parted === 0 ? 'Nobody would be joined or parted.' : `${joined === 0 ? 'Nobody' : countText(joined)} would become part of another, ${parted === 0 ? 'nobody' : countText(parted)} would come apart.`;
  const largest = after.largest === before.largest ? '' : ` The largest would have ${counted(after.largest, 'claim')} instead of ${countText(before.largest)}.`;
  const contradicting = after.contradicting > before.contradicting ? ` ${counted(after.contradicting, 'customer')} would say two things of one person that can’t both be, instead of ${countText(before.contradicting)}.` : '';
  return `${people} ${moved}${largest}${contradicting}`;
}

/** Whom the same value of a type joins. */
export function joinsWords(type: string, joins: NonNullable<RuleChange['joins']>): string {
  const { isOnlyShown = false, passesOn = false } = ruleOf(type);
  if (joins === 'nobody') return isOnlyShown ? 'nobody, it is only shown' : 'nobody';
  return joins === 'nameless' ? 'a nameless claim to a person' : passesOn ? 'people whom nothing else tells apart' : 'people';
}

/** How a set of rules differs from what Custos starts with, in one line. */
export function ruleChangesWords(changes: readonly RuleChange[]): string {
  if (changes.length === 0) return 'as Custos starts';
  return changes.map(({ type, joins, limit, priority }) => {
    const parts = [joins === undefined ? null : `joins ${joinsWords(type, joins)}`, limit === undefined ? null : `at most ${countText(limit)} of one person`, priority === undefined ? null : `wins a conflict as ${countText(priority)}.`];
    return `${typeName(type)}: ${parts.filter((part) => part !== null).join(', ')}`;
  }).join('; ');
}
