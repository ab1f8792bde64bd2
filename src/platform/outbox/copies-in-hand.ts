/** Units: characters. What was decided and is not copied yet is seldom more; what is beyond is read back from the outbox. */
const MOST = 24_000_000;

/**
 * Bodies of copies that this process wrote and has yet to copy, so that they need not be read back.
 * Invariant: what lies in the outbox decides. A body is given only for as many rows as the outbox says, because whoever takes rows out of a copy there leaves fewer.
 */
export function createCopiesInHand() {
  const bodies = new Map<number, { readonly rows: number; readonly body: string }>();
  let held = 0;

  return {
    keep(id: number, rows: number, body: string): void {
      if (held + body.length > MOST) return;
      bodies.set(id, { rows, body });
      held += body.length;
    },
    /** Null: it is not in hand, or no longer what it was. */
    bodyOf(id: number, rows: number): string | null {
      const known = bodies.get(id);
      return known?.rows === rows ? known.body : null;
    },
    drop(ids: readonly number[]): void {
      for (const id of ids) {
        held -= bodies.get(id)?.body.length ?? 0;
        bodies.delete(id);
      }
    },
    empty(): void {
      bodies.clear();
      held = 0;
    },
  };
}
