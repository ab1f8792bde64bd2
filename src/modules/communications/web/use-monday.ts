import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../web/api.ts';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { routes, type AnswerWord, type Question } from '../contract.ts';

/** The page of a week, else the latest. Not asked again by itself: a page does not change, and each reading stands in the audit log. */
export const mondayQuery = (week: string | undefined) => queryOptions({ queryKey: ['monday', 'page', week ?? 'latest'], queryFn: ({ signal }) => call(routes.monday, { query: week === undefined ? {} : { week } }, signal), staleTime: 60_000 });
export const questionsQuery = queryOptions({ queryKey: ['monday', 'questions'], queryFn: ({ signal }) => call(routes.questions, {}, signal), refetchInterval: 20_000 });

const SAID: Readonly<Record<AnswerWord, string>> = { yes: 'Yes. Whoever asked reads it now.', no: 'No. Whoever asked reads it now.', 'ask-me': 'They read that you want to be asked. The question stays until yes or no.' };

/** Answers a question by name. */
export function useAnswer({ id }: Pick<Question, 'id'>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ answer, note }: { readonly answer: AnswerWord; readonly note: string }) => call(routes.answer, { params: { id }, body: { answer, ...(note.trim() === '' ? {} : { note }) } }),
    onSuccess: (_, { answer }) => { sayDone(SAID[answer]); return queries.invalidateQueries({ queryKey: ['monday'] }); },
    onError: sayProblem,
  });
}
