import type { QuarantineReason } from '../contract.ts';

/** Each reason of the quarantine in words, and what mends it. */
export const REASONS: Readonly<Record<QuarantineReason, { readonly short: string; readonly why: string; readonly mend: string }>> = {
  malformed: { short: 'Not readable as an interaction', why: 'A required field is missing or has another type than the schema says.', mend: 'Add or correct the field that the detail names, then replay. If every item of a source has it, mend the source and replay them all.' },
  'too-large': { short: 'Larger than one interaction may be', why: 'One interaction may have 1 MB. Attachments and whole pages do not belong into it.', mend: 'Shorten the text or leave the attachment out, then replay.' },
  'time-impossible': { short: 'A time that cannot be', why: 'It says that it happened in the future, or before 1970. Usually a clock is wrong, or day and month are swapped.', mend: 'Correct occurredAt, then replay. Wrong times would put it at the wrong place of the timeline.' },
  'card-number-in-identifier': { short: 'A payment-card number as identifier', why: 'Card numbers are never kept, also not as a way to recognise somebody.', mend: 'Remove that identifier and keep the others, then replay.' },
  'amount-malformed': { short: 'An amount that is not money', why: 'Amounts are decimals with a three-letter currency, such as "12.50" and "EUR".', mend: 'Correct amount and currency, then replay.' },
  'identifier-too-long': { short: 'An identifier that is too long', why: 'Identifiers have at most 512 characters. Longer ones are usually a whole page address or a token.', mend: 'Put the real identifier in, then replay.' },
  'too-many-identifiers': { short: 'Too many identifiers in one item', why: 'One interaction says who one person is: 50 identifiers are the limit. More are usually a list of several people.', mend: 'Send one interaction per person.' },
  'too-many': { short: 'Too many from one sender', why: 'One address wrote more within an hour than people write. It may be a machine, or somebody who does not get through.', mend: 'Look at a few. If a person wrote them, replay them; else set them aside.' },
  'internal-fault': { short: 'Our own fault', why: 'Custos failed while it read this item. Nothing is wrong with the item.', mend: 'Replay it as it is. If it comes back, see health.' },
};
