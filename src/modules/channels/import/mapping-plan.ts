import { AppError } from '../../../kernel/app-error.ts';
import { NOTHING } from './profile-columns.ts';
import { textOf, valueAt, type SourceRow } from './source-row.ts';

/** Reads one thing from a record, as trimmed text; empty when there is nothing. */
export type ReadText = (row: SourceRow) => string;

/** What one entry of a mapping reads. `scale` is set for `column | 0..5`. */
export type Entry = { readonly key: string; readonly read: ReadText; readonly column: string | null; readonly constant: string | null; readonly scale: { readonly min: number; readonly max: number } | null };

const SCALED = /^(.*\S)\s*\|\s*(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?)$/;

/**
 * Turns the text of a mapping entry (column name, `=constant`, template such as `{first} {last}`, `column | 0..5`) into something that reads it.
 * Errors: `invalid` mapping-column-unknown, naming the column and those there are.
 */
export function compileEntry(key: string, written: string, columns: readonly string[], nested: boolean): Entry {
  const scaled = SCALED.exec(written);
  if (scaled !== null && !columns.includes(written)) return { ...compileEntry(key, scaled[1] ?? '', columns, nested), scale: { min: Number(scaled[2]), max: Number(scaled[3]) } };
  if (written.startsWith('=') && !columns.includes(written)) {
    const constant = written.slice(1);
    return { key, read: () => constant, column: null, constant, scale: null };
  }
  if (/\{[^{}]+\}/.test(written) && !columns.includes(written)) {
    const parts = written.split(/\{([^{}]+)\}/).map((part, at) => (at % 2 === 1 ? columnReader(part.trim(), columns, nested) : part));
    return { key, column: null, constant: null, scale: null, read: (row) => joinParts(parts, row) };
  }
  return { key, read: columnReader(written, columns, nested), column: written, constant: null, scale: null };
}

/** A template with an empty column in it says nothing unless another column does. */
function joinParts(parts: readonly (string | ReadText)[], row: SourceRow): string {
  let filled = false;
  const text = parts.map((part) => {
    if (typeof part === 'string') return part;
    const value = part(row);
    if (value !== '') filled = true;
    return value;
  }).join('');
  return filled ? text.trim() : '';
}

function columnReader(column: string, columns: readonly string[], nested: boolean): ReadText {
  const index = columns.indexOf(column);
  if (index === -1 && !nested) throw new AppError('invalid', 'mapping-column-unknown', `The mapping names the column "${column}", which the file does not have. It has: ${columns.slice(0, 40).join(', ')}.`);
  return (row) => (row.whole === null ? (row.cells[index] ?? '') : textOf(valueAt(row.whole, column))).trim();
}

/** A value, or nothing where an export wrote a word for nothing. */
export function orNothing(text: string): string {
  return text !== '' && text.length <= 9 && NOTHING.test(text) ? '' : text;
}

/** Any text as a lower-case word of our schema: `Out for delivery` is `out-for-delivery`. Shape: empty when no letter is left. */
export function wordFrom(text: string): string {
  const word = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/([a-z\d])'(?=[a-z])/g, '$1').replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+/, '').slice(0, 48).replace(/-+$/, '');
  return word;
}

const CHANNEL_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:phone|telephone|telefon\w*|call|voice|hotline|inbound-call|outbound-call)$/, 'call'], [/^(?:e-?mail|mail|correo)$/, 'email'], [/^(?:live-?chat|web-?chat|messenger|whatsapp|chat|messaging)$/, 'chat'], [/^(?:chat-?bot|bot|virtual-assistant)$/, 'bot'],
  [/^(?:twitter|x|facebook|instagram|social.*|reddit|tiktok|linkedin|youtube|mastodon)$/, 'social'], [/^(?:sms|text-message)$/, 'sms'], [/^(?:in-?store|store|shop|branch|filiale|counter)$/, 'store'], [/^(?:web|website|internet|online|web-form|portal)$/, 'web'], [/^(?:mobile-app|app|ios|android)$/, 'app'],
  [/^(?:letter|post|mail-letter|brief|carta)$/, 'letter'], [/^(?:review.*)$/, 'review'], [/^(?:marketplace|amazon|ebay)$/, 'marketplace'],
];

/** A channel by whatever name a tool gives it. */
export function channelFrom(text: string): string {
  const word = wordFrom(text);
  return CHANNEL_WORDS.find(([pattern]) => pattern.test(word))?.[1] ?? word;
}

/** In, out, internal or public, by the words that tools use; null for others. */
export function directionFrom(text: string): 'in' | 'out' | 'internal' | 'public' | null {
  const word = wordFrom(text);
  if (/^(?:in|inbound|incoming|received|eingehend|entrada|entrante|customer|from-customer|true)$/.test(word)) return 'in';
  if (/^(?:out|outbound|outgoing|sent|ausgehend|saida|saliente|sortant|agent|to-customer|false)$/.test(word)) return 'out';
  return word === 'internal' || word === 'public' ? word : null;
}

/** Who speaks, by the words that transcripts use. Names and unknown words are `other`. */
export function speakerFrom(text: string): 'customer' | 'agent' | 'bot' | 'other' {
  const word = wordFrom(text);
  if (/^(?:customer|client|user|visitor|caller|guest|consumer|end-user|kunde|kundin|cliente|usuario|anrufer|inbound|in|true|patient|member|requester|human|external)\b/.test(word)) return 'customer';
  if (/^(?:bot|chatbot|virtual|ivr|assistant-bot|automation|system|ai)\b/.test(word)) return 'bot';
  if (/^(?:agent|operator|support|assistant|advisor|rep|representative|staff|employee|mitarbeiter|berater|atendente|agente|outbound|out|false|admin|internal|specialist)/.test(word)) return 'agent';
  return 'other';
}

const STATES: readonly (readonly [RegExp, string])[] = [
  [/^(?:created|new|open|pending|placed|ordered|processing|approved|confirmed|received|invoiced|unfulfilled|offen|neu|novo|criado|nuevo)$/, 'placed'], [/^(?:paid|bezahlt|pago|pagado|captured)$/, 'paid'], [/^(?:packed|picked|ready.*|gepackt)$/, 'packed'],
  [/^(?:shipped|dispatched|sent|in-transit|fulfilled|versendet|versandt|enviado|expedie)$/, 'shipped'], [/^(?:delivered|complete|completed|zugestellt|geliefert|entregue|entregado|livre|closed)$/, 'delivered'],
  [/^(?:cancelled|canceled|voided?|storniert|cancelado|annule|unavailable|failed|rejected)$/, 'cancelled'], [/^(?:returned|return.*|devolvido|retourniert|devuelto)$/, 'returned'], [/^(?:refunded|erstattet|reembolsado|rembourse)$/, 'refunded'],
];

/** The state of an order in our words; the source's own word where we have none. */
export function orderStateFrom(text: string): string {
  const word = wordFrom(text);
  return STATES.find(([pattern]) => pattern.test(word))?.[1] ?? word;
}
