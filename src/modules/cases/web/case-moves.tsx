import { Button, Menu } from '@mantine/core';
import ChevronDown from 'lucide-react/icons/chevron-down';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { useLetterKeys } from '../../../web/keys.ts';
import { routes, type CaseMove, type CaseView } from '../contract.ts';
import css from './case-page.module.css';
import { nextStep } from './case-words.ts';
import { MoveDialog } from './move-dialog.tsx';
import type { FormKey } from './move-forms.ts';
import type { ChangeCase } from './use-cases.ts';

/** A button of a case. `form` null: done at once. */
type Act = { readonly label: string; readonly move: CaseMove; readonly form: FormKey | null };

const BUTTONS: readonly Act[] = [
  { label: 'Take it', move: 'take', form: null }, { label: 'Give it to…', move: 'assign', form: 'assign' }, { label: 'Go on', move: 'resume', form: null }, { label: 'The customer was informed', move: 'inform', form: 'inform' }, { label: 'It is solved', move: 'resolve', form: 'resolve' },
  { label: 'The customer says: solved', move: 'customer-said', form: 'said-solved' }, { label: 'Not solved', move: 'customer-said', form: 'said-not-solved' }, { label: 'It was made good', move: 'remedy', form: 'remedy' }, { label: 'Hand it over', move: 'hand-over', form: 'hand-over' }, { label: 'Note', move: 'note', form: 'note' },
  { label: 'Wait for the customer', move: 'pause', form: 'pause' }, { label: 'A promise was broken', move: 'break', form: 'break' }, { label: 'Open it again', move: 'reopen', form: 'reopen' },
];

/** Which forms come first in each state; the others stand in the menu. */
const FIRST: Readonly<Record<CaseView['state'], readonly string[]>> = {
  new: ['take', 'assign'], owned: ['inform', 'resolve', 'hand-over', 'note'], informed: ['inform', 'resolve', 'hand-over', 'note'], resolved: ['said-solved', 'said-not-solved', 'note'], broken: ['remedy', 'inform', 'note'],
  confirmed: ['reopen', 'note'], unconfirmed: ['said-solved', 'said-not-solved', 'reopen'], remedied: ['said-solved', 'said-not-solved'], merged: [],
};

/** What should happen next, and what can be done. `t` takes a case, `n` writes a note, `h` hands it over. */
export function CaseMoves({ view, change }: { readonly view: CaseView; readonly change: ChangeCase }): ReactNode {
  const [form, open] = useState<FormKey | null>(null);
  const at = { params: { id: view.id } };
  const act = ({ form: key, move }: Act): void => {
    if (key !== null) open(key);
    else change.mutate(() => call(move === 'take' ? routes.take : routes.resume, { ...at, body: { seen: view.version } }));
  };
  const isPossible = ({ move, form: key }: Act): boolean => view.moves.includes(move) && !(key === 'said-not-solved' && (view.state === 'owned' || view.state === 'informed')) && !(key === 'said-solved' && view.state === 'confirmed');
  const possible = BUTTONS.filter(isPossible);
  const first = view.pausedAt !== null && view.moves.includes('resume') ? ['resume', ...FIRST[view.state]] : view.owner === null ? ['take', 'assign', ...FIRST[view.state]] : FIRST[view.state];
  const keyOf = (one: Act): string => one.form ?? one.move;
  const shown = [...new Set(first)].flatMap((key) => possible.find((one) => keyOf(one) === key) ?? []);
  const rest = possible.filter((one) => !shown.includes(one));
  const byKey = (key: string): (() => void) | null => { const one = possible.find((button) => keyOf(button) === key); return one === undefined ? null : () => act(one); };
  useLetterKeys({ t: byKey('take'), n: byKey('note'), h: byKey('hand-over') });
  return (
    <section className={css['next']} data-late={view.due?.isOverdue === true} aria-label="What is next" data-testid="case-next">
      <div>
        <p className={css['eyebrow']}>{view.due?.isOverdue === true ? 'What is next, too late already' : 'What is next'}</p>
        <h2 className={css['sentence']}>{nextStep(view)}</h2>
      </div>
      {possible.length > 0 && (
        <div className={css['moves']}>
          {shown.map((one, place) => <Button key={keyOf(one)} variant={place === 0 ? 'filled' : 'default'} loading={change.isPending && one.form === null} onClick={() => act(one)}>{one.label}</Button>)}
          {rest.length > 0 && (
            <Menu position="bottom-start">
              <Menu.Target><Button variant="default" rightSection={<ChevronDown size={14} aria-hidden />}>More</Button></Menu.Target>
              <Menu.Dropdown>{rest.map((one) => <Menu.Item key={keyOf(one)} onClick={() => act(one)}>{one.label}</Menu.Item>)}</Menu.Dropdown>
            </Menu>
          )}
        </div>
      )}
      {form !== null && <MoveDialog key={form} move={form} view={view} change={change} close={() => open(null)} />}
    </section>
  );
}
