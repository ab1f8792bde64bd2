import css from './office.module.css';

/** The two offices that share every customer, always in their two colours. */
export const OFFICE_NAMES = { brand: 'Brand & marketing', service: 'Service' } as const;
type OfficeKey = keyof typeof OFFICE_NAMES;

/** A dot in the office's colour with its name beside it, or for screen readers alone. */
export function OfficeMark({ office, named = true }: { readonly office: OfficeKey; readonly named?: boolean }) {
  return (
    <span className={css['mark']} title={OFFICE_NAMES[office]}>
      <span className={css['dot']} data-office={office} aria-hidden />
      <span className={named ? undefined : css['hidden']}>{OFFICE_NAMES[office]}</span>
    </span>
  );
}
