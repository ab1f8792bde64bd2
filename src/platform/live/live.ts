/**
 * Tells open pages what just happened, inside this process. Best effort: a page that missed something asks again.
 * Topics: `customer:<number>` for one customer's new interactions, `pulse` for the home page.
 */
export interface Live {
  publish(topic: string, message: unknown): void;
  /** Answers a function that stops listening. */
  listen(topic: string, hear: (message: unknown) => void): () => void;
  /** Whether anybody listens, so that work for nobody can be skipped. */
  hasListeners(topic: string): boolean;
}

/** A Live for one process. A listener that throws is dropped and reported to `onFault`. */
export function createLive(onFault: (error: unknown) => void): Live {
  const listeners = new Map<string, Set<(message: unknown) => void>>();
  return {
    publish(topic, message) {
      for (const hear of listeners.get(topic) ?? []) {
        try {
          hear(message);
        } catch (error) {
          listeners.get(topic)?.delete(hear);
          onFault(error);
        }
      }
    },
    listen(topic, hear) {
      const set = listeners.get(topic) ?? new Set();
      listeners.set(topic, set);
      set.add(hear);
      return () => {
        set.delete(hear);
        if (set.size === 0) listeners.delete(topic);
      };
    },
    hasListeners: (topic) => listeners.has(topic),
  };
}
