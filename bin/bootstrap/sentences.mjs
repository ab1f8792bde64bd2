/** Why Custos cannot be set up on this machine, as a sentence that says what to do. */
export class SetupFault extends Error {}

/** One line for whoever typed the command. */
export function say(sentence) {
  process.stderr.write(`custos: ${sentence}\n`);
}

/** Does a step and says how long it took, each kind apart: installing is paid once, building after each change. */
export async function timed(sentence, step) {
  const startedMs = Date.now();
  say(`${sentence} …`);
  await step();
  say(`${sentence}: ${((Date.now() - startedMs) / 1000).toFixed(1)} s`);
}

/** The end of what a tool printed, for a sentence about its failure. */
export function lastLines(output, count = 12) {
  return output.trim().split('\n').slice(-count).join('\n');
}
