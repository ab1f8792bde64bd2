import { Button, Modal, MultiSelect, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { CASE_LIMITS, routes, type CaseView } from '../contract.ts';
import css from './case-page.module.css';
import { HolderSelect } from './holder-select.tsx';
import { FORMS, isFilled, type Filled, type FormKey } from './move-forms.ts';
import { useChoices, type ChangeCase } from './use-cases.ts';
import { useSpoken } from './use-spoken.ts';

const EMPTY: Filled = { texts: {}, holder: null, until: '', mentions: [], interaction: null };
/** Others see that somebody writes, for so long after the last letter. Units: ms. */
const TELL_MS = 10_000;

/** The form of one move. What was written stays when somebody else was faster: the page shows what they did, and it can be sent again. */
export function MoveDialog({ move, view, change, close }: { readonly move: FormKey; readonly view: CaseView; readonly change: ChangeCase; readonly close: () => void }): ReactNode {
  const form = FORMS[move];
  const [filled, fill] = useState<Filled>(EMPTY);
  const { people } = useChoices();
  const spoken = useSpoken(view);
  useWriting(view.id);
  const write = (name: string, text: string): void => fill((before) => ({ ...before, texts: { ...before.texts, [name]: text } }));
  return (
    <Modal opened onClose={close} title={form.title} size="lg">
      <form className={css['form']} onSubmit={(event) => { event.preventDefault(); change.mutate(() => form.send(view, filled), { onSuccess: close }); }}>
        {form.note !== undefined && <p className={css['quiet']}>{form.note}</p>}
        {form.asks === 'holder' && <HolderSelect label="To whom" value={filled.holder} change={(holder) => fill({ ...filled, holder })} without={view.owner?.id ?? null} />}
        {form.asks === 'interaction' && spoken.length > 0 && (
          <NativeSelect label="In which interaction" value={filled.interaction ?? ''} onChange={(event) => fill({ ...filled, interaction: event.currentTarget.value === '' ? null : event.currentTarget.value })} data={[{ value: '', label: 'None of these' }, ...spoken.map(({ value, label }) => ({ value, label }))]} />
        )}
        {form.fields.map(({ name, label, hint, isOptional }, place) => (
          <Textarea key={name} label={label} placeholder={hint} value={filled.texts[name] ?? ''} onChange={(event) => write(name, event.currentTarget.value)} maxLength={CASE_LIMITS.text} autosize minRows={2} maxRows={10} withAsterisk={isOptional !== true} {...(place === 0 && form.asks !== 'holder' ? { 'data-autofocus': true } : {})} />
        ))}
        {form.asks === 'mentions' && <MultiSelect label="Mention" placeholder={filled.mentions.length === 0 ? 'Who should read it' : ''} data={people.map(({ id, name }) => ({ value: id, label: name }))} value={[...filled.mentions]} onChange={(mentions) => fill({ ...filled, mentions })} searchable />}
        {form.asks === 'until' && <TextInput type="datetime-local" label="They hear more by" description="Without a moment, by the rules of how urgent it is" value={filled.until} onChange={(event) => fill({ ...filled, until: event.currentTarget.value })} />}
        <Button type="submit" loading={change.isPending} disabled={!isFilled(form, filled)}>{form.button}</Button>
      </form>
    </Modal>
  );
}

/** Tells others that somebody writes on a case, as long as whatever uses it is there. */
export function useWriting(id: string): void {
  useEffect(() => {
    const tell = (isWriting: boolean): void => { call(routes.writing, { params: { id }, body: { isWriting } }).catch(() => undefined); };
    tell(true);
    const timer = window.setInterval(() => tell(true), TELL_MS);
    return () => {
      window.clearInterval(timer);
      tell(false);
    };
  }, [id]);
}
