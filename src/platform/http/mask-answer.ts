import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { maskPersonal, maskText, type PersonalKind } from '../../kernel/personal-data.ts';

/** An answer as somebody without `see-personal-data` reads it. `names` are people's names to hide in running texts, beside those that the answer itself holds. */
export type AnswerMask = (answer: unknown, names?: readonly string[]) => unknown;

/**
 * How one schema is masked. `collect` finds the names that a value holds about the person it describes; lists are left out, since they hold other people.
 * `passes` true: nothing below is personal and nothing needs to be left out, so the value goes out as it is.
 */
type Plan = { readonly passes: boolean; mask(value: unknown, names: readonly string[]): unknown; collect(value: unknown, into: string[]): void };

const KINDS: readonly string[] = ['name', 'email', 'phone', 'identifier', 'address', 'birth-date', 'text', 'trait'] satisfies readonly PersonalKind[];
const NAME_TRAITS: readonly string[] = ['name', 'givenName', 'familyName', 'firstName', 'lastName'];
const nothing = (): void => undefined;
const PASS: Plan = { passes: true, mask: (value) => value, collect: nothing };

/**
 * Reads a response schema once and answers the function that masks by it.
 * Invariant: fields that the schema does not name are left out, and a value that fits none of a union's options is masked whole: what was not promised is not shown.
 * Errors: `internal` at start for a schema that this cannot read, so that no route goes out unmasked.
 */
export function compileMask(schema: z.ZodType): AnswerMask {
  const plan = planOf(schema, new Map());
  return (answer, names = []) => {
    const found = [...names];
    plan.collect(answer, found);
    return plan.mask(answer, found);
  };
}

function personalKindOf(schema: z.core.$ZodType): PersonalKind | null {
  const kind = z.globalRegistry.get(schema)?.['personal'];
  if (kind === undefined) return null;
  if (typeof kind !== 'string' || !KINDS.includes(kind)) throw new AppError('internal', 'personal-kind-unknown', 'A response schema marks a field as personal data of a kind that kernel/personal-data.ts does not know.');
  return kind as PersonalKind;
}

function planOf(schema: z.core.$ZodType, seen: Map<z.core.$ZodType, Plan>): Plan {
  const known = seen.get(schema);
  if (known !== undefined) return known;
  const kind = personalKindOf(schema);
  // A schema that names itself meets this stand-in while it is still being read.
  seen.set(schema, lazyPlan(() => seen.get(schema) ?? PASS));
  const plan = kind === null ? structuralPlan(schema, seen) : personalPlan(kind);
  seen.set(schema, plan);
  return plan;
}

function personalPlan(kind: PersonalKind): Plan {
  return {
    passes: false,
    mask: (value, names) => maskLeaves(kind, value, names),
    collect: kind === 'name' ? collectStrings : kind === 'trait' ? collectNameTraits : nothing,
  };
}

function collectStrings(value: unknown, into: string[]): void {
  if (typeof value === 'string') into.push(value);
  else if (Array.isArray(value)) for (const item of value) collectStrings(item, into);
}

function collectNameTraits(value: unknown, into: string[]): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) if (NAME_TRAITS.includes(key)) collectStrings(inner, into);
}

function maskLeaves(kind: PersonalKind, value: unknown, names: readonly string[]): unknown {
  if (value === null || value === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => maskLeaves(kind, item, names));
  if (typeof value === 'object' && !(value instanceof Date)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [maskText(key, names), maskLeaves(kind, inner, names)]));
  return maskPersonal(kind, value instanceof Date ? value.toISOString() : typeof value === 'string' ? value : JSON.stringify(value) ?? '', names);
}

function structuralPlan(schema: z.core.$ZodType, seen: Map<z.core.$ZodType, Plan>): Plan {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'string': case 'number': case 'boolean': case 'bigint': case 'null': case 'undefined': case 'void': case 'never': case 'any': case 'unknown':
    case 'date': case 'enum': case 'literal': case 'nan': case 'template_literal': case 'custom': case 'transform': case 'success': return PASS;
    case 'nullable': case 'optional': case 'nonoptional': case 'default': case 'prefault': case 'catch': case 'readonly': return planOf(def.innerType, seen);
    case 'pipe': return planOf((def.in as z.core.$ZodTypes)._zod.def.type === 'transform' ? def.out : def.in, seen);
    case 'lazy': return lazyPlan(() => planOf(def.getter(), seen));
    case 'array': return listPlan(planOf(def.element, seen));
    case 'tuple': return tuplePlan(def.items.map((item) => planOf(item, seen)), def.rest === null ? PASS : planOf(def.rest, seen));
    case 'record': return recordPlan(planOf(def.keyType, seen), planOf(def.valueType, seen));
    case 'union': return unionPlan(def.options.map((option) => ({ option, plan: planOf(option, seen) })));
    case 'object': return objectPlan(new Map(Object.entries(def.shape).map(([key, field]) => [key, planOf(field, seen)])), def.catchall === undefined ? null : planOf(def.catchall, seen), def.catchall);
    default: throw new AppError('internal', 'response-schema-unreadable', `A response schema uses "${def.type}", which cannot be masked. Write it with objects, lists, records and unions.`);
  }
}

function lazyPlan(resolve: () => Plan): Plan {
  let plan: Plan | null = null;
  const resolved = (): Plan => (plan ??= resolve());
  return { passes: false, mask: (value, names) => resolved().mask(value, names), collect: nothing };
}

function listPlan(element: Plan): Plan {
  if (element.passes) return PASS;
  return { passes: false, mask: (value, names) => (Array.isArray(value) ? value.map((item) => masked(element, item, names)) : maskLeaves('trait', value, names)), collect: nothing };
}

function tuplePlan(items: readonly Plan[], rest: Plan): Plan {
  if (rest.passes && items.every((item) => item.passes)) return PASS;
  return { passes: false, mask: (value, names) => (Array.isArray(value) ? value.map((item, index) => masked(items[index] ?? rest, item, names)) : maskLeaves('trait', value, names)), collect: nothing };
}

function recordPlan(key: Plan, element: Plan): Plan {
  if (key.passes && element.passes) return PASS;
  return {
    passes: false,
    mask: (value, names) => (isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, item]) => [String(key.mask(name, names)), masked(element, item, names)])) : maskLeaves('trait', value, names)),
    collect: collectNameTraits,
  };
}

function unionPlan(options: readonly { readonly option: z.core.$ZodType; readonly plan: Plan }[]): Plan {
  if (options.every(({ plan }) => plan.passes)) return PASS;
  const fitting = (value: unknown): Plan | undefined => options.find(({ option }) => z.safeParse(option, value).success)?.plan;
  return {
    passes: false,
    mask: (value, names) => { const plan = fitting(value); return plan === undefined ? maskLeaves('trait', value, names) : plan.mask(value, names); },
    collect: (value, into) => fitting(value)?.collect(value, into),
  };
}

function objectPlan(fields: ReadonlyMap<string, Plan>, others: Plan | null, catchall: z.core.$ZodType | undefined): Plan {
  const keepsOthers = others !== null && (catchall as z.core.$ZodTypes | undefined)?._zod.def.type !== 'never';
  return {
    passes: false,
    mask(value, names) {
      if (!isObject(value)) return maskLeaves('trait', value, names);
      const result: Record<string, unknown> = {};
      for (const [key, inner] of Object.entries(value)) {
        const plan = fields.get(key) ?? (keepsOthers ? others : null);
        if (plan !== null && plan !== undefined) result[key] = plan.passes ? inner : plan.mask(inner, names);
      }
      return result;
    },
    collect(value, into) {
      if (isObject(value)) for (const [key, plan] of fields) plan.collect(value[key], into);
    },
  };
}

/** Masks one element of a list with the names that it holds itself, added to those from around it. */
function masked(plan: Plan, value: unknown, names: readonly string[]): unknown {
  const own: string[] = [];
  plan.collect(value, own);
  return plan.mask(value, own.length === 0 ? names : [...names, ...own]);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
