import css from './masked.module.css';

const HIDDEN = '•';

/** A personal value. When the server hid it for the viewer's role, it says so on hover instead of looking broken. */
export function Personal({ value }: { readonly value: string }) {
  if (!value.includes(HIDDEN)) return <bdi>{value}</bdi>;
  return <bdi className={css['masked']} title="Hidden: your role may not see personal data. An owner can change that under Connect, People.">{value}</bdi>;
}

/** What a customer is called where one line is all the room: a number alone would read like a fault. */
export function PersonalName({ id, name }: { readonly id: string; readonly name: string | null }) {
  return name === null ? <bdi>Nameless {id}</bdi> : <Personal value={name} />;
}
