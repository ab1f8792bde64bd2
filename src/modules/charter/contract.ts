import { z } from 'zod';
import { personal } from '../../kernel/personal-data.ts';
import { defineRoutes } from '../../kernel/route-contract.ts';
import { NamedRule, RuleSet } from '../customers/contract.ts';

const person = z.string().min(1).max(64);
const keyOrNone = z.string().max(48);

/** What the company aspires to for customers of one stage, persona and segment. '' is: any persona, or any segment. `owner`: id of the person who answers for it. */
export const Cell = z.strictObject({ stage: z.string().min(1).max(48), persona: keyOrNone, segment: keyOrNone, sentence: z.string().trim().max(300), owner: person.nullable() });
export type Cell = z.infer<typeof Cell>;

/** Who governs: whose signatures make the charter agreed. Ids of people. */
export const Governance = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('chief-executive'), person }), z.strictObject({ kind: z.literal('one-officer'), person }), z.strictObject({ kind: z.literal('two-offices'), brand: person, service: person }),
  z.strictObject({ kind: z.literal('owners-by-stage'), owners: z.array(z.strictObject({ stage: z.string().min(1).max(48), person })).max(40) }),
]);
export type Governance = z.infer<typeof Governance>;

/** The places where somebody must sign, by the way in which is governed. */
export function placesToSign(kind: Governance['kind'], stages: readonly { readonly key: string; readonly name: string }[]): { readonly seat: string; readonly title: string }[] {
  switch (kind) {
    case 'chief-executive': return [{ seat: 'chief-executive', title: 'Chief executive' }];
    case 'one-officer': return [{ seat: 'officer', title: 'Customer officer' }];
    case 'two-offices': return [{ seat: 'brand', title: 'Brand & marketing' }, { seat: 'service', title: 'Service' }];
    case 'owners-by-stage': return stages.map(({ key, name }) => ({ seat: `stage:${key}`, title: `Owner of ${name}` }));
    default: return kind satisfies never;
  }
}

const Named = z.object({ id: z.string(), name: z.string() });
/** A signature that the charter needs. `person` null: nobody is named yet; `signedAt` null: not signed in this version. */
export const Seat = z.object({ seat: z.string(), title: z.string(), person: Named.nullable(), signedAt: z.string().nullable() });
export type Seat = z.infer<typeof Seat>;

export const CHARTER_STATES = ['proposed', 'agreed'] as const;
export const CharterVersion = z.object({ number: z.number(), hash: z.string(), note: z.string(), by: z.string(), at: z.string(), signatures: z.number() });
export type CharterVersion = z.infer<typeof CharterVersion>;

/** The charter as it holds now. `agreed`: everybody who governs has signed this very content. `people`: who may be named, for those who may edit. */
export const Charter = z.object({
  version: CharterVersion, state: z.enum(CHARTER_STATES), rules: z.object({ version: z.number(), set: RuleSet }), cells: z.array(Cell), owners: z.array(Named),
  governance: Governance.nullable(), seats: z.array(Seat), people: z.array(Named.extend({ maySign: z.boolean() })), example: NamedRule,
});
export type Charter = z.infer<typeof Charter>;

const KindCount = z.object({
  rules: z.array(z.object({ key: z.string(), fits: z.number(), carry: z.number(), sample: z.array(z.object({ customer: z.string(), name: personal('name').nullable() })) })), none: z.number(),
  overlaps: z.array(z.object({ one: z.string(), other: z.string(), both: z.number() })),
});
/** How many customers rules fit, as of a moment; `counts` null until counted once. Counting goes on in the background while `isCounting`. */
export const Counts = z.object({
  isCounting: z.boolean(), failed: z.boolean(), asOf: z.string().nullable(), tookMs: z.number().nullable(),
  counts: z.object({ customers: z.number(), kinds: z.object({ stages: KindCount, personas: KindCount, segments: KindCount, saved: KindCount }), cells: z.array(z.object({ stage: z.string(), persona: z.string(), segment: z.string(), customers: z.number() })) }).nullable(),
});
export type Counts = z.infer<typeof Counts>;

const Given = z.object({ key: z.string(), name: z.string(), because: z.array(z.object({ fits: z.boolean(), says: z.string(), found: personal('trait').nullable() })) });
/** What one customer carries by the charter's rules, each with what decided it, and what the company aspires to for them. */
export const Standing = z.object({
  customer: z.string(), asOf: z.string(), state: z.enum(CHARTER_STATES), version: z.number(), stage: Given.nullable(), persona: Given.nullable(), segment: Given.nullable(), saved: z.array(Given),
  aspired: z.object({ sentence: z.string(), owner: z.string().nullable() }).nullable(),
});
export type Standing = z.infer<typeof Standing>;

/** One thing that differs between two versions. Null: was or is not there. */
export const Change = z.object({ what: z.string(), before: z.string().nullable(), after: z.string().nullable() });
export type Change = z.infer<typeof Change>;

const number = z.coerce.number().int().min(1);
const note = z.string().trim().max(300).default('');

export const routes = defineRoutes({
  charter: { method: 'GET', path: '/api/charter', summary: 'The charter: rules of stages, personas and segments, what is aspired to in each cell, who governs and who signed', gate: 'see-customers', response: Charter },
  counts: { method: 'GET', path: '/api/charter/counts', summary: 'How many customers each rule fits, where rules overlap, and some of the people; counted in the background', gate: 'see-customers', response: Counts },
  draftCounts: { method: 'POST', path: '/api/charter/counts', summary: 'The same for rules that are not saved yet; ask again while `isCounting`', gate: 'edit-charter', body: z.object({ rules: RuleSet }), response: Counts },
  versions: { method: 'GET', path: '/api/charter/versions', summary: 'Versions of the charter, newest first', gate: 'see-customers', response: z.object({ versions: z.array(CharterVersion) }) },
  compare: { method: 'GET', path: '/api/charter/compare', summary: 'What differs between two versions', gate: 'see-customers', query: z.object({ from: number.default(1), to: number.default(1) }), response: z.object({ changes: z.array(Change) }) },
  saveRules: { method: 'PUT', path: '/api/charter/rules', summary: 'Save the rules as a new version; they hold at once, as a proposal until signed', gate: 'edit-charter', body: z.object({ rules: RuleSet, basedOn: z.number().int().min(0), note }), response: z.object({ version: z.number() }), audit: 'charter.rules-saved' },
  saveCells: { method: 'PUT', path: '/api/charter/cells', summary: 'Save what is aspired to, as a new version', gate: 'edit-charter', body: z.object({ cells: z.array(Cell).max(5_000), basedOn: number, note }), response: z.object({ version: z.number() }), audit: 'charter.cells-saved' },
  govern: { method: 'PUT', path: '/api/charter/governance', summary: 'Say who governs: whose signatures make the charter agreed', gate: 'govern-charter', body: Governance, response: z.object({ kind: z.string() }), audit: 'charter.governance-set' },
  sign: { method: 'POST', path: '/api/charter/signatures', summary: 'Sign this content of the charter, in every seat that is yours', gate: 'sign-charter', body: z.object({ hash: z.string().length(64) }), response: z.object({ state: z.enum(CHARTER_STATES), seats: z.array(z.string()) }), audit: 'charter.signed' },
  standing: { method: 'GET', path: '/api/customers/:id/charter', summary: 'Stage, persona and value segment of a customer, with the rules that gave them', gate: 'see-customers', params: z.object({ id: z.string() }), response: Standing, audit: 'customer.charter-seen' },
});
