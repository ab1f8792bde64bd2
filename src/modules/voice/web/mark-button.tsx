import { Popover, VisuallyHidden } from '@mantine/core';
import Frown from 'lucide-react/icons/frown';
import Meh from 'lucide-react/icons/meh';
import Smile from 'lucide-react/icons/smile';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import UserCheck from 'lucide-react/icons/user-check';
import { useId, useRef, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react';
import type { CarriedWords } from './carried-words.ts';
import { MarkCard } from './mark-card.tsx';
import { keyOf, type Mark, type MarkTone } from './mark-words.ts';
import css from './said-marks.module.css';
import type { Correct } from './use-correct.ts';
import type { LookedAt } from './use-looked-at.ts';

const SIGNS = { negative: Frown, neutral: Meh, positive: Smile, act: TriangleAlert, plain: null } as const satisfies Record<MarkTone, unknown>;
const ANSWERS = 'button:not(:disabled)';

/** One mark: its name, and, while it is looked at, what it means, the words that carry it, how sure it is, how good such marks are, who read it, and, where `correct` is given, what may be said instead. */
export function MarkButton({ mark, looked, carried, version, correct }: { readonly mark: Mark; readonly looked: LookedAt; readonly carried: CarriedWords | null | undefined; readonly version: number; readonly correct: Correct | null }): ReactNode {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const card = useRef<HTMLDivElement>(null);
  const key = keyOf(mark.thing);
  const isOpen = looked.at === key;
  const Sign = SIGNS[mark.tone];
  const close = (): void => { looked.close(); button.current?.focus(); looked.close(); };
  const leave = ({ relatedTarget }: FocusEvent): void => { if (!(relatedTarget instanceof Node) || (relatedTarget !== button.current && card.current?.contains(relatedTarget) !== true)) looked.close(); };
  /** By the keyboard the first answer of the card has the focus; the card is drawn elsewhere in the page. */
  const enterCard = (): void => { requestAnimationFrame(() => card.current?.querySelector<HTMLElement>(ANSWERS)?.focus()); };
  const keysOfCard = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') { event.stopPropagation(); close(); }
    if (event.key !== 'Tab') return;
    const answers = [...card.current?.querySelectorAll<HTMLElement>(ANSWERS) ?? []];
    // Past either end the focus goes on from the mark itself.
    if (document.activeElement === answers.at(event.shiftKey ? 0 : -1)) { if (event.shiftKey) event.preventDefault(); close(); }
  };
  return (
    <span className={css['place']} onPointerEnter={(event) => { if (event.pointerType === 'mouse') looked.enter(key); }} onPointerLeave={(event) => { if (event.pointerType === 'mouse') looked.leave(); }}>
      <button
        ref={button} type="button" className={css['mark']} data-tone={mark.tone} data-denied={mark.isDenied} data-open={isOpen} aria-expanded={isOpen} aria-describedby={isOpen ? id : undefined}
        onFocus={() => looked.focus(key)} onBlur={leave} onClick={(event) => { looked.press(key); if (event.detail === 0 && correct !== null) enterCard(); }}
        onKeyDown={(event) => { if (event.key === 'Escape' && isOpen) { event.stopPropagation(); looked.close(); } }}
      >
        {Sign !== null && <Sign size={13} aria-hidden />}{mark.isDenied ? <><VisuallyHidden>Not so: </VisuallyHidden><s>{mark.name}</s></> : mark.name}{mark.thing.byPerson && <UserCheck size={12} role="img" aria-label="said by a person" />}
      </button>
      {isOpen && (
        <Popover opened withRoles={false} withArrow={false} position="bottom-start" width={300} shadow="md" trapFocus={false} returnFocus={false} closeOnEscape={false} closeOnClickOutside={false} middlewares={{ flip: true, shift: { padding: 8 } }}>
          <Popover.Target><span className={css['anchor']} aria-hidden /></Popover.Target>
          <Popover.Dropdown
            ref={card} id={id} role={correct === null ? 'tooltip' : 'group'} aria-label={correct === null ? undefined : mark.name} className={css['card']} data-testid="mark-card"
            onPointerEnter={() => looked.enter(key)} onPointerLeave={looked.leave} onFocus={() => looked.hold(key)} onBlur={leave} onKeyDown={keysOfCard}
            // A press must not first take the focus from the mark: where buttons take none, the card would close before it is heard.
            onMouseDown={(event) => { if (event.target instanceof Element && event.target.closest('button') !== null) event.preventDefault(); }}
          >
            <MarkCard mark={mark} carried={carried} version={version} correct={correct} done={close} />
          </Popover.Dropdown>
        </Popover>
      )}
    </span>
  );
}
