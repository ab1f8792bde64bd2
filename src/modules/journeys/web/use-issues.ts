import { keepPreviousData, queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { call } from '../../../web/api.ts';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { routes, type Issue, type IssueContact, type OpenedIssue } from '../contract.ts';

const DAY_MS = 86_400_000;
const STALE_MS = 30_000;
/** Lists are asked for anew so often: who looked is written down each time. */
const AGAIN_MS = 60_000;
/** After somebody's word contacts are put together anew, which takes about a second, and longer where much arrives: the page asks again after these times, until something moved and then stayed: several words may be taken in one after the other. Units: ms. */
const ASK_AGAIN_MS = [300, 1_200, 1_500, 2_000, 4_000, 8_000] as const;

/** A day before today, as the server's filters take it. */
export function dayBefore(days: number): string {
  return new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
}

/** Which issues a list shows. `days`: last asked about within so many. */
export type IssueFilter = { readonly days: number; readonly least: number; readonly unanswered: boolean; readonly limit: number };

export const issuesOfCustomerQuery = (customer: string) => queryOptions({ queryKey: ['issues', 'customer', customer], staleTime: STALE_MS, queryFn: async ({ signal }) => (await call(routes.issuesOfCustomer, { params: { id: customer } }, signal)).issues });

export const issueQuery = (id: string) => queryOptions({ queryKey: ['issues', 'one', id], staleTime: STALE_MS, queryFn: ({ signal }) => call(routes.issue, { params: { id } }, signal) });

export const issuesQuery = ({ days, least, unanswered, limit }: IssueFilter) => queryOptions({
  queryKey: ['issues', 'list', days, least, unanswered, limit], staleTime: STALE_MS, refetchInterval: AGAIN_MS, placeholderData: keepPreviousData,
  queryFn: async ({ signal }) => (await call(routes.issues, { query: { from: dayBefore(days), least, limit, ...(unanswered ? { unanswered: 'yes' as const } : {}) } }, signal)).issues,
});

export const firstIssueQuery = queryOptions({ queryKey: ['issues', 'first'], staleTime: STALE_MS, refetchInterval: AGAIN_MS, queryFn: async ({ signal }) => (await call(routes.firstIssues, { query: { limit: 1 } }, signal)).issues[0] ?? null });

export const figuresQuery = (days: number) => queryOptions({ queryKey: ['issues', 'figures', days], staleTime: STALE_MS, placeholderData: keepPreviousData, queryFn: ({ signal }) => call(routes.issueFigures, { query: { from: dayBefore(days) } }, signal) });

/** Where contacts lie as the page shows it; what was said of them is left out, which is known at once. */
function placesShown(queries: QueryClient): string {
  const lists = queries.getQueriesData<readonly Issue[]>({ queryKey: ['issues', 'customer'], type: 'active' });
  const opened = queries.getQueriesData<OpenedIssue>({ queryKey: ['issues', 'one'], type: 'active' });
  return JSON.stringify([lists, opened.map(([, one]) => one?.contacts.map(({ interaction }) => interaction))]);
}

async function askUntilItShows(queries: QueryClient): Promise<void> {
  const before = placesShown(queries);
  let last = before;
  for (const waitMs of ASK_AGAIN_MS) {
    await new Promise((resolve) => { window.setTimeout(resolve, waitMs); });
    await queries.invalidateQueries({ queryKey: ['issues'] });
    const seen = placesShown(queries);
    if (seen !== before && seen === last) return;
    last = seen;
  }
}

/** Something said by hand. Shape: `work` answers the numbers of the words that it came to. */
type Said = { readonly work: () => Promise<readonly string[]>; readonly told: string };

async function takeBack(words: readonly string[]): Promise<void> {
  await call(routes.undoWords, { body: { words: [...words] } });
}

/** Says by hand where a contact belongs; each word has its way back. */
export function useHandedWord() {
  const queries = useQueryClient();
  const undo = (words: readonly string[]): void => { takeBack(words).then(() => { sayDone('Taken back.'); }, sayProblem).finally(() => { void askUntilItShows(queries); }); };
  const saying = useMutation({
    mutationFn: ({ work }: Said) => work(),
    onSuccess: (words, { told }) => { sayDone(told, () => undo(words)); },
    onSettled: () => { void askUntilItShows(queries); },
  });
  return {
    isBusy: saying.isPending, undo,
    takeOut: (issue: string, interaction: string): void => saying.mutate({ told: 'Taken out: it is about something else.', work: async () => (await call(routes.takeOut, { params: { id: issue }, body: { interaction } })).words }),
    /** Out of the issue that it lies in, and to the one that it is about. */
    moveTo: (from: OpenedIssue, contact: IssueContact, to: string): void => saying.mutate({ told: 'Moved to the other issue.', work: async () => (await call(routes.moveTo, { params: { id: from.issue.id }, body: { interaction: contact.interaction, to } })).words }),
  };
}
