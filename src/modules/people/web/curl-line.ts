/** A line for a terminal that sends one real interaction with a write key and shows what became of it. */
export function curlLine(origin: string, key: string, atIso: string): string {
  const interaction = { id: `hello-${atIso}`, channel: 'email', kind: 'message', direction: 'in', occurredAt: atIso, text: 'Hello, where is my parcel?', identifiers: [{ type: 'email', value: 'jane@example.org' }], traits: { name: 'Jane Example' } };
  return `curl ${origin}/v1/interactions -H 'authorization: Bearer ${key}' -H 'content-type: application/json' -d '${JSON.stringify([interaction])}'`;
}

/** A line for a terminal that asks the views for analysts with an SQL key. */
export function sqlLine(origin: string, key: string): string {
  return `curl ${origin}/v1/sql -H 'authorization: Bearer ${key}' -H 'content-type: application/json' -d '${JSON.stringify({ sql: 'select channel, count() as interactions from interactions group by channel order by interactions desc' })}'`;
}

/** A line for a terminal that asks with a contact key whether somebody may be sent something. */
export function askLine(origin: string, key: string): string {
  return `curl ${origin}/api/outreach/ask -H 'authorization: Bearer ${key}' -H 'content-type: application/json' -d '${JSON.stringify({ purpose: 'campaign', channel: 'email', slot: 'summer-letter', to: 'jane@example.org' })}'`;
}

/** A line for a terminal that finds a customer with a read key. */
export function readLine(origin: string, key: string): string {
  return `curl '${origin}/api/customers?identifier=email:jane@example.org' -H 'authorization: Bearer ${key}'`;
}
