import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { capital } from '../../../kernel/capital.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Personal } from '../../../web/primitives/masked.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { useMay } from '../../../web/session.ts';
import { ChannelIcon, channelName } from '../../interactions/web/parts.tsx';
import type { IssueContact, OpenedIssue } from '../contract.ts';
import { BelongsDialog } from './belongs-dialog.tsx';
import { BREAK_WORDS, whyText } from './issue-words.ts';
import css from './issues.module.css';
import { SaidByHand } from './said-by-hand.tsx';
import { issueQuery, useHandedWord } from './use-issues.ts';

const ROLE_WORDS = { ask: 'they came to us', public: 'they said it in public', reply: 'we wrote to them' } as const;

/** The contacts of an issue in the order in which they happened, why each belongs there, and what was said of it by hand. */
export function OpenedContacts({ id }: { readonly id: string }): ReactNode {
  const { data, error, refetch } = useQuery(issueQuery(id));
  const [moving, setMoving] = useState<IssueContact | null>(null);
  const word = useHandedWord();
  const may = useMay();
  if (error !== null && data === undefined) return <Problem error={error} again={() => void refetch()} />;
  if (data === undefined) return <LinesSkeleton lines={4} />;
  return (
    <>
      <ol className={css['contacts']} aria-label="Its contacts, as they happened" data-testid="issue-contacts">
        {data.contacts.map((one, place) => (
          <Contact key={one.interaction} opened={data} contact={one} isFirst={place === 0}>
            {may('change-identity') && (
              <Menu position="bottom-start" disabled={word.isBusy}>
                <Menu.Target><button type="button" className={css['act']} disabled={word.isBusy}>Not here?</button></Menu.Target>
                <Menu.Dropdown>
                  {data.contacts.length > 1 && <Menu.Item onClick={() => word.takeOut(data.issue.id, one.interaction)}>This is about something else</Menu.Item>}
                  <Menu.Item onClick={() => setMoving(one)}>This belongs to …</Menu.Item>
                </Menu.Dropdown>
              </Menu>
            )}
          </Contact>
        ))}
      </ol>
      <SaidByHand opened={data} takeBack={may('change-identity') ? word.undo : null} />
      {moving !== null && <BelongsDialog opened={data} contact={moving} move={(to) => { word.moveTo(data, moving, to); setMoving(null); }} close={() => setMoving(null)} />}
    </>
  );
}

function Contact({ opened, contact, isFirst, children }: { readonly opened: OpenedIssue; readonly contact: IssueContact; readonly isFirst: boolean; readonly children: ReactNode }): ReactNode {
  const why = isFirst ? '' : whyText(contact);
  return (
    <li className={css['contact']} data-role={contact.role} data-testid="issue-contact">
      <span className={css['sign']}><ChannelIcon channel={contact.channel} /></span>
      <div className={css['contactBody']}>
        <p><Link to="/customers/$id" params={{ id: opened.issue.customer }} search={{ until: contact.at }} className={css['when']} title="Show this moment on the timeline"><b>{channelName(contact.channel)}</b>, <Moment at={contact.at} /></Link> <span className={css['quiet']}>{ROLE_WORDS[contact.role]}</span></p>
        {contact.title !== null && <p className={css['title']} dir="auto"><Personal value={capital(contact.title)} /></p>}
        {contact.breaks.length > 0 && <p className={css['broke']} data-testid="issue-break">{capital(contact.breaks.map((code) => BREAK_WORDS[code]).join(', '))}</p>}
        {why !== '' && <p className={css['why']}>{why}</p>}
        {children}
      </div>
    </li>
  );
}
