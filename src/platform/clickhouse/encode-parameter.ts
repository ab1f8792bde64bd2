import { AppError } from '../../kernel/app-error.ts';
import type { ChParam, ChStatement } from './sql.ts';

/** A ClickHouse string literal. Every control character, quote and backslash is escaped, so no value can end the literal. */
export function quoteText(value: string): string {
  return `'${value.replace(/[\\'\u0000-\u001f\u007f]/g, escapeCharacter)}'`;
}

function escapeCharacter(character: string): string {
  return character === "'" || character === '\\' ? `\\${character}` : `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

function wrong(type: string): AppError {
  return new AppError('internal', 'parameter-mismatch', `A parameter of a statement does not fit its type ${type}.`);
}

function integerText(value: unknown, type: string, least: bigint, most: bigint): string {
  if (typeof value !== 'bigint' && !(typeof value === 'number' && Number.isSafeInteger(value))) throw wrong(type);
  const exact = BigInt(value);
  if (exact < least || exact > most) throw wrong(type);
  return exact.toString();
}

function floatText(value: unknown): string {
  if (typeof value !== 'number') throw wrong('Float64');
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return Object.is(value, -0) ? '-0' : String(value);
}

const FIRST_MOMENT_MS = Date.UTC(1900, 0, 1);
const LAST_MOMENT_MS = Date.UTC(2299, 11, 31, 23, 59, 59, 999);

function instantText(value: unknown): string {
  const ms = value instanceof Date ? value.getTime() : value;
  if (typeof ms !== 'number' || !Number.isInteger(ms) || ms < FIRST_MOMENT_MS || ms > LAST_MOMENT_MS) throw wrong('DateTime64');
  return new Date(ms).toISOString().replace('T', ' ').replace('Z', '');
}

function stringOf(value: unknown): string {
  if (typeof value !== 'string') throw wrong('String');
  return value;
}

function listText(value: unknown, type: string, item: (one: unknown) => string): string {
  if (!Array.isArray(value)) throw wrong(type);
  return `[${value.map(item).join(',')}]`;
}

const UINT64_MAX = 2n ** 64n - 1n;
const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/** The value of a parameter as ClickHouse reads it for its type: the text that a server gets bound, and that the literal in process wraps. */
export function parameterText(param: ChParam): string {
  const { type, value } = param;
  switch (type) {
    case 'Int64': return integerText(value, type, INT64_MIN, INT64_MAX);
    case 'UInt64': return integerText(value, type, 0n, UINT64_MAX);
    case 'UInt32': return integerText(value, type, 0n, 4_294_967_295n);
    case 'Float64': return floatText(value);
    case 'String': return stringOf(value);
    case 'Bool': if (typeof value !== 'boolean') throw wrong(type); return String(value);
    case "DateTime64(3,'UTC')": return instantText(value);
    case 'Array(UInt64)': return listText(value, type, (one) => integerText(one, type, 0n, UINT64_MAX));
    case 'Array(Int64)': return listText(value, type, (one) => integerText(one, type, INT64_MIN, INT64_MAX));
    case 'Array(String)': return listText(value, type, (one) => quoteText(stringOf(one)));
    default: return type satisfies never;
  }
}

/**
 * A parameter as a literal of exactly its type: the form into which a server turns a bound parameter too, so both engines plan the same query.
 * Errors: `internal` (`parameter-mismatch`) when the value does not fit the type.
 */
export function encodeParameter(param: ChParam): string {
  return `CAST(${quoteText(parameterText(param))}, ${quoteText(param.type)})`;
}

/** A parameter as the HTTP client must be given it: lists as lists, because the client writes their brackets; everything else as text. */
export function boundParameter(param: ChParam): string | readonly (string | bigint)[] {
  const checked = parameterText(param);
  if (!Array.isArray(param.value)) return checked;
  return param.type === 'Array(String)' ? param.value.map(stringOf) : param.value.map((one: number | bigint) => BigInt(one));
}

/** The statement as one text for the engine in process, without a closing semicolon. */
export function renderStatement(statement: ChStatement, database: string): string {
  return plainText(statement.strings.map((piece, at) => {
    const param = statement.params[at];
    const text = inDatabase(piece, database);
    return param === undefined ? text : `${text}${encodeParameter(param)}`;
  }).join(''));
}

/** A statement's text with the name of our database where it says `{database}`: other nodes of a cluster look up names of dictionaries in a database of their own. */
export function inDatabase(text: string, database: string): string {
  return text.replaceAll('{database}', database);
}

/** A statement's text without blanks and semicolons at its end, ready for a clause to follow. */
export function plainText(text: string): string {
  return text.replace(/[\s;]+$/, '');
}
