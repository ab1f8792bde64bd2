import css from './masked.module.css';

const HIDDEN = '•';

/** A personal value. When the server hid it for the viewer's role, it says so on hover instead of looking broken. */
export function Personal({ value }: { readonly value: string }) {
  if (!value.includes(HIDDEN)) return <bdi>{value}</bdi>;
  return <bdi className={css['masked']} title="Hidden: your role may not see personal data. An owner can change that under Connect, People.">{value}</bdi>;
}
