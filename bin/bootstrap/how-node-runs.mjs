/** Arguments of Node for the product. Semi-space: batches of interactions die young, and with Node's own 16 MB they are copied about before they do. */
export const PRODUCT_ARGUMENTS = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=48'];

/** Threads that Node lends to native work; each running query of ClickHouse in process holds one. */
const THREADS = '16';

/** The environment of the product. Whoever set the number of threads keeps it. */
export function productEnvironment(env) {
  return { ...env, UV_THREADPOOL_SIZE: env.UV_THREADPOOL_SIZE || THREADS };
}
