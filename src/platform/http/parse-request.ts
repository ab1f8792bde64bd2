import type { z } from 'zod';
import { granted, refused, type Outcome } from '../../kernel/outcome.ts';
import type { RouteContract } from '../../kernel/route-contract.ts';
import type { Issue, Problem } from './problem.ts';

type Part = 'params' | 'query' | 'body';
type Parts = Readonly<Record<Part, unknown>>;

/** At most so many issues are told; somebody who mends these sees the next. */
const ISSUES_TOLD = 20;

/** What a request carries, checked by the route's contract. Refusal: a problem that names each field which does not fit, never its value. */
export function parseRequest(route: RouteContract, given: Parts): Outcome<Parts, Problem> {
  const issues: Issue[] = [];
  const parsed: Record<Part, unknown> = { params: undefined, query: undefined, body: undefined };
  for (const part of ['params', 'query', 'body'] as const) {
    const schema: z.ZodType | undefined = route[part];
    if (schema === undefined || (part === 'body' && route.raw === 'request')) continue;
    const nul = pathOfNul(given[part], part);
    if (nul !== null) issues.push({ path: nul, message: 'contains the character U+0000, which cannot be stored; leave it out' });
    const result = schema.safeParse(given[part]);
    if (result.success) parsed[part] = result.data;
    else for (const issue of result.error.issues) issues.push({ path: [part, ...issue.path.map(String)].join('.'), message: issue.message });
  }
  if (issues.length === 0) return granted(parsed);
  const told = issues.slice(0, ISSUES_TOLD);
  return refused({ code: 'request-invalid', detail: `Mend ${told.map(({ path, message }) => `${path} (${message})`).slice(0, 3).join(', ')}${issues.length > 3 ? ` and ${issues.length - 3} more` : ''}, then send it again. /api/openapi.json says what ${route.method} ${route.path} expects.`, issues: told });
}

/** Where a text holds U+0000, which PostgreSQL cannot keep; null when nowhere. */
function pathOfNul(value: unknown, path: string): string | null {
  const waiting: [unknown, string][] = [[value, path]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [found, at] = next;
    if (typeof found === 'string' && found.includes('\0')) return at;
    if (typeof found === 'object' && found !== null) for (const [key, inner] of Object.entries(found)) waiting.push([inner, `${at}.${key}`]);
  }
  return null;
}
