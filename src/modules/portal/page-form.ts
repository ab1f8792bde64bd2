import { z } from 'zod';
import { ACT_KINDS, ANSWER_CHANNELS, OWN_TRAITS, PORTAL_LIMITS, type ActKind } from './contract.ts';

/** A form of a customer's page, read. `once` names this form for ever. `case` null: none named. */
export type PageForm = {
  readonly act: ActKind; readonly once: string; readonly case: string | null; readonly text: string; readonly channel: string | null; readonly yes: readonly string[]; readonly was: readonly string[]; readonly isNone: boolean; readonly isSure: boolean;
  readonly escalation: number | null; readonly isSettled: boolean; readonly traits: Readonly<Record<string, string>>; readonly traitsWere: Readonly<Record<string, string>>;
};

const text = (most: number) => z.string().transform((value) => value.replace(/\r\n/g, '\n').replaceAll('\0', '').toWellFormed().trim()).pipe(z.string().max(most));
const Fields = z.object({
  act: z.enum(ACT_KINDS), once: z.uuid(), case: z.string().max(20).transform((value) => (value === '' ? null : value)).nullable(), text: text(PORTAL_LIMITS.text), channel: z.enum(ANSWER_CHANNELS).nullable(),
  escalation: z.string().regex(/^\d{1,15}$/).transform(Number).nullable(),
});
const Trait = text(PORTAL_LIMITS.trait);

/** Reads a form. Shape: null for one that no page of ours sent. */
export function readPageForm(fields: URLSearchParams): PageForm | null {
  const read = Fields.safeParse({ act: fields.get('act'), once: fields.get('once'), case: fields.get('case'), text: fields.get('text') ?? '', channel: fields.get('channel'), escalation: fields.get('escalation') });
  const traits = OWN_TRAITS.map((name) => [name, Trait.safeParse(fields.get(`trait-${name}`) ?? ''), Trait.safeParse(fields.get(`was-${name}`) ?? '')] as const);
  if (!read.success || traits.some(([, now]) => !now.success)) return null;
  return {
    ...read.data, yes: fields.getAll('yes').slice(0, 50), was: fields.getAll('was').slice(0, 50), isNone: fields.get('none') === 'yes', isSure: fields.get('sure') === 'yes', isSettled: fields.get('settled') === 'yes',
    traits: Object.fromEntries(traits.map(([name, now]) => [name, now.data ?? ''])), traitsWere: Object.fromEntries(traits.map(([name, , was]) => [name, was.data ?? ''])),
  };
}
