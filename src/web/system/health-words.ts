import { queryOptions } from '@tanstack/react-query';
import { routes, type Health } from '../../kernel/health.ts';
import { call } from '../api.ts';

/** Whether everything works, asked again now and then. */
export const healthQuery = queryOptions({ queryKey: ['health'], queryFn: ({ signal }) => call(routes.health, {}, signal), refetchInterval: 10_000, staleTime: 2_000 });

/** The state of the house in one sentence. */
export function healthSentence(health: Health): string {
  const failing = health.checks.filter((check) => check.state !== 'ok');
  if (health.state === 'ok') return health.checks.length === 0 ? 'Everything works.' : `All ${health.checks.length} parts work.`;
  const names = failing.map((check) => check.name).join(', ');
  return health.state === 'down' ? `Not working: ${names === '' ? 'a part that your role may not see' : names}.` : `Working, with trouble in: ${names === '' ? 'a part that your role may not see' : names}.`;
}
