/** The value below which a share of the sorted samples lies (nearest rank). Empty samples yield NaN. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? NaN;
}

/** Median with the spread around it, rounded for reading. */
export function spread(samples: readonly number[]): { median: number; min: number; max: number } {
  const round = (value: number): number => Math.round(value * 100) / 100;
  return { median: round(percentile(samples, 0.5)), min: round(Math.min(...samples)), max: round(Math.max(...samples)) };
}
