/** Names under which sources carry how a talk ended, and the words that they use. Our own, after help desks and call centres in use. */
const NAMES = ['resolved', 'solved', 'firstContactResolution', 'first_contact_resolution', 'status', 'ticketStatus', 'ticket_status', 'disposition', 'outcome'] as const;
const SETTLED = /^(?:true|yes|solved|resolved|closed|done|completed|settled|gelöst|erledigt|geschlossen|résolu|fermé|resuelto|cerrado|resolvido|fechado|risolto|chiuso|opgelost|gesloten)$/iu;
const OPEN = /^(?:false|no|new|open|opened|pending|hold|on[- ]hold|unresolved|unsolved|escalated|in[- ]progress|reopened|transferred|callback|offen|wartend|ouvert|abierto|aberto|aperto)$/iu;

/** Whether a source says that a talk ended solved, or that it is still open. Shape: null where it says nothing that is known. */
export function saidSettled(properties: Readonly<Record<string, unknown>>): boolean | null {
  for (const name of NAMES) {
    const value = properties[name];
    const word = typeof value === 'string' ? value.trim() : typeof value === 'boolean' ? String(value) : '';
    if (SETTLED.test(word)) return true;
    if (OPEN.test(word)) return false;
  }
  return null;
}
