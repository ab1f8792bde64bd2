import type { WebModule } from '../../../web/registry.ts';

/** Pages of this module, inside the shell. */
export const routes = [] as const;

export const web: WebModule = {};
