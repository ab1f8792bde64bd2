import { granted, refused, type Outcome } from '../../kernel/outcome.ts';
import { AppError } from '../../kernel/app-error.ts';
import { dayOf, parseMoment } from '../../kernel/instant.ts';
import { parseMinor } from '../../kernel/money.ts';
import { InteractionInput, LIMITS, type CheckedOrder, type QuarantineReason } from './contract.ts';
import { checkedConsents } from './consent/checked-consents.ts';
import type { CheckedInteraction } from './checked-interaction.ts';
import { placeInteraction } from './placement.ts';
import { isCardField, isCardNumber } from './redact-secrets.ts';
import { withoutRivalsCustomer } from './rivals/set-rivals-apart.ts';

/** Why an item can't be accepted, in words for the person who will mend it. */
export type ParseRefusal = { readonly reason: QuarantineReason; readonly detail: string };

const EARLIEST_MS = 0;
const AHEAD_ALLOWED_MS = 5 * 60_000;
/** A day alone is 00:00 UTC of that day; where it is tomorrow already, that lies up to fourteen hours ahead. Units: ms. */
const DAY_AHEAD_ALLOWED_MS = 14 * 3_600_000;
const KNOWN_FIELDS: ReadonlySet<string> = new Set(Object.keys(InteractionInput.shape));

function refuse(reason: QuarantineReason, detail: string): { readonly ok: false; readonly refusal: ParseRefusal } {
  return refused({ reason, detail });
}

function decimalText(value: string | number): string {
  return typeof value === 'number' ? numberText(value) : value.trim();
}

/** Numbers such as 1e21 have no plain decimal text in JavaScript; they are no amounts either. */
function numberText(value: number): string {
  const text = String(value);
  return text.includes('e') ? 'not plain' : text;
}

/** Thrown inside this file only, to leave a nested field with its reason. */
function impossible(field: string, text: string): AppError {
  return new AppError('invalid', 'time-impossible', `${field} is not a date that exists: write ISO 8601 such as 2026-03-01T10:15:00+01:00 (got ${JSON.stringify(text.slice(0, 40))}).`);
}

function momentMs(field: string, text: string | undefined, zone: string): number | null {
  if (text === undefined || text === '') return null;
  const moment = parseMoment(text, zone);
  if (moment === null) throw impossible(field, text);
  return moment.atMs;
}

function checkedOrder(order: NonNullable<InteractionInput['order']>, zone: string): CheckedOrder {
  const currency = order.currency ?? null;
  const minor = (amount: string | number | undefined): string | null => {
    if (amount === undefined) return null;
    if (currency === null) throw new AppError('invalid', 'amount-malformed', 'The order has amounts but no currency: add order.currency, such as "EUR".');
    return parseMinor(decimalText(amount), currency).toString();
  };
  return {
    id: order.id, state: order.state ?? null, placedMs: momentMs('order.placedAt', order.placedAt, zone), promisedMs: momentMs('order.promisedAt', order.promisedAt, zone), totalMinor: minor(order.total), currency,
    lines: (order.lines ?? []).map((line) => ({ id: line.id ?? null, product: line.product, name: line.name ?? null, quantity: line.quantity ?? 1, unitPriceMinor: minor(line.unitPrice) })),
    parcels: (order.parcels ?? []).map((parcel) => ({
      id: parcel.id, carrier: parcel.carrier ?? null, state: parcel.state ?? null, promisedMs: momentMs('parcel.promisedAt', parcel.promisedAt, zone),
      shippedMs: momentMs('parcel.shippedAt', parcel.shippedAt, zone), deliveredMs: momentMs('parcel.deliveredAt', parcel.deliveredAt, zone),
    })),
  };
}

/**
 * Step 1 of the assembly line, run in the request: an unknown, already redacted value becomes a checked interaction, or a reason to park it.
 * `source` is whose key it came with; times without a zone are read in `zone`.
 */
export function parseStep(item: unknown, source: string, zone: string, receivedMs: number): Outcome<{ readonly checked: CheckedInteraction; readonly sentMs: number | null; readonly version: number | null }, ParseRefusal> {
  const parsed = InteractionInput.safeParse(item);
  if (!parsed.success) {
    const issues = parsed.error.issues.slice(0, 5).map((issue) => `${issue.path.join('.') || 'the item'}: ${issue.message}`);
    const many = parsed.error.issues.some((issue) => issue.path[0] === 'identifiers' && issue.path.length === 1 && issue.code === 'too_big');
    return refuse(many ? 'too-many-identifiers' : 'malformed', many ? `At most ${LIMITS.identifiers} identifiers an interaction.` : issues.join('; '));
  }
  const input = parsed.data;
  const moment = parseMoment(input.occurredAt, zone);
  if (moment === null) return refuse('time-impossible', impossible('occurredAt', input.occurredAt).detail);
  const sent = input.sentAt === undefined ? null : parseMoment(input.sentAt, zone);
  const precision = input.occurredPrecision ?? moment.precision;
  let occurredMs = precision === 'day' ? dayOf(moment, zone) : moment.atMs;
  const aheadAllowedMs = precision === 'day' ? DAY_AHEAD_ALLOWED_MS : AHEAD_ALLOWED_MS;
  const asSent: Record<string, unknown> = {};
  if (occurredMs > receivedMs + aheadAllowedMs && sent !== null && sent.atMs >= occurredMs - AHEAD_ALLOWED_MS) {
    // The sender's clock is ahead of ours: what it sent "now" happened now. Both times are kept.
    occurredMs = receivedMs - (sent.atMs - occurredMs);
    asSent['occurredAtAsSent'] = input.occurredAt;
  }
  if (occurredMs < EARLIEST_MS || occurredMs > receivedMs + aheadAllowedMs) return refuse('time-impossible', `occurredAt must lie between 1970 and now (five minutes ahead at most); it says ${new Date(moment.atMs).toISOString()}.`);
  for (const identifier of input.identifiers ?? []) {
    if (identifier.value.length > LIMITS.identifierLength) return refuse('identifier-too-long', `The ${identifier.type} identifier has ${identifier.value.length} characters; at most ${LIMITS.identifierLength} are kept.`);
    if (isCardField(identifier.type) || (/^\d{13,19}$/.test(identifier.value) && identifier.type === 'payment' && isCardNumber(identifier.value))) {
      return refuse('card-number-in-identifier', `Payment cards are never identifiers: remove the identifier of type ${identifier.type}.`);
    }
  }
  const place = placeInteraction(input.channel, input.kind, input.direction);
  try {
    const extra: Record<string, unknown> = {};
    for (const name of Object.keys(input)) if (!KNOWN_FIELDS.has(name)) extra[name] = input[name];
    const consents = checkedConsents(input.consents ?? [], input.identifiers ?? [], occurredMs, (field, text) => momentMs(field, text, zone));
    const early = consents.find(({ atMs }) => atMs < EARLIEST_MS || atMs > receivedMs + aheadAllowedMs);
    if (early !== undefined) return refuse('time-impossible', `consents.at must lie between 1970 and now (five minutes ahead at most); it says ${new Date(early.atMs).toISOString()}.`);
    const checked: CheckedInteraction = {
      id: input.id, source, brand: input.brand ?? '', channel: input.channel, kind: input.kind, direction: input.direction, office: input.office ?? place.office, stage: input.stage ?? place.stage,
      occurredMs, offsetMinutes: moment.offsetMinutes, precision, session: input.session ?? null,
      identifiers: (input.identifiers ?? []).map(({ type, value, verified }) => ({ type, value, verified: verified !== undefined, ...(verified === undefined ? {} : { verifiedBy: verified }) })),
      traits: input.traits ?? {}, title: input.title ?? '', text: input.text ?? '', language: input.language ?? '',
      turns: (input.turns ?? []).map((turn) => ({ speaker: turn.speaker, who: turn.who ?? null, text: turn.text, offsetMs: turn.offsetMs ?? (turn.at === undefined ? null : (momentMs('turn.at', turn.at, zone) ?? occurredMs) - occurredMs) })),
      rating: input.rating === undefined ? null : { value: input.rating.value, min: input.rating.min, max: input.rating.max, scale: input.rating.scale, question: input.rating.question ?? '', ...(input.rating.higherIsBetter === false ? { higherIsBetter: false } : {}) },
      subjects: (input.subjects ?? []).map(({ type, id, role, label }) => ({ type, id, role: role ?? '', label: label ?? '' })),
      claims: (input.claims ?? []).map((claim) => ({ text: claim.text, about: claim.about ?? null, id: claim.id ?? null })),
      amounts: (input.amounts ?? []).map(({ role, amount, currency, gross }) => ({ role, minor: parseMinor(decimalText(amount), currency).toString(), currency, gross: gross ?? null })),
      durationSeconds: input.durationSeconds ?? null, order: input.order === undefined ? null : checkedOrder(input.order, zone),
      properties: { ...input.properties, ...(input.answers === undefined ? {} : { answers: input.answers }), ...(consents.length === 0 ? {} : { consents: input.consents }), ...extra, ...asSent },
      ...(consents.length === 0 ? {} : { consents }),
    };
    return granted({ checked: withoutRivalsCustomer(checked), sentMs: sent?.atMs ?? null, version: input.version ?? null });
  } catch (fault) {
    if (fault instanceof AppError) return refuse(fault.code === 'time-impossible' ? 'time-impossible' : 'amount-malformed', fault.detail);
    throw fault;
  }
}
