import type { ImportKind, ImportRun } from '../contract.ts';

/** What each kind of file holds, in words. */
export const KIND_NAMES: Readonly<Record<ImportKind, { readonly name: string; readonly holds: string }>> = {
  orders: { name: 'Orders', holds: 'one row per order or order line' },
  reviews: { name: 'Reviews', holds: 'one row per review or rating' },
  tickets: { name: 'Tickets', holds: 'one row per ticket, request or post' },
  calls: { name: 'Calls', holds: 'one row per call, or per turn of its transcript' },
  mail: { name: 'Mail', holds: 'mail files (.eml, .mbox) or one row per mail' },
  chats: { name: 'Chats', holds: 'one row per chat, or per message' },
  interactions: { name: 'Interactions', holds: 'anything else; our own format fits without a mapping' },
};

/** The state of an import in a word. */
export const STATE_NAMES = { running: 'Running', paused: 'Stopped', done: 'Done', failed: 'Failed' } as const satisfies Record<ImportRun['state'], string>;

/** A source's name out of a file's: `Orders 2024 (final).csv.gz` is `orders-2024-final`. */
export function sourceOf(file: string): string {
  const plain = file.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/(\.(csv|tsv|txt|jsonl|ndjson|json|parquet|eml|mbox|gz|zip))+$/, '');
  const word = plain.replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+/, '').replace(/-+$/, '').slice(0, 40).replace(/-+$/, '');
  return word === '' ? 'import' : word;
}
