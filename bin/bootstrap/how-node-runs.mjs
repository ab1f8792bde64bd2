/** Arguments of Node for the product. Semi-space: batches of interactions die young, and with half of it they are copied about before they do; with more, memory is held that is never given back. */
export const PRODUCT_ARGUMENTS = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=32'];

/** Threads that Node lends to native work; each running query of ClickHouse in process holds one. */
const THREADS = '16';

/**
 * How the allocator of Linux (glibc) holds memory for native code: few arenas, as many threads would each keep one of up to 64 MB, and what is large apart and given back at once, as otherwise the limit rises with what is
 * freed. Large is from 64 kB on, with which everything that comes over a connection is received: a hundred at once, and what lived on above them kept 50 MB that nobody used. Saves a quarter of the process's memory.
 * Other systems do not know these names. Units: arenas; bytes.
 */
const ALLOCATOR = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '65536', MALLOC_TRIM_THRESHOLD_: '131072' };

/** The environment of the product. Whoever set the number of threads, or how memory is allocated, keeps it. */
export function productEnvironment(env) {
  return { ...ALLOCATOR, ...env, UV_THREADPOOL_SIZE: env.UV_THREADPOOL_SIZE || THREADS };
}
