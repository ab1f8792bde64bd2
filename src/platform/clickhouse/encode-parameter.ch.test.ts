import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, before, test } from 'node:test';
import { AppError } from '../../kernel/app-error.ts';
import { testAnalytics } from '../../../test/engines/clickhouse.ts';
import type { Analytics } from './analytics.ts';
import { encodeParameter } from './encode-parameter.ts';
import { bool, ch, float64, instant, int64, text, texts, uint32, uint64, uint64s } from './sql.ts';

/** Mulberry32: the same numbers for the same seed. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const NASTY = ['\'', '"', '`', '\\', '\0', '\n', '\r', '\t', '\b', ';', '--', '/*', '*/', '{p0:String}', '\\x41', '\\\'', '?', '$1', '%s', '🙂', 'ß', '\u202e', '\u2028', 'a', ' ', '[', ']', ',', 'NULL', '\u007f', '\ufeff'] as const;

let analytics: Analytics;
before(async () => { analytics = await testAnalytics(); });
after(() => analytics.close());

test('any text, number, moment or list comes back from the engine as it went in', async (context) => {
  const seed = Number(process.env['CUSTOS_TEST_SEED'] ?? randomInt(2 ** 31));
  context.diagnostic(`seed ${seed}`);
  const below = randomFrom(seed);
  const word = (): string => Array.from({ length: below(12) }, () => NASTY[below(NASTY.length)] ?? '').join('');
  const big = (): bigint => (BigInt(below(2 ** 31)) << 33n) | (BigInt(below(2 ** 31)) << 2n) | BigInt(below(4));
  for (let round = 0; round < 200; round += 1) {
    const said = word();
    const list = Array.from({ length: below(6) }, word);
    const unsigned = big();
    const signed = BigInt.asIntN(64, big());
    const float = (below(2 ** 31) - 2 ** 30) / (1 + below(1000)) * 10 ** (below(40) - 20);
    const atMs = Date.UTC(1900, 0, 1) + below(2 ** 31) * 5_000 + below(1000);
    const answered = await analytics.rows(ch`SELECT ${text(said)} AS said, ${texts(list)} AS list, ${uint64(unsigned)} AS unsigned, ${int64(signed)} AS signed, ${float64(float)} AS float, ${instant(atMs)} AS at, ${bool(round % 2 === 0)} AS even`);
    assert.deepEqual(answered, [{ said, list, unsigned: String(unsigned), signed: String(signed), float: float === 0 ? 0 : float, at: new Date(atMs).toISOString(), even: round % 2 === 0 }]);
  }
});

test('the ends of every range come back exactly', async () => {
  const [row] = await analytics.rows(ch`SELECT ${uint64(2n ** 64n - 1n)} AS a, ${uint64(0)} AS b, ${int64(-(2n ** 63n))} AS c, ${int64(2n ** 63n - 1n)} AS d, ${uint32(4_294_967_295)} AS e, ${float64(5e-324)} AS f, ${float64(1.7976931348623157e308)} AS g,
    ${instant(new Date('2299-12-31T23:59:59.999Z'))} AS h, ${instant(Date.UTC(1900, 0, 1))} AS i, ${instant(-1)} AS j, ${uint64s([])} AS k, ${texts([])} AS l, ${text('')} AS m`);
  assert.deepEqual(row, { a: '18446744073709551615', b: '0', c: '-9223372036854775808', d: '9223372036854775807', e: 4_294_967_295, f: 5e-324, g: 1.7976931348623157e308, h: '2299-12-31T23:59:59.999Z', i: '1900-01-01T00:00:00.000Z', j: '1969-12-31T23:59:59.999Z', k: [], l: [], m: '' });
});

test('a value that does not fit its type is refused before it reaches the engine', () => {
  const wrong = [uint64(-1), uint64(2n ** 64n), uint64(1.5), uint64(2 ** 53), int64(2n ** 63n), uint32(2 ** 32), instant(Number.NaN), instant(Date.UTC(2300, 0, 1)), instant(new Date('nonsense')), uint64s([1, -1]),
    { type: 'String', value: 7 } as const, { type: 'Bool', value: 'true' } as const, { type: 'Float64', value: '1' } as const, { type: 'Array(String)', value: ['a', 1] } as const, { type: 'UInt64', value: '1); DROP TABLE x' } as const];
  for (const param of wrong) assert.throws(() => encodeParameter(param), (error) => error instanceof AppError && error.code === 'parameter-mismatch');
});
