#!/usr/bin/env node
/** The command `custos` of an installed package: `custos serve` is `npm run custos -- serve`. */
process.argv.splice(2, 0, 'cli');
await import('./bootstrap.mjs');
