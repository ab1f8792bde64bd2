import { AppError } from '../../../kernel/app-error.ts';
import type { Embedder, EmbedderSource } from '../../../platform/models/embedder.ts';

/** Opens an embedder when there is something to embed, once, and again after its thread ended. */
export function createEmbedderInUse(source: EmbedderSource) {
  let opening: Promise<Embedder> | null = null;
  let stopping = false;

  return {
    /** The vectors of texts, in their order. Errors: `unavailable` when its thread ended; ask again. */
    async embed(texts: readonly string[]): Promise<Float32Array[]> {
      if (stopping) throw new AppError('unavailable', 'embedder-stopped', 'Custos is stopping.');
      const now = opening ??= source.open();
      try {
        return await (await now).embed(texts);
      } catch (error) {
        // One that could not be opened, or ended, is opened anew by whoever asks next; one that could not embed a text goes on.
        const goesOn = error instanceof AppError && error.code === 'not-embedded';
        if (!goesOn && opening === now) opening = null;
        throw error;
      }
    },
    async stop(): Promise<void> {
      stopping = true;
      await opening?.then((embedder) => embedder.stop(), () => undefined);
    },
  };
}

export type EmbedderInUse = ReturnType<typeof createEmbedderInUse>;
