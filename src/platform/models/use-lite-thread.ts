import { setPriority } from 'node:os';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

/** Where the installed packages begin. */
export type UseLitePlaces = { readonly library: string; readonly weights: string };
/** Texts to be embedded, and their vectors one after the other; null when they could not be. */
export type UseLiteTask = { readonly task: number; readonly texts: readonly string[] };
export type UseLiteAnswer = { readonly task: number; readonly vectors: Float32Array | null };

/** What is used of the packages, which are not part of Custos. The source of the weights is always given: without one the library would fetch them from elsewhere. */
type Library = { initModel(source: unknown): Promise<{ embed(texts: readonly string[]): Promise<number[][]> }> };

/** Texts are cut here: what comes later hardly moves the vector, and time grows with the square. Units: characters. */
const MOST_CHARACTERS = 1_000;

/** Whoever records or answers a page comes first. Only on Linux has a thread a priority of its own. */
const GIVES_WAY = 10;
if (process.platform === 'linux') setPriority(0, GIVES_WAY);

const { library, weights } = workerData as UseLitePlaces;
const [{ initModel }, { modelSource }] = await Promise.all([import(pathToFileURL(library).href) as Promise<Library>, import(pathToFileURL(weights).href) as Promise<{ readonly modelSource: unknown }>]);
const model = await initModel(modelSource);

/** A vector brought to length 1; zeros for a text without anything to embed. */
function ofLengthOne(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  return length > 0 && Number.isFinite(length) ? vector.map((one) => one / length) : vector.map(() => 0);
}

async function embedded(texts: readonly string[]): Promise<Float32Array | null> {
  try {
    const said = texts.map((text) => text.slice(0, MOST_CHARACTERS).trim());
    // The library refuses a text without a sign in it; a full stop stands for it and is not kept.
    const vectors = await model.embed(said.map((text) => (text === '' ? '.' : text)));
    return Float32Array.from(vectors.flatMap((vector, row) => (said[row] === '' ? vector.map(() => 0) : ofLengthOne(vector))));
  } catch {
    // Whoever asked is told by the null, and decides; the thread goes on.
    return null;
  }
}

let before: Promise<void> = Promise.resolve();
parentPort?.on('message', ({ task, texts }: UseLiteTask) => {
  // One after the other, as the library keeps its tensors in one place.
  before = before.then(async () => {
    const answer: UseLiteAnswer = { task, vectors: await embedded(texts) };
    parentPort?.postMessage(answer);
  });
});
