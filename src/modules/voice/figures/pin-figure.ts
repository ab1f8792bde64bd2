import { AppError } from '../../../kernel/app-error.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import { standingThen, type Standing } from '../as-of/as-of.ts';
import type { Figure, PinBody, PinnedAgain, PinnedFigure } from './contract.ts';
import { addPin, latestPins, pinAt, type KeptPin } from './pinned-store.ts';
import type { Figures } from './show-figure.ts';

const PINS_MOST = 100;

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

/** Figures that are pinned as of a moment, and whether they still give the same number. See docs/decisions/0023. */
export function createPins(deps: Standing & { readonly database: Database; readonly outbox: Pick<Outbox, 'drained'>; readonly figures: Figures; /** The name of a person of the company; null for one who is gone. */ nameOf(person: string): Promise<string | null> }) {
  const { database, figures } = deps;

  async function shown({ fingerprint: _, ...pin }: KeptPin): Promise<PinnedFigure> {
    return { ...pin, asOf: pin.asOf.toISOString(), at: pin.at.toISOString(), by: await deps.nameOf(pin.by) };
  }

  /** The figure as it is counted now as of the moment of a pin; null where nobody who answered is left, `read-anew` where what was read then is gone. */
  async function again(pin: KeptPin): Promise<Figure | 'read-anew' | null> {
    try {
      return await figures.figure(pin.of, { ...pin.query, asOf: pin.asOf.toISOString() });
    } catch (error) {
      if (error instanceof AppError && error.code === 'score-unknown') return null;
      if (error instanceof AppError && error.code === 'read-anew-since') return 'read-anew';
      throw error;
    }
  }

  return {
    /** Pins a figure as of now, or as of the moment that it names, once all that was recorded until then has arrived. Errors: as the figure; `invalid` for topics, of which earlier moments are not kept. */
    async pin({ of, query }: PinBody, by: string): Promise<PinnedFigure> {
      const { asOfMs } = await standingThen(deps, query.asOf);
      const asOf = new Date(asOfMs ?? deps.clock());
      await deps.outbox.drained();
      const figure = await figures.figure(of, { ...query, asOf: asOf.toISOString() });
      const { name, definition, fingerprint } = figure;
      return shown(await addPin(database, { of, name, query, asOf, definition: definition.id, version: definition.version, ...countedIn(figure), fingerprint, by, at: new Date(deps.clock()) }));
    },
    /** The figures that were pinned last. */
    pins: async (): Promise<PinnedFigure[]> => Promise.all((await latestPins(database, PINS_MOST)).map(shown)),
    /** A pinned figure counted again. Errors: `not-found`. Cost: that of the figure. */
    async pinned(number: number): Promise<PinnedAgain> {
      const pin = await pinAt(database, number);
      if (pin === null) throw new AppError('not-found', 'pin-unknown', 'There is no such pinned figure.');
      const figure = await again(pin);
      if (figure === 'read-anew') return { pinned: await shown(pin), isSame: false, now: null, changes: [{ kind: 'read-anew', count: 0 }] };
      const changes = changesOf(pin, figure === null ? null : { ...countedIn(figure), version: figure.definition.version, fingerprint: figure.fingerprint });
      return { pinned: await shown(pin), isSame: changes.length === 0, now: figure === null ? { value: null, answers: 0, people: 0, leftOut: 0 } : countedIn(figure), changes };
    },
  };
}

export type Pins = ReturnType<typeof createPins>;
