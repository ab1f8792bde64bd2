import { asText } from '../../kernel/html.ts';
import { presentRevision, type CustomerExport } from './export-customer.ts';

/** Anything as HTML shows it. */
const shown = (value: unknown): string => asText(String(value));

function worded(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function table(heads: readonly string[], rows: readonly (readonly unknown[])[]): string {
  if (rows.length === 0) return '<p>Nothing is held.</p>';
  return `<table><thead><tr>${heads.map((head) => `<th>${shown(head)}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${shown(worded(cell))}</td>`).join('')}</tr>`).join('')}</tbody></table>`;
}

/** Columns that an entry shows in its head; the others follow as a list, where they hold something. */
const IN_HEAD: ReadonlySet<string> = new Set(['id', 'claim', 'occurred_at', 'channel', 'kind', 'direction', 'source', 'title', 'text', 'turns', 'revision', 'isLatest']);

function isHeld(value: unknown): boolean {
  return value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

function entry(row: Record<string, unknown>): string {
  const turns = Array.isArray(row['turns']) ? (row['turns'] as { speaker: string; who: string | null; text: string }[]) : [];
  const rest = Object.entries(row).filter(([name, value]) => !IN_HEAD.has(name) && isHeld(value));
  return `<article><h3>${shown(row['occurred_at'])} · ${shown(row['channel'])} · ${shown(row['kind'])} (${shown(row['direction'])})</h3><p class="small">from ${shown(row['source'])}, ${shown(row['id'])}, revision ${shown(row['revision'])}${row['isLatest'] === true ? '' : ', replaced later'}</p>`
    + (isHeld(row['title']) ? `<p><b>${shown(row['title'])}</b></p>` : '') + (isHeld(row['text']) ? `<p class="text">${shown(row['text'])}</p>` : '')
    + turns.map((turn) => `<p class="text"><b>${shown(turn.who ?? turn.speaker)}:</b> ${shown(turn.text)}</p>`).join('')
    + `<dl>${rest.map(([name, value]) => `<dt>${shown(name.replaceAll('_', ' '))}</dt><dd>${shown(worded(value))}</dd>`).join('')}</dl></article>`;
}

const STYLE = 'body{font:16px/1.5 Georgia,serif;max-width:60em;margin:2em auto;padding:0 1em;color:#222}table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #ccc;padding:.3em .5em;text-align:left;vertical-align:top;overflow-wrap:anywhere}.text{white-space:pre-wrap}.small{color:#555;font-size:.85em}dl{display:grid;grid-template-columns:12em 1fr;font-size:.85em}dd{margin:0;overflow-wrap:anywhere}article{border-top:1px solid #ccc}';

/** The export as a page to read and print, piece by piece; it needs nothing from anywhere else. Invariant: the same facts as the JSON document. */
export async function* exportAsPage({ head, revisions }: CustomerExport): AsyncGenerator<string> {
  const { customer } = head;
  yield `<!doctype html><html lang="en"><meta charset="utf-8"><title>Everything held about ${shown(customer.name ?? customer.id)}</title><style>${STYLE}</style><h1>Everything held about ${shown(customer.name ?? customer.id)}</h1><p>${shown(customer.id)}, as of ${shown(head.exportedAt)} (times in UTC).</p>`;
  yield `<h2>Who</h2>${table(['What', 'Value', 'Said by', 'When'], customer.traits.map((trait) => [trait.name, trait.value, trait.source, trait.at]))}`;
  yield `<h2>Identifiers</h2>${table(['Kind', 'Value', 'Verified'], customer.identifiers.map((one) => [one.type, one.value, one.verified ? 'yes' : 'no']))}`;
  yield `<h2>Said about who it was</h2>${table(['Claim', 'Said by', 'First', 'Identifiers', 'Traits', 'Session'], head.claims.map((claim) => [claim.id, claim.source, claim.firstOccurredAt, claim.identifiers.map((one) => `${one.type} ${one.said ?? one.value}${one.verifiedBy === null ? '' : ` (${one.verifiedBy})`}`).join(', '), claim.traits, claim.session]))}`;
  yield `<h2>Every word on traits</h2>${table(['When', 'Said by', 'In', 'Traits'], head.traitHistory.map((word) => [word.at, word.source, word.interaction, word.traits]))}`;
  yield `<h2>Consent</h2>${table(['Purpose', 'Channel', 'State', 'Since', 'For'], head.consents.standings.map((one) => [one.purpose, one.channel, one.state, one.at, one.about === null ? '' : `${one.about.type} ${one.about.value}`]))}<h2>Every word on consent</h2>${table(['When', 'Purpose', 'Channel', 'Answer', 'For', 'Said by', 'Legal basis', 'Wording', 'Note'], head.consents.words.map((word) => [word.at, word.purpose, word.channel, `${word.answer}${word.replaced ? ' (corrected later)' : ''}`, word.about === null ? '' : `${word.about.type} ${word.about.value}`, word.source, word.basis, [word.version, word.wording].filter((one) => one !== null).join(': '), word.note]))}`;
  yield `<h2>Why these are one person</h2>${table(['Joins and refusals'], head.joins.map((join) => [join]))}<h2>Decisions of staff</h2>${table(['Decision'], head.decisions.map((decision) => [decision]))}`;
  yield `<h2>Orders</h2>${table(['State of the order'], head.orders.map((order) => [order]))}<h2>Everything said about orders</h2>${table(['Statement'], head.orderStatements.map((statement) => [statement]))}<h2>Everything said about refunds</h2>${table(['Statement'], head.refundStatements.map((statement) => [statement]))}`;
  yield Object.entries(head.besides).map(([name, rows]) => `<h2>${shown(name.slice(0, 1).toUpperCase() + name.slice(1))}</h2>${table(['Held'], rows.map((row) => [row]))}`).join('');
  yield '<h2>What happened</h2>';
  for await (const revision of revisions) yield entry(presentRevision(revision));
  yield '</html>\n';
}
