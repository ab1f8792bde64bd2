import type { TakenOver } from '../modules/promises/index.ts';

/** How far the demo company is loaded. `planned` is the number of interactions of its history. */
export type DemoProgress = { readonly loaded: number; readonly planned: number; readonly living: boolean };

/** Whether the demo company can be loaded now; when not, `because` says why in one sentence. `customers` is the size of one that was begun before and would go on; null when its size can still be chosen. */
export type DemoOffer = { readonly loadable: boolean; readonly because: string | null; readonly customers: number | null };

/** Something that fills an installation with a made-up company and keeps it living. Given to the composition root by the command line: product code knows no simulator. */
export type DemoFeed = {
  /** Begins, or goes on where it stopped. Answers at once. Errors: `conflict` when the installation has real data. */
  start(customers: number): Promise<void>;
  /** What `start` would do. */
  offer(): Promise<DemoOffer>;
  /** Whether a made-up company lives here, or was begun here once: then nothing leaves this installation. */
  isHere(): boolean;
  progress(): DemoProgress | null;
  stop(): Promise<void>;
};

/** What a feed needs of the product. */
export type DemoTarget = { acceptBatch(source: string, items: readonly unknown[]): Promise<readonly unknown[]>; readonly dataFolder: string; isEmpty(): Promise<boolean>; /** Takes over what the company has promised since a moment, and who may give what; nothing where something is promised already. Units: ms since 1970. */ takeOverPromises(made: TakenOver, sinceMs: number): Promise<void> };
