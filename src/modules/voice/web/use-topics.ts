import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../web/api.ts';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { ALL_LANGUAGES, topicRoutes, type TopicDecisionBody } from '../contract.ts';

/** Ways to shape topics; each is said when it is done, with the way back. */
export type TopicActs = { decide(body: TopicDecisionBody, done: string): void; undo(number: number): void; find(): void; readonly isBusy: boolean };

/** The same acts, about a topic in every language in which it is spoken of. */
export function inAllLanguages(acts: TopicActs | null): TopicActs | null {
  return acts === null ? null : { ...acts, decide: (body, done) => acts.decide(body.kind === 'split' || body.kind === 'undo' || body.kind === 'apart' ? body : { ...body, language: ALL_LANGUAGES }, done) };
}

/** Decisions about topics, after which the page shows what is then. */
export function useTopicActs(): TopicActs {
  const queries = useQueryClient();
  const refresh = async (): Promise<void> => { await Promise.all([queries.invalidateQueries({ queryKey: ['topics'] }), queries.invalidateQueries({ queryKey: ['topic-verbatims'] })]); };
  const undo = useMutation({ mutationFn: (number: number) => call(topicRoutes.decideTopics, { body: { kind: 'undo', number } }), onSuccess: () => { sayDone('Taken back.'); return refresh(); } });
  const decide = useMutation({
    mutationFn: ({ body }: { readonly body: TopicDecisionBody; readonly done: string }) => call(topicRoutes.decideTopics, { body }),
    onSuccess: ({ number }, { done }) => { sayDone(done, () => undo.mutate(number)); return refresh(); },
  });
  const find = useMutation({ mutationFn: () => call(topicRoutes.findTopics, { body: {} }), onSuccess: () => { sayDone('Topics are being found anew, in the background.'); return refresh(); } });
  return { decide: (body, done) => decide.mutate({ body, done }), undo: (number) => undo.mutate(number), find: () => find.mutate(), isBusy: decide.isPending || undo.isPending || find.isPending };
}
