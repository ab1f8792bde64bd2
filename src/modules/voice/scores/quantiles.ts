/** Standard normal density. */
const density = (z: number): number => Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);

/** Share of a standard normal above `z`. Source: series for small z, Lentz's continued fraction of Mills' ratio for large; relative error below 1e-9. */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  if (z < 3) {
    let term = z;
    let sum = z;
    for (let k = 1; Math.abs(term) > 1e-16 * Math.abs(sum); k++) sum += term *= z * z / (2 * k + 1);
    return 0.5 - density(z) * sum;
  }
  let fraction = z;
  for (let k = 60; k > 0; k--) fraction = z + k / fraction;
  return density(z) / fraction;
}

/** The z below which a share of a standard normal lies. Invariant: 0 < share < 1. */
export function normalQuantile(share: number): number {
  return bisect(-12, 12, (z) => 1 - normalTail(z) < share);
}

/** The t below which a share of Student's distribution lies. Invariant: share in [0.5, 1), freedom > 0, not only whole. */
export function studentQuantile(share: number, freedom: number): number {
  if (freedom > 1e5) return normalQuantile(share);
  return bisect(0, 1e4, (t) => 1 - betaShare(freedom / (freedom + t * t), freedom / 2, 0.5) / 2 < share);
}

function bisect(low: number, high: number, isBelow: (at: number) => boolean): number {
  let [left, right] = [low, high];
  for (let round = 0; round < 80; round++) {
    const middle = (left + right) / 2;
    if (isBelow(middle)) left = middle; else right = middle;
  }
  return (left + right) / 2;
}

/** Regularised incomplete beta function. Source: continued fraction by Lentz's method. */
function betaShare(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaShare(1 - x, b, a);
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / (1 - (a + b) * x / (a + 1));
  let fraction = d;
  for (let m = 1; m < 500; m++) {
    const even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d || tiny);
    c = 1 + even / c || tiny;
    fraction *= d * c;
    const odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d || tiny);
    c = 1 + odd / c || tiny;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  return Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x)) * fraction / a;
}

/** Logarithm of the gamma function: Stirling's series after moving the argument above 12. */
function logGamma(x: number): number {
  let [at, shift] = [x, 0];
  for (; at < 12; at++) shift += Math.log(at);
  const inverse = 1 / (at * at);
  return (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / at - shift;
}
