import type { Role } from '../../../kernel/access.ts';
import { counted } from '../../../web/primitives/number.ts';
import { OFFICES, type Office } from '../../interactions/contract.ts';
import type { Score } from '../contract.ts';
import { fullText, intervalText } from './score-words.ts';

/** What offices are called; `all`: nobody's view. */
export const OFFICE_CHOICES = [{ value: 'all', label: 'All offices' }, { value: 'brand', label: 'Brand & marketing' }, { value: 'service', label: 'Service' }] as const;
const OWN: Readonly<Partial<Record<Role, Office>>> = { 'brand-office': 'brand', 'service-office': 'service' };

/** Whose answers the page shows: as the address says, else as was chosen last, else those of the reader's own office. Shape: null for all. */
export function officeShown(written: string | undefined, remembered: string | null, role: Role): Office | null {
  const [said] = [written, remembered].filter((one) => one === 'all' || OFFICES.some((office) => office === one));
  return said === undefined ? OWN[role] ?? null : OFFICES.find((office) => office === said) ?? null;
}

/** What the whole is called beside a page that shows a part of it: one office's, or customers of some groups; null where it shows the whole. */
export function wholeNameOf(office: Office | null, isNarrowed: boolean): string | null {
  return isNarrowed ? 'everybody' : office === null ? null : 'all offices';
}

/** The whole beside an office's part, in a sentence. */
export function wholeText(whole: Pick<Score, 'unit' | 'from' | 'to' | 'estimate' | 'people'>): string {
  const { estimate, people } = whole;
  return estimate === null ? `All offices: too few to say, ${counted(people, 'person', 'people')}.` : `All offices: ${fullText(whole, estimate.value)} (${intervalText(whole, estimate)}), ${counted(people, 'person', 'people')}.`;
}
