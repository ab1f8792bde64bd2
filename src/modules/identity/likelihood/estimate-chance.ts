import type { Comparer } from './agreement.ts';
import { equalLevel, LEVELS, MOST_LEVELS, SWAPPED } from './compare-values.ts';
import type { Column, RecordTable } from './record-table.ts';
import { seededRandom } from './seeded-random.ts';

/** Random pairs that the rare levels are counted on. */
const SAMPLE = 200_000;

/** The share of random pairs whose values are equal, exactly: Σ k(k − 1) / n(n − 1) over values held by k records. */
function equalShare(counts: readonly number[]): number {
  let said = 0;
  let pairs = 0;
  for (let value = 1; value < counts.length; value += 1) {
    const count = counts[value] ?? 0;
    said += count;
    pairs += count * (count - 1);
  }
  return said < 2 ? 0 : pairs / (said * (said - 1));
}

/** The share of random pairs in which the one's given name is the other's surname, both ways round. */
function swapShare(givens: Column, surnames: Column): number {
  const total = (column: Column): number => column.counts.reduce((sum, count, value) => (value === 0 ? sum : sum + count), 0);
  const countOf = new Map(surnames.texts.map((text, value) => [text, surnames.counts[value] ?? 0]));
  let both = 0;
  for (let value = 1; value < givens.texts.length; value += 1) both += (givens.counts[value] ?? 0) * (countOf.get(givens.texts[value] ?? '') ?? 0);
  const share = both / Math.max(1, total(givens) * total(surnames));
  return share * share;
}

/**
 * How often two unrelated records agree at each level of each field: "equal" exactly from the counts of values, the levels between from random pairs.
 * Shape: 8 numbers a field; those of one field add up to 1, "not given" aside.
 */
export function estimateChance(table: RecordTable, comparer: Comparer): Float64Array {
  const chance = new Float64Array(comparer.width * MOST_LEVELS);
  const seen = new Float64Array(chance.length);
  const levels = new Uint8Array(comparer.width);
  const random = seededRandom(1);
  const records = table.size();
  for (let round = 0; round < SAMPLE && records > 1; round += 1) {
    const a = Math.floor(random() * records);
    const b = Math.floor(random() * records);
    if (a === b) continue;
    comparer.compare(a, b, levels);
    for (let field = 0; field < levels.length; field += 1) { const at = field * MOST_LEVELS + (levels[field] ?? 0); seen[at] = (seen[at] ?? 0) + 1; }
  }
  for (const [field, column] of table.columns.entries()) {
    const from = field * MOST_LEVELS;
    const equal = equalLevel(column.field.kind);
    let said = 0;
    for (let level = 1; level < equal; level += 1) said += seen[from + level] ?? 0;
    chance[from] = 1;
    chance[from + equal] = Math.max(equalShare(column.counts), 1e-9);
    const rest = 1 - (chance[from + equal] ?? 0);
    let between = 0;
    for (let level = 2; level < equal; level += 1) {
      const share = Math.max(0.5, seen[from + level] ?? 0) / Math.max(1, said);
      chance[from + level] = rest * Math.min(share, 1 / LEVELS[column.field.kind].length);
      between += chance[from + level] ?? 0;
    }
    chance[from + 1] = Math.max(rest - between, 1e-3);
  }
  const given = table.columns.findIndex((column) => column.field.kind === 'given-name');
  const [givens, surnames] = [table.columns[given], table.columns.find((column) => column.field.kind === 'surname')];
  if (givens !== undefined && surnames !== undefined) chance[given * MOST_LEVELS + SWAPPED] = Math.max(swapShare(givens, surnames), 1e-7);
  return chance;
}
