import css from './office.module.css';

/** The two offices that share every customer, always in their two colours. */
export const OFFICE_NAMES = { brand: 'Brand & marketing', service: 'Service' } as const;
export type OfficeKey = keyof typeof OFFICE_NAMES;

/** Reads an office out of a text of the server; anything else is service, which answers for what nobody claims. */
export function officeKey(office: string): OfficeKey {
  return office === 'brand' ? 'brand' : 'service';
}

/** The colour of an office as a variable of the tokens. */
export function officeColour(office: OfficeKey): string {
  return office === 'brand' ? 'var(--brand)' : 'var(--service)';
}

/** A dot in the office's colour with its name beside it, or for screen readers alone. */
export function OfficeMark({ office, named = true }: { readonly office: OfficeKey; readonly named?: boolean }) {
  return (
    <span className={css['mark']} title={OFFICE_NAMES[office]}>
      <span className={css['dot']} data-office={office} aria-hidden />
      <span className={named ? undefined : css['hidden']}>{OFFICE_NAMES[office]}</span>
    </span>
  );
}
