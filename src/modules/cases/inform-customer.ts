import { AppError } from '../../kernel/app-error.ts';
import { changeCase, type WorkDeps } from './change-case.ts';
import { CASE_LIMITS } from './contract.ts';

const DAY_MS = 86_400_000;

/** Notes what the customer was told, and by when they hear more. Nothing is sent. Errors: `invalid` for a moment that is over or too far; `conflict`. */
export async function informCustomer(deps: WorkDeps, number: number, by: string, { seen, told, nextUpdateBy }: { readonly told: string; readonly nextUpdateBy: string | null; readonly seen: number }): Promise<void> {
  const nextUpdateByMs = nextUpdateBy === null ? null : Date.parse(nextUpdateBy);
  const nowMs = deps.clock();
  if (nextUpdateByMs !== null && (nextUpdateByMs <= nowMs || nextUpdateByMs > nowMs + CASE_LIMITS.updateDays * DAY_MS)) throw new AppError('invalid', 'update-not-ahead', 'The next update must be due after now, and within a year.');
  await changeCase(deps, { number, by, seen, fact: () => ({ kind: 'informed', told, nextUpdateByMs }) });
}
