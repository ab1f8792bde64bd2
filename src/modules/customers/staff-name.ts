/** What a member of the staff is called; null for somebody who is not known. */
export type NameOf = (id: string) => Promise<string | null>;

/** Who of the staff did something, as a page says it; null where nobody did. */
export async function staffName(nameOf: NameOf, id: string | null): Promise<string | null> {
  return id === null ? null : await nameOf(id) ?? 'somebody of the staff';
}
