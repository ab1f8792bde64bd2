/** While much is being recorded, whatever has time waits, but not longer than this. Units: ms. */
const STEP_MS = 100;
const MOST_MS = 4_000;

/** Waits while much is being recorded, a few seconds at most: recording comes first, but whoever always has much to record is served too. */
export async function giveWay(isBusy: () => boolean): Promise<void> {
  for (let waitedMs = 0; isBusy() && waitedMs < MOST_MS; waitedMs += STEP_MS) await new Promise((resolve) => { setTimeout(resolve, STEP_MS); });
}
