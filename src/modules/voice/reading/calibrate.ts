/** How scores become probabilities: a common scale and a shift for each label. */
export type Calibration = { readonly scale: number; readonly shifts: Float64Array };

const ROUNDS = 200;
/** Texts that speak for doing nothing, so that a few labels do not make the model sure of itself. */
const PRIOR = 5;

/** Probabilities of all labels, adding up to one: the scores scaled and shifted, then their exponentials shared out. */
export function probabilitiesOf({ scale, shifts }: Calibration, scores: Float64Array): Float64Array {
  const shares = new Float64Array(scores.length);
  let highest = -Infinity;
  for (let label = 0; label < scores.length; label += 1) { shares[label] = scale * (scores[label] as number) + (shifts[label] as number); highest = Math.max(highest, shares[label] as number); }
  let sum = 0;
  for (let label = 0; label < shares.length; label += 1) { shares[label] = Math.exp((shares[label] as number) - highest); sum += shares[label] as number; }
  for (let label = 0; label < shares.length; label += 1) shares[label] = (shares[label] as number) / sum;
  return shares;
}

/**
 * Fits the scale and the shifts to scores of texts not learnt from, by steepest descent with a step of its own for each number (RMSprop).
 * Shape: `scores` one row for each text.
 * Source: Platt (1999); Guo and others (2017), temperature and vector scaling.
 */
export function calibrate(scores: readonly Float64Array[], labelOf: ArrayLike<number>, labels: number): Calibration {
  const texts = labelOf.length;
  const shifts = new Float64Array(labels);
  const speed = new Float64Array(labels);
  let pace = 0;
  let scale = 1;
  for (let round = 0; round < ROUNDS; round += 1) {
    const slopes = new Float64Array(labels);
    let slope = PRIOR * Math.log(scale) / scale;
    for (let label = 0; label < labels; label += 1) slopes[label] = PRIOR * (shifts[label] as number) / labels;
    for (let row = 0; row < texts; row += 1) {
      const own = scores[row] as Float64Array;
      const shares = probabilitiesOf({ scale, shifts }, own);
      for (let label = 0; label < labels; label += 1) {
        const error = (shares[label] as number) - (label === labelOf[row] ? 1 : 0);
        slope += error * (own[label] as number);
        slopes[label] = (slopes[label] as number) + error;
      }
    }
    const step = 0.1 / (1 + round / 20);
    pace = 0.9 * pace + 0.1 * (slope / texts) ** 2;
    scale = Math.max(0.05, scale - step * slope / texts / (Math.sqrt(pace) + 1e-6));
    for (let label = 0; label < labels; label += 1) {
      const pull = (slopes[label] as number) / texts;
      const own = 0.9 * (speed[label] as number) + 0.1 * pull * pull;
      speed[label] = own;
      shifts[label] = (shifts[label] as number) - step * pull / (Math.sqrt(own) + 1e-6);
    }
  }
  return { scale, shifts };
}
