export { renderStatement } from './encode-parameter.ts';

/** ClickHouse type of a parameter. The encoder knows exactly these. */
export type ChType = 'Int64' | 'UInt64' | 'UInt32' | 'Float64' | 'String' | 'Bool' | "DateTime64(3,'UTC')" | 'Array(UInt64)' | 'Array(Int64)' | 'Array(String)';

/** A typed value. DateTime64 takes milliseconds since 1970 (number) or a Date; 64-bit integers take number or bigint. */
export type ChParam = { readonly type: ChType; readonly value: unknown };

/** A statement for ClickHouse: pieces of text with typed parameters between them. Servers get them bound; in process the encoder renders them. */
export type ChStatement = { readonly strings: readonly string[]; readonly params: readonly ChParam[] };

/** Writes a statement; every `${param}` must be made by one of the functions below, or be another statement. */
export function ch(strings: TemplateStringsArray, ...parts: readonly (ChParam | ChStatement)[]): ChStatement {
  const texts: string[] = [strings[0] ?? ''];
  const params: ChParam[] = [];
  const append = (text: string): void => { texts[texts.length - 1] = `${texts.at(-1) ?? ''}${text}`; };
  parts.forEach((part, index) => {
    if ('strings' in part) {
      part.strings.forEach((text, at) => {
        append(text);
        const param = part.params[at];
        if (param !== undefined) { params.push(param); texts.push(''); }
      });
    } else {
      params.push(part);
      texts.push('');
    }
    append(strings[index + 1] ?? '');
  });
  return { strings: texts, params };
}

export const uint64 = (value: number | bigint): ChParam => ({ type: 'UInt64', value });
export const int64 = (value: number | bigint): ChParam => ({ type: 'Int64', value });
export const uint32 = (value: number): ChParam => ({ type: 'UInt32', value });
export const float64 = (value: number): ChParam => ({ type: 'Float64', value });
export const text = (value: string): ChParam => ({ type: 'String', value });
export const bool = (value: boolean): ChParam => ({ type: 'Bool', value });
export const instant = (value: number | Date): ChParam => ({ type: "DateTime64(3,'UTC')", value });
export const uint64s = (value: readonly (number | bigint)[]): ChParam => ({ type: 'Array(UInt64)', value });
export const int64s = (value: readonly (number | bigint)[]): ChParam => ({ type: 'Array(Int64)', value });
export const texts = (value: readonly string[]): ChParam => ({ type: 'Array(String)', value });
