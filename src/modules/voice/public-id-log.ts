import { ID_PREFIXES, type IdKind } from '../../kernel/public-id.ts';
import { ch, text, uint64s, type ChStatement } from '../../platform/clickhouse/sql.ts';

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';
/** Enough for every number that JavaScript holds exactly. */
const POWERS = Array.from({ length: 11 }, (_, at) => 36n ** BigInt(10 - at));

/** A public id as `publicId` of the kernel writes it, in a query; a test compares the two. Shape: null for number 0, which is nobody. */
export function publicIdIn(kind: IdKind, number: ChStatement): ChStatement {
  return ch`if(${number} = 0, null, concat(${text(`${ID_PREFIXES[kind]}_`)}, trim(leading '0' from arrayStringConcat(arrayMap(power -> substring(${text(DIGITS)}, toUInt8(intDiv(${number}, power) % 36) + 1, 1), ${uint64s(POWERS)})))))`;
}
