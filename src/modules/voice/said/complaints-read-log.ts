import { ch, type ChStatement } from '../../../platform/clickhouse/sql.ts';
import { read, says } from './said-log.ts';

/** All that was ever said. */
const EVER = { beforeMs: 0, fromMs: 0, untilMs: 10_000_000_000_000, zone: 'UTC', source: null, channel: null, brand: null, language: null } as const;

/** Numbers of interactions in which a complaint was read, also where the word does not stand, as people of the company set it right: a subquery for modules on the right. Ask with `PARTITIONS_APART`. Cost: looks through what this reader read. */
export function complaintsRead(reader: number): ChStatement {
  return ch`select number from ${read({ ...EVER, reader })} where ${says('complaint', 'yes', null)}`;
}
