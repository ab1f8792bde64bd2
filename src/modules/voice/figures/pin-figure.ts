import { AppError } from '../../../kernel/app-error.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import { standingThen, type Standing } from '../as-of/as-of.ts';
import { PIN_LIMITS, type Figure, type PinBody, type PinnedAgain, type PinnedFigure } from './contract.ts';
import { addPin, changePin, latestPins, pinAt, saidThenAt, type KeptPin } from './pinned-store.ts';
import type { Figures } from './show-figure.ts';

type Counted = { readonly value: Figure['value']; readonly answers: number; readonly people: number; readonly leftOut: number };
const countedIn = ({ value, answers, people, excluded }: Figure): Counted => ({ value, answers, people, leftOut: excluded.reduce((sum, one) => sum + one.answers, 0) });

/** What made a pinned figure another one. Shape: empty where it says the same. `now` null: nobody is left who answered. */
export function changesOf(pinned: Counted & { readonly version: number; readonly fingerprint: string }, now: (Counted & { readonly version: number; readonly fingerprint: string }) | null): PinnedAgain['changes'] {
  if (now === null) return [{ kind: 'deleted', count: pinned.answers + pinned.leftOut }];
  if (now.fingerprint === pinned.fingerprint) return [];
  const fewer = pinned.answers + pinned.leftOut - now.answers - now.leftOut;
  const changes: PinnedAgain['changes'] = [
    ...(now.version === pinned.version ? [] : [{ kind: 'definition' as const, count: 0 }]), ...(fewer > 0 ? [{ kind: 'deleted' as const, count: fewer }] : []), ...(fewer < 0 ? [{ kind: 'late' as const, count: -fewer }] : []),
  ];
  return changes.length === 0 ? [{ kind: 'other', count: 0 }] : changes;
}

/** Why a figure can not be counted again as of a moment, by the code of its refusal. */
const NOT_AGAIN: Readonly<Record<string, 'read-anew' | 'not-kept'>> = { 'read-anew-since': 'read-anew', 'as-of-not-kept': 'not-kept', 'topics-anew-since': 'not-kept', 'as-of-too-early': 'not-kept' };

/** Who looks at pins, and whether everybody's are theirs to change. */
export type PinViewer = { readonly id: string; readonly mayChangeAll: boolean };

/** Figures that are pinned as of a moment, and whether they still give the same number. See docs/decisions/0023. */
export function createPins(deps: Standing & { readonly database: Database; readonly outbox: Pick<Outbox, 'drained'>; readonly figures: Figures; /** The name of a person of the company; null for one who is gone. */ nameOf(person: string): Promise<string | null> }) {
  const { database, figures } = deps;

  async function shown({ fingerprint: _, ...pin }: KeptPin, viewer: PinViewer): Promise<PinnedFigure> {
    return { ...pin, asOf: pin.asOf.toISOString(), at: pin.at.toISOString(), by: await deps.nameOf(pin.by), mayChange: viewer.mayChangeAll || pin.by === viewer.id };
  }

  async function pinOf(number: number): Promise<KeptPin> {
    const pin = await pinAt(database, number);
    if (pin === null) throw new AppError('not-found', 'pin-unknown', 'There is no such pinned figure.');
    return pin;
  }

  /** The figure as it is counted now as of the moment of a pin; null where nobody who answered is left; why, where it can not be counted again. */
  async function again(pin: KeptPin): Promise<Figure | 'read-anew' | 'not-kept' | null> {
    try {
      return await figures.figure(pin.of, { ...pin.query, asOf: pin.asOf.toISOString() });
    } catch (error) {
      if (error instanceof AppError && error.code === 'score-unknown') return null;
      const why = error instanceof AppError ? NOT_AGAIN[error.code] : undefined;
      if (why === undefined) throw error;
      return why;
    }
  }

  /** The figure as of a moment; as of now where what it stands on is not kept as it was. Then the pin gives what was stored. */
  async function figureAt({ of, query }: Pick<PinBody, 'of' | 'query'>, asOf: Date): Promise<Figure> {
    try {
      return await figures.figure(of, { ...query, asOf: asOf.toISOString() });
    } catch (error) {
      if (query.asOf === undefined && error instanceof AppError && error.code === 'as-of-not-kept') return figures.figure(of, query);
      throw error;
    }
  }

  return {
    /** Pins a figure as of now, or as of the moment that it names, once all that was recorded until then has arrived. Errors: as the figure. */
    async pin({ of, query, note }: PinBody, viewer: PinViewer): Promise<PinnedFigure> {
      const { asOfMs } = await standingThen(deps, query.asOf);
      const asOf = new Date(asOfMs ?? deps.clock());
      await deps.outbox.drained();
      const figure = await figureAt({ of, query }, asOf);
      const { name, definition, fingerprint, rows: _rows, ...said } = figure;
      const kept = { of, name, query, asOf, definition: definition.id, version: definition.version, ...countedIn(figure), fingerprint, by: viewer.id, at: new Date(deps.clock()), note };
      return shown(await addPin(database, kept, { ...said, name, definition }), viewer);
    },
    /** The figures that are pinned, the latest first, a page of them. `next` null: there are no more. */
    async pins(before: number | undefined, viewer: PinViewer): Promise<{ pins: PinnedFigure[]; next: number | null }> {
      const pins = await latestPins(database, before ?? 2_147_483_647, PIN_LIMITS.page + 1);
      return { pins: await Promise.all(pins.slice(0, PIN_LIMITS.page).map((pin) => shown(pin, viewer))), next: pins.length > PIN_LIMITS.page ? pins[PIN_LIMITS.page - 1]?.number ?? null : null };
    },
    /** Notes something on a pin, unpins it or pins it again. Errors: `not-found`; `forbidden` for whoever neither pinned it nor is an owner. */
    async change(number: number, { note, isPinned }: { readonly note?: string | undefined; readonly isPinned?: boolean | undefined }, viewer: PinViewer): Promise<PinnedFigure> {
      const pin = await pinOf(number);
      if (!viewer.mayChangeAll && pin.by !== viewer.id) throw new AppError('forbidden', 'pin-of-another', 'Only whoever pinned it, or an owner, changes a pinned figure.');
      const changed = { note: note ?? pin.note, isPinned: isPinned ?? pin.isPinned };
      await changePin(database, number, changed, viewer.id, new Date(deps.clock()));
      return shown({ ...pin, ...changed }, viewer);
    },
    /** A pinned figure counted again; as it was stored where it can not be. Errors: `not-found`. Cost: that of the figure. */
    async pinned(number: number, viewer: PinViewer): Promise<PinnedAgain> {
      const pin = await pinOf(number);
      const [pinned, stored, figure] = await Promise.all([shown(pin, viewer), saidThenAt(database, number), again(pin)]);
      if (typeof figure === 'string') return { pinned, stored, isSame: false, now: null, changes: [{ kind: figure, count: 0 }] };
      const changes = changesOf(pin, figure === null ? null : { ...countedIn(figure), version: figure.definition.version, fingerprint: figure.fingerprint });
      return { pinned, stored, isSame: changes.length === 0, now: figure === null ? { value: null, answers: 0, people: 0, leftOut: 0 } : countedIn(figure), changes };
    },
  };
}

export type Pins = ReturnType<typeof createPins>;
