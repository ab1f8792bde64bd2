/** While much is being recorded or somebody waits for an answer, whatever has time waits, but not longer than this. Units: ms. */
const STEP_MS = 100;
const MOST_MS = 4_000;

/** Waits while others come first, a few seconds at most: recording and answers do, but where there is always something to record or answer the rest gets on too. */
export async function giveWay(isBusy: () => boolean): Promise<void> {
  for (let waitedMs = 0; isBusy() && waitedMs < MOST_MS; waitedMs += STEP_MS) await new Promise((resolve) => { setTimeout(resolve, STEP_MS); });
}
