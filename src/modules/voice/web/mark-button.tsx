import { Popover } from '@mantine/core';
import Frown from 'lucide-react/icons/frown';
import Meh from 'lucide-react/icons/meh';
import Smile from 'lucide-react/icons/smile';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useId, type ReactNode } from 'react';
import type { CarriedWords } from './carried-words.ts';
import { cardOf, keyOf, qualityText, sureText, type Mark, type MarkTone } from './mark-words.ts';
import css from './said-marks.module.css';
import type { LookedAt } from './use-looked-at.ts';
import { useCard } from './use-reading.ts';

const SIGNS = { negative: Frown, neutral: Meh, positive: Smile, act: TriangleAlert, plain: null } as const satisfies Record<MarkTone, unknown>;

/** One mark: its name, and, while it is looked at, what it means, the words that carry it, how sure it is, how good such marks are, and who read it. */
export function MarkButton({ mark, looked, carried, version }: { readonly mark: Mark; readonly looked: LookedAt; readonly carried: CarriedWords | null; readonly version: number }): ReactNode {
  const id = useId();
  const key = keyOf(mark.thing);
  const isOpen = looked.at === key;
  const Sign = SIGNS[mark.tone];
  return (
    <span className={css['place']} onPointerEnter={(event) => { if (event.pointerType === 'mouse') looked.enter(key); }} onPointerLeave={(event) => { if (event.pointerType === 'mouse') looked.leave(); }}>
      <button
        type="button" className={css['mark']} data-tone={mark.tone} data-open={isOpen} aria-expanded={isOpen} aria-describedby={isOpen ? id : undefined}
        onFocus={() => looked.focus(key)} onBlur={looked.close} onClick={() => looked.press(key)} onKeyDown={(event) => { if (event.key === 'Escape' && isOpen) { event.stopPropagation(); looked.close(); } }}
      >
        {Sign !== null && <Sign size={13} aria-hidden />}{mark.name}
      </button>
      {isOpen && (
        <Popover opened withRoles={false} withArrow={false} position="bottom-start" width={300} shadow="md" trapFocus={false} returnFocus={false} closeOnEscape={false} closeOnClickOutside={false} middlewares={{ flip: true, shift: { padding: 8 } }}>
          <Popover.Target><span className={css['anchor']} aria-hidden /></Popover.Target>
          <Popover.Dropdown id={id} role="tooltip" className={css['card']} onPointerEnter={() => looked.enter(key)} onPointerLeave={looked.leave} data-testid="mark-card"><Explained mark={mark} carried={carried} version={version} /></Popover.Dropdown>
        </Popover>
      )}
    </span>
  );
}

function Explained({ mark, carried, version }: { readonly mark: Mark; readonly carried: CarriedWords | null; readonly version: number }): ReactNode {
  const card = useCard(true);
  return (
    <>
      <p><b>{mark.name}.</b> {mark.meaning}</p>
      {carried === null ? <p className={css['quiet']}>The words that carry it cannot be quoted: they were changed or hidden since.</p>
        
          : carried.words.length === 0 ? !mark.thing.byPerson && <p className={css['quiet']}>No single words carry it: the text as a whole does.</p>
          : <p>Carried by {carried.words.map((word, at) => <span key={word}>{at > 0 && ', '}“<q className={css['words']}>{word}</q>”</span>)}</p>}
      <p className={css['quiet']}>{sureText(mark.thing)} {card === undefined || mark.thing.byPerson ? '' : mark.thing.confidence === null ? qualityText(undefined) : qualityText(cardOf(card, mark.thing))}</p>
      {!mark.thing.byPerson && <p className={css['quiet']}>Read by version {version} of the reader.</p>}
    </>
  );
}
