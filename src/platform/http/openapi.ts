import { z } from 'zod';
import type { RouteContract } from '../../kernel/route-contract.ts';

type Json = Record<string, unknown>;

/**
 * This API as an OpenAPI 3.1 document, made from the contracts that the server itself checks requests by.
 * Shape: each operation has `x-gate` (who gets through) and, where it takes a body, an example to start from; personal fields have `x-personal`. The page to try it needs nothing else.
 */
export function openApiOf(routes: readonly RouteContract[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replace(/:([A-Za-z]+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Custos', version, description: 'Send interactions with a write key; read customers with a read key. Problems answer { code, detail, issues }; detail says what to do.', license: { name: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'custos.session_token' }, key: { type: 'http', scheme: 'bearer', description: 'A read key or, for sending, a write key' },
        basic: { type: 'http', scheme: 'basic', description: 'The key as user name, no password' }, writeKey: { type: 'apiKey', in: 'header', name: 'X-Write-Key' },
      },
      schemas: { Problem: { type: 'object', required: ['code', 'detail'], properties: { code: { type: 'string' }, detail: { type: 'string' }, issues: { type: 'array', items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } } } } } },
    },
  };
}

function operationOf(route: RouteContract): Json {
  const body = route.body === undefined ? null : schemaOf(route.body, 'input');
  return {
    summary: route.summary, tags: [tagOf(route.path)], 'x-gate': route.gate,
    security: route.gate === 'public' ? [] : route.gate === 'write-key' ? [{ key: [] }, { basic: [] }, { writeKey: [] }] : [{ session: [] }, { key: [] }],
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')],
    ...(body !== null ? { requestBody: { required: true, content: { 'application/json': { schema: body, example: exampleOf(body) } } } } : route.raw === 'request' ? { requestBody: { required: true, content: { 'application/octet-stream': {} } } } : {}),
    responses: {
      200: { description: 'Done', content: { [route.raw === 'response' ? 'text/event-stream' : 'application/json']: { schema: schemaOf(route.response, 'input') } } },
      default: { description: 'A problem', content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  };
}

function tagOf(path: string): string {
  return path.split('/').find((part) => part !== '' && part !== 'api' && part !== 'v1') ?? 'custos';
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, {
    io, unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      const open: Json = jsonSchema;
      if ('personal' in open) {
        open['x-personal'] = open['personal'];
        delete open['personal'];
      }
    },
  });
  return json;
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (schema === undefined) return [];
  const json = schemaOf(schema, 'input');
  const required = Array.isArray(json['required']) ? json['required'] : [];
  return Object.entries((json['properties'] ?? {}) as Record<string, Json>).map(([name, property]) => ({ name, in: place, required: place === 'path' || required.includes(name), schema: property }));
}

/** A value of the right shape to start trying from: the required fields alone. */
function exampleOf(schema: Json): unknown {
  if ('default' in schema) return schema['default'];
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  const options = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(options)) return exampleOf((options[0] ?? {}) as Json);
  switch (Array.isArray(schema['type']) ? schema['type'][0] : schema['type']) {
    case 'object': {
      const properties = (schema['properties'] ?? {}) as Record<string, Json>;
      const required = (schema['required'] ?? []) as string[];
      return Object.fromEntries(required.filter((name) => Object.hasOwn(properties, name)).map((name) => [name, exampleOf(properties[name] ?? {})]));
    }
    case 'array': return typeof schema['minItems'] === 'number' && schema['minItems'] > 0 ? [exampleOf((schema['items'] ?? {}) as Json)] : [];
    case 'integer': case 'number': return typeof schema['minimum'] === 'number' ? schema['minimum'] : 0;
    case 'boolean': return false;
    case 'string': return schema['format'] === 'email' ? 'someone@example.org' : 'text';
    default: return null;
  }
}
