import { z } from 'zod';

const Parameter = z.looseObject({ name: z.string(), in: z.string(), required: z.boolean().default(false), schema: z.looseObject({ description: z.string().optional(), enum: z.array(z.unknown()).optional(), default: z.unknown().optional() }).optional() });
const Operation = z.looseObject({
  summary: z.string().default(''), tags: z.array(z.string()).default([]), 'x-gate': z.string().optional(), parameters: z.array(Parameter).default([]),
  requestBody: z.looseObject({ content: z.record(z.string(), z.looseObject({ example: z.unknown().optional() })) }).optional(),
  responses: z.record(z.string(), z.looseObject({ content: z.record(z.string(), z.unknown()).optional() })).default({}),
});
const Description = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), Operation)) });

const GROUPS: Readonly<Record<string, string>> = { health: 'installation', 'openapi.json': 'installation', demo: 'installation', backup: 'installation', 'first-run': 'session', 'sign-in': 'session', 'sign-out': 'session', me: 'session' };

/** One route as the page to try it needs it. `example` is the body to start from, null when it takes none; `plain` false: it streams or takes a file, and is described only. */
export type Operation = { readonly key: string; readonly method: string; readonly path: string; readonly summary: string; readonly group: string; readonly gate: string; readonly parameters: readonly { readonly name: string; readonly place: string; readonly required: boolean; readonly choices: readonly string[]; readonly standard: string }[]; readonly example: string | null; readonly plain: boolean };

/** Reads the routes out of an OpenAPI document. Errors: ZodError when it is no such document. */
export function operationsOf(document: unknown): readonly Operation[] {
  return Object.entries(Description.parse(document).paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, one]): Operation => {
    const json = one.requestBody?.content['application/json'];
    return {
      key: `${method} ${path}`, method: method.toUpperCase(), path, summary: one.summary, group: GROUPS[one.tags[0] ?? ''] ?? one.tags[0] ?? 'installation', gate: one['x-gate'] ?? 'public',
      parameters: one.parameters.map((parameter) => ({ name: parameter.name, place: parameter.in, required: parameter.required, choices: parameter.schema?.enum?.map(String) ?? [], standard: parameter.schema?.default === undefined ? '' : JSON.stringify(parameter.schema.default).replace(/^"|"$/g, '') })),
      example: json === undefined ? null : JSON.stringify(json.example ?? {}, null, 2),
      plain: (one.requestBody === undefined || json !== undefined) && one.responses['200']?.content?.['text/event-stream'] === undefined,
    };
  }));
}

/** The address of a call with its parameters filled in. */
export function addressFor(operation: Operation, values: Readonly<Record<string, string>>): string {
  const path = operation.path.replace(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  const search = new URLSearchParams(operation.parameters.filter((parameter) => parameter.place === 'query' && (values[parameter.name] ?? '') !== '').map((parameter) => [parameter.name, values[parameter.name] ?? '']));
  return search.size === 0 ? path : `${path}?${search.toString()}`;
}
