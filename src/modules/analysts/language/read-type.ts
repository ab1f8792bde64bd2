import { textLiteral } from './safe-words.ts';
import type { StatementCursor } from './statement-cursor.ts';
import { refuseAt } from './tokenise-sql.ts';

const TYPES = new Set('Int8 Int16 Int32 Int64 UInt8 UInt16 UInt32 UInt64 Float32 Float64 String Date Date32 DateTime Bool UUID'.split(' '));
const WRAPPING = new Set(['Nullable', 'Array', 'LowCardinality']);
const TYPE_NAMES: Readonly<Record<string, string>> = { int: 'Int32', integer: 'Int32', bigint: 'Int64', double: 'Float64', float: 'Float32', real: 'Float32', varchar: 'String', text: 'String', boolean: 'Bool', timestamp: 'DateTime' };

/** Reads a type and writes it as the engine names it. Errors: `invalid` for any other than those that a cast may lead to. */
export function readType(cursor: StatementCursor): string {
  const { take, must, has } = cursor;

  function type(): string {
    return cursor.deeper(() => {
      const token = take();
      const asked = token.kind === 'word' ? TYPE_NAMES[token.text.toLowerCase()] ?? token.text : '';
      if (WRAPPING.has(asked)) {
        must('(');
        const inner = type();
        must(')');
        return `${asked}(${inner})`;
      }
      if (asked === 'Decimal' || asked === 'DateTime64') {
        must('(');
        const digits = digitsWithin(76);
        const more = asked === 'Decimal' && has(',') ? `, ${digitsWithin(76)}` : '';
        must(')');
        return `${asked}(${digits}${more})`;
      }
      if (!TYPES.has(asked)) throw refuseAt(token.at, `“${token.text.slice(0, 40)}” is no type of this address.`);
      return asked;
    });
  }

  function digitsWithin(most: number): string {
    const token = take();
    if (token.kind !== 'number' || !/^\d{1,3}$/.test(token.text) || Number(token.text) > most) throw refuseAt(token.at, `Expected a whole number up to ${most}.`);
    return token.text;
  }

  return textLiteral(type());
}
