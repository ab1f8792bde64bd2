import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { chatwootRoutes } from '../../channels/contract.ts';
import { routes } from '../contract.ts';
import { ChatwootCard } from './chatwoot-card.tsx';
import { NewChatwoot } from './new-chatwoot.tsx';
import { NewDesk } from './new-desk.tsx';
import css from './panel.module.css';
import { SignedDeskCard } from './signed-desk-card.tsx';

/** Help desks of the company: who may show the panel beside conversations, and what goes both ways with Chatwoot. */
export function DesksPage(): ReactNode {
  const desks = useQuery({ queryKey: ['desks'], queryFn: ({ signal }) => call(routes.desks, {}, signal), refetchInterval: 10_000 });
  const chatwoots = useQuery({ queryKey: ['chatwoots'], queryFn: ({ signal }) => call(chatwootRoutes.chatwoots, {}, signal), refetchInterval: 5_000 });
  const [adding, setAdding] = useState<'desk' | 'chatwoot' | null>(null);
  const error = desks.error ?? chatwoots.error;
  return (
    <>
      <PageHead title="Help desks" lead="Agents stay in the desk that they have: beside each conversation stand five lines about the customer. Only desks that you list here may show them."
        actions={<><Button onClick={() => setAdding('chatwoot')}>Add Chatwoot</Button><Button variant="default" onClick={() => setAdding('desk')}>Add another desk</Button></>} />
      <NewDesk opened={adding === 'desk'} close={() => setAdding(null)} />
      <NewChatwoot opened={adding === 'chatwoot'} close={() => setAdding(null)} />
      {error !== null && (desks.data === undefined || chatwoots.data === undefined) ? <Problem error={error} again={() => { void desks.refetch(); void chatwoots.refetch(); }} />
        : desks.data === undefined || chatwoots.data === undefined ? <LinesSkeleton lines={6} />
          : (
            <div className={css['setting']}>
              <Panel title="Chatwoot" testId="chatwoots">
                {chatwoots.data.held !== null && <p className={css['warn']}>{chatwoots.data.held} What would be written is shown, and waits.</p>}
                {chatwoots.data.desks.length === 0 ? <Empty title="No Chatwoot yet.">Its conversations become part of each customer’s history, and its agents see who has a case. You need an access token of an administrator there.</Empty>
                  : chatwoots.data.desks.map((desk) => <ChatwootCard key={desk.id} desk={desk} panels={desks.data.chatwoots.find(({ id }) => id === desk.id)?.panels ?? 0} />)}
              </Panel>
              <Panel title="Other desks" testId="signed-desks">
                {desks.data.desks.length === 0 ? <Empty title="No other desk yet.">Zendesk, Freshdesk or a desk of your own: its server signs who looks at whom, and shows the panel in a frame.</Empty>
                  : desks.data.desks.map((desk) => <SignedDeskCard key={desk.id} desk={desk} />)}
              </Panel>
            </div>
          )}
    </>
  );
}
