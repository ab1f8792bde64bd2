import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';

/** Texts to be embedded. */
export type EmbedTask = { readonly task: number; readonly texts: readonly string[] };
/** Their vectors, null when they could not be embedded; or why nothing ever will be: a code, and what to do. */
export type EmbedAnswer = { readonly task: number; readonly vectors: readonly Float32Array[] | null } | { readonly refused: string; readonly words: string };

/** Texts are cut here: what comes later hardly moves the vector, and time grows with the square. Units: characters. */
const MOST_CHARACTERS = 1_000;

/** Whoever records or answers a page comes first. Only on Linux has a thread a priority of its own. */
const GIVES_WAY = 10;
if (process.platform === 'linux') setPriority(0, GIVES_WAY);

/** A vector brought to length 1; zeros for one without a direction. */
export function ofLengthOne(vector: ArrayLike<number>): Float32Array {
  const length = Math.hypot(...Array.from(vector));
  return Float32Array.from(vector, (one) => (length > 0 && Number.isFinite(length) ? one / length : 0));
}

/** Tells whoever opened this thread that what it was given cannot be used, and why. */
export function refuse(code: string, words: string): void {
  parentPort?.postMessage({ refused: code, words } satisfies EmbedAnswer);
}

/**
 * Answers texts in this thread, one task after the other, with vectors of length 1.
 * Shape: `embed` is given texts with something in them, and answers as many vectors; what nothing is said in gets zeros of `dimensions`.
 */
export function answerTexts(dimensions: number, embed: (texts: readonly string[]) => Promise<readonly ArrayLike<number>[]>): void {
  const embedded = async (texts: readonly string[]): Promise<Float32Array[] | null> => {
    try {
      const said = texts.map((text) => text.slice(0, MOST_CHARACTERS).trim());
      const vectors = (await embed(said.filter((text) => text !== ''))).map(ofLengthOne);
      let next = 0;
      return said.map((text) => (text === '' ? new Float32Array(dimensions) : vectors[next++] as Float32Array));
    } catch {
      // Whoever asked is told by the null, and decides; the thread goes on.
      return null;
    }
  };
  let before: Promise<void> = Promise.resolve();
  parentPort?.on('message', ({ task, texts }: EmbedTask) => {
    before = before.then(async () => { parentPort?.postMessage({ task, vectors: await embedded(texts) } satisfies EmbedAnswer); });
  });
}
