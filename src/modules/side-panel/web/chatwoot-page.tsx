import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { AppError } from '../../../kernel/app-error.ts';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { problemText } from '../../../web/primitives/problem.tsx';
import { routes } from '../contract.ts';
import { FETCH_INFO, readContext, type ChatwootContext } from './chatwoot-context.ts';
import css from './panel.module.css';
import { PanelNote, PanelView } from './panel-view.tsx';

const page = getRouteApi('/embed/chatwoot');
/** How often it is asked whether leave was given, and for the conversation until Chatwoot tells it. Units: ms. */
const ASK_MS = 2_000;

const keyOf = (desk: string): string => `custos-panel ${desk}`;
/** What was given leave in this browser, for this desk. Frames of other sites may be denied any memory: then it lasts as long as the page. */
function remembered(desk: string): string | null {
  try { return window.localStorage.getItem(keyOf(desk)); } catch { return null; }
}
function remember(desk: string, pairing: string | null): void {
  try { if (pairing === null) window.localStorage.removeItem(keyOf(desk)); else window.localStorage.setItem(keyOf(desk), pairing); } catch { /* It lasts as long as the page. */ }
}

/** The conversation beside which the panel stands. Chatwoot's page tells it; it is believed about whom to show, never about who looks. */
function useConversation(): ChatwootContext | null {
  const [context, setContext] = useState<ChatwootContext | null>(null);
  const isTold = context !== null;
  useEffect(() => {
    const hear = (event: MessageEvent<unknown>): void => {
      const read = event.source === window.parent ? readContext(event.data) : null;
      if (read !== null) setContext((before) => (JSON.stringify(before) === JSON.stringify(read) ? before : read));
    };
    window.addEventListener('message', hear);
    return () => window.removeEventListener('message', hear);
  }, []);
  useEffect(() => {
    if (isTold || window.parent === window) return undefined;
    // Chatwoot hears this of any frame of its page; it holds nothing.
    const ask = (): void => { window.parent.postMessage(FETCH_INFO, '*'); };
    ask();
    const timer = setInterval(ask, ASK_MS);
    return () => clearInterval(timer);
  }, [isTold]);
  return context;
}

/** The panel as a dashboard app of Chatwoot. */
export function ChatwootPage(): ReactNode {
  const desk = page.useSearch().desk ?? '';
  const context = useConversation();
  const [pairing, setPairing] = useState(() => remembered(desk));
  useEffect(() => { document.title = 'Custos'; }, []);
  const give = (given: string | null): void => { remember(desk, given); setPairing(given); };
  return (
    <main className={css['frame']}>
      {desk === '' ? <PanelNote title="Nothing to show.">The address of this panel names no desk. An owner finds the right one under Connect, Help desks.</PanelNote>
        : pairing === null ? <AskLeave desk={desk} given={give} />
          : context === null ? <PanelNote title="Open a conversation.">Chatwoot has not told yet which conversation this stands beside.</PanelNote>
            : <Opened key={context.conversation} desk={desk} pairing={pairing} context={context} over={() => give(null)} />}
    </main>
  );
}

function Opened({ desk, pairing, context, over }: { readonly desk: string; readonly pairing: string; readonly context: ChatwootContext; readonly over: () => void }): ReactNode {
  const { data, error } = useQuery({ queryKey: ['side-panel-open', pairing, context], queryFn: ({ signal }) => call(routes.open, { body: { pairing, desk, ...context } }, signal), refetchInterval: 20 * 60_000, staleTime: Number.POSITIVE_INFINITY, retry: 1 });
  if (data !== undefined) return <PanelView view={data} />;
  if (error === null) return <LinesSkeleton lines={8} />;
  return (
    <>
      <PanelNote title="This can not be shown.">{problemText(error)}</PanelNote>
      {error instanceof AppError && error.kind === 'forbidden' && <Button size="compact-md" onClick={over}>Connect this panel again</Button>}
    </>
  );
}

/** Asks a person for leave: they compare the code in Custos, where they are signed in. */
function AskLeave({ desk, given }: { readonly desk: string; readonly given: (pairing: string) => void }): ReactNode {
  const queries = useQueryClient();
  const ask = useMutation({ mutationFn: () => call(routes.askLeave, { body: { desk } }), onSuccess: () => queries.removeQueries({ queryKey: ['side-panel-leave'] }) });
  const pairing = ask.data?.pairing;
  const { data } = useQuery({ queryKey: ['side-panel-leave', pairing], queryFn: ({ signal }) => call(routes.hasLeave, { body: { pairing: pairing ?? '' } }, signal), enabled: pairing !== undefined, refetchInterval: ASK_MS });
  const state = data?.state;
  useEffect(() => { if (state === 'given' && pairing !== undefined) given(pairing); }, [state, pairing, given]);
  if (ask.data === undefined || state === 'over') {
    return (
      <div className={css['message']}>
        <h1>Connect this panel</h1>
        <p>It shows what you may see in Custos. Connect it once a day: you compare a code, there is nothing to type.</p>
        <Button onClick={() => ask.mutate()} loading={ask.isPending}>Connect</Button>
      </div>
    );
  }
  return (
    <div className={css['message']} data-testid="panel-leave">
      <h1>Compare this code</h1>
      <p className={css['code']} data-testid="panel-code">{ask.data.code}</p>
      <Button component="a" href={`/desk-leave?code=${encodeURIComponent(ask.data.code)}`} target="_blank" rel="noreferrer">Open Custos and allow it</Button>
      <p className={css['quiet']} role="status">Waiting for you. Allow it only where the same code stands.</p>
    </div>
  );
}
