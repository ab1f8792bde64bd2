import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { routes, type Panel, type PanelCustomer } from '../contract.ts';
import css from './panel.module.css';
import { callAs, insertWord, type PanelSession } from './panel-session.ts';
import type { ChangePanel } from './use-panel.ts';

const WENT = { inserted: 'It stands in your reply.', copied: 'Copied: paste it into your reply.', select: 'Copy the words above by hand: this frame may not.' } as const;

/** The next best word, in the customer's language, ready for the reply. */
export function SayNext({ panel, customer, view, chosen, change }: { readonly panel: Panel; readonly customer: PanelCustomer; readonly view: PanelSession; readonly chosen: string | undefined; readonly change: ChangePanel }): ReactNode {
  const [went, setWent] = useState<string>();
  const { text, language } = customer.word;
  const use = async (): Promise<void> => { setWent(WENT[await insertWord(view, text)]); };
  const note = (): void => { change.mutate(() => callAs(view, routes.note, { body: { customer: chosen } }), { onSuccess: () => setWent(`It will stand in ${panel.desk.name} as a private note.`) }); };
  return (
    <section className={css['say']} aria-label="Say next">
      <p className={css['name']} aria-hidden>Say next</p>
      <blockquote lang={language} className={css['word']} data-testid="panel-word">{text}</blockquote>
      <div className={css['acts']}>
        <Button size="compact-md" onClick={() => void use()}>Put into the reply</Button>
        {panel.desk.canNote && panel.agent.mayWork && <Button size="compact-md" variant="default" onClick={note} loading={change.isPending}>Note for colleagues</Button>}
      </div>
      <p role="status" className={css['quiet']}>{went}</p>
    </section>
  );
}
