import { createHmac } from 'node:crypto';

/** Who somebody is, as a sealed report keeps it: nobody reads it back, and whoever has the key can tell whether it is a certain person. Shape: hexadecimal. */
export function sealedName(key: string, person: string): string {
  return createHmac('sha256', key).update(person).digest('hex');
}

/** Who of these people a seal is of. Shape: null when it is of none of them. */
export function openedName<Person extends { readonly id: string }>(key: string, seal: string, people: readonly Person[]): Person | null {
  return people.find(({ id }) => sealedName(key, id) === seal) ?? null;
}
