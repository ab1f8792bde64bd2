import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Problem, problemText } from '../../../web/primitives/problem.tsx';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { PIN_LIMITS, type PinnedFigure } from '../contract.ts';
import { pinAddress } from './pin-address.ts';
import { PinnedSaid } from './pinned-said.tsx';
import { overText, pinText, pinnedText } from './pin-words.ts';
import css from './pins-page.module.css';
import { usePins, type CheckedPin } from './use-pins.ts';

type Change = ReturnType<typeof usePins>['change'];

/** Figures that somebody pinned as of a moment: who, when, what was noted, and whether each still gives the same number. */
export function PinsPage(): ReactNode {
  const { pins, isReading, error, refetch, hasMore, more, isReadingMore, change } = usePins();
  return (
    <div data-testid="pins-page">
      <PageHead title="Pinned figures" lead="Numbers that stand in a report, as of their moment. Each is counted again here: it is the same, or it says what changed it." />
      {error !== null ? <Problem error={error} again={() => void refetch()} />
        : isReading ? <LinesSkeleton lines={8} height={22} />
          : pins.length === 0 ? <Empty title="Nothing is pinned." action={<Button component={Link} to="/scores">Look at scores</Button>}>Open “Show how” below a figure and press “Pin it”: the number, what it is made of and its moment stand here from then on.</Empty>
            : <ul className={css['pins']}>{pins.map((one) => <Pin key={one.pin.number} one={one} change={change} />)}</ul>}
      {hasMore && <Button variant="default" loading={isReadingMore} onClick={() => void more()}>Earlier ones</Button>}
    </div>
  );
}

function Pin({ one: { pin, again, error }, change }: { readonly one: CheckedPin; readonly change: Change }): ReactNode {
  const { number, name, by, at, asOf, note, mayChange } = pin;
  const address = pinAddress(pin);
  const isStored = again !== undefined && again.now === null;
  const unpin = (): void => change.mutate({ number, isPinned: false }, { onSuccess: () => sayDone(`${name} is unpinned.`, () => change.mutate({ number, isPinned: true }, { onError: sayProblem })), onError: sayProblem });
  return (
    <li className={css['pin']} data-testid="pin" data-same={again?.isSame}>
      <div className={css['head']}>
        <h2 className={css['name']}>{address === null || isStored ? name : <Link to={address.to} search={address.search}>{name}</Link>}</h2>
        <p className={css['value']}>{pinnedText(pin)}</p>
        {mayChange && <Button size="compact-sm" variant="default" className={css['act'] ?? ''} disabled={change.isPending} onClick={unpin}>Unpin</Button>}
      </div>
      <p className={css['quiet']}>{overText(pin)}. As of <Moment at={asOf} />. Pinned by {by ?? 'somebody who left'}, <Moment at={at} />.</p>
      <Note pin={pin} note={note} change={change} />
      <p className={css['again']} data-kind={again === undefined ? 'waiting' : isStored ? 'stored' : again.isSame ? 'same' : 'changed'} data-testid="pin-again">{error !== null ? problemText(error) : again === undefined ? 'Counting it again…' : pinText(again)}</p>
      {again !== undefined && again.stored !== null && <PinnedSaid stored={again.stored} open={isStored} />}
    </li>
  );
}

/** What was noted on a pin; whoever may change it writes it where it stands. */
function Note({ pin: { number, name, mayChange }, note, change }: { readonly pin: PinnedFigure; readonly note: string; readonly change: Change }): ReactNode {
  const [written, write] = useState<string | null>(null);
  const keep = (text: string): void => change.mutate({ number, note: text.trim() }, { onSuccess: () => write(null), onError: sayProblem });
  if (written === null) return note === '' && !mayChange ? null : <p className={css['note']}>{note}{mayChange && <Button size="compact-sm" variant="subtle" onClick={() => write(note)}>{note === '' ? 'Note something' : 'Change the note'}</Button>}</p>;
  return (
    <form className={css['note']} onSubmit={(event) => { event.preventDefault(); keep(written); }}>
      <TextInput aria-label={`Note on ${name}`} size="xs" className={css['field'] ?? ''} maxLength={PIN_LIMITS.note} placeholder="Such as: board report, third quarter" value={written} onChange={(event) => write(event.currentTarget.value)} data-autofocus />
      <Button size="compact-sm" type="submit" loading={change.isPending}>Keep</Button>
      <Button size="compact-sm" variant="default" onClick={() => write(null)}>Leave it</Button>
    </form>
  );
}
