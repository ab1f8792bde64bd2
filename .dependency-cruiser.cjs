/**
 * What may import what: the folders of ARCHITECTURE.md as rules. `npm run check` runs them over src, simulator and test, counts the modules that
 * were seen (a parser that does not know our TypeScript would see none and be content), and shows in test/import-rules that each rule can fail.
 */

/** Modules in reading order. A module calls to its left; to its right it only emits events. */
const READING_ORDER = [
  'people', 'identity', 'interactions', 'subjects', 'channels', 'customers',
  'voice', 'journeys', 'promises', 'signals', 'causes', 'portfolio', 'charter', 'outreach',
  'surveys', 'cases', 'portal', 'ombudsman', 'raised', 'side-panel', 'improvements', 'decisions', 'practices', 'listening', 'pulse', 'communications', 'analysts',
];

const TEST = '\\.(test|fixture)\\.tsx?$';
const WEB = '^src/(web|modules/[^/]+/web)/';
const SQL_FILE = '-(store|view|log)\\.ts$';
const FRONT_DOOR = '/(index|contract)\\.ts$';
const WEB_DOOR = '/web/(index|parts)\\.tsx?$';

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const readingOrder = READING_ORDER.slice(0, -1).map((module, at) => rule(
  `reading-order-${module}`, 'Call left, emit right (ARCHITECTURE.md, "Modules, in reading order").',
  { path: `^src/modules/${module}/`, pathNot: [TEST, '/web/'] },
  { path: `^src/modules/(${READING_ORDER.slice(at + 1).join('|')})/` },
));

module.exports = {
  forbidden: [
    rule('resolvable', 'Every import leads somewhere.', {}, { couldNotResolve: true }),
    rule('no-cycles', 'Files that need each other are one file, or hide a third.', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    rule('kernel-is-pure', 'The rules of the product do no I/O and know nothing above them.',
      { path: '^src/kernel/', pathNot: TEST }, { pathNot: ['^src/kernel/', 'node_modules/zod/'] }),
    rule('platform-below-modules', 'The outside world does not know the product.',
      { path: '^src/platform/', pathNot: TEST }, { path: '^(src/(modules|app|cli|web)|simulator)/' }),
    rule('modules-by-front-door', 'A module is used through its index, its contract or its page pieces.',
      { path: '^src/modules/([^/]+)/' }, { path: '^src/modules/[^/]+/', pathNot: ['^src/modules/$1/', FRONT_DOOR, WEB_DOOR] }),
    rule('app-by-front-door', 'Wiring needs the front door, the routes and the jobs of a module, nothing else.',
      { path: '^src/(app|cli|web)/', pathNot: TEST }, { path: '^src/modules/', pathNot: [FRONT_DOOR, WEB_DOOR, '/(routes|jobs)\\.ts$'] }),
    rule('sql-in-stores', 'Statements are written in -store, -view and -log files only.',
      { path: '^src/modules/', pathNot: [SQL_FILE, TEST] }, { path: '^src/platform/(pg|clickhouse)/sql\\.ts$' }),
    rule('engines-by-interface', 'A module is given its engines; how they are opened is the platform\'s business.',
      { path: '^src/modules/', pathNot: TEST }, { path: '^src/platform/(pg|clickhouse)/', pathNot: '/(transaction|analytics|sql)\\.ts$' }),
    rule('contract-runs-anywhere', 'A contract is read by the server, the page and other modules.',
      { path: '/contract\\.ts$' }, { pathNot: ['^src/kernel/', '/contract\\.ts$', 'node_modules/zod/', '/(rule-language|spoken-parts|joined-words)\\.ts$'] }),
    rule('nothing-imports-the-top', 'Only the composition root knows everybody.',
      { path: '^src/', pathNot: ['^src/(app|cli)/', TEST] }, { path: '^src/(app|cli)/' }),
    rule('truth-stays-outside', 'The product never reads the demo company\'s plan; only the demo command starts it.',
      { path: '^src/(kernel|platform|modules|web)/', pathNot: TEST }, { path: '^simulator/' }),
    rule('tests-stay-tests', 'Nothing that runs imports a test or what serves tests.',
      { path: '^(src|simulator)/', pathNot: TEST }, { path: [TEST, '^(test|bench)/'] }),
    rule('server-from-dependencies', 'What runs at a customer\'s is a dependency, not a development dependency.',
      { path: '^(src|simulator)/', pathNot: [TEST, WEB] }, { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] }),
    rule('server-without-page', 'The server does not import the page.',
      { path: '^src/', pathNot: [WEB, TEST] }, { path: WEB }),
    rule('page-by-contract', 'The page knows the server by contracts alone.',
      { path: WEB, pathNot: TEST }, { path: ['^src/(platform|app|cli)/', '^src/modules/[^/]+/(?!contract\\.ts$|web/)'] }),
    rule('page-without-node', 'The page runs in a browser.', { path: WEB, pathNot: TEST }, { dependencyTypes: ['core'] }),
    rule('shell-by-web-door', 'The shell hangs rooms in by their web index, modules share pieces by web/parts; nobody reaches further in.',
      { path: '^src/web/', pathNot: TEST }, { path: '^src/modules/[^/]+/web/', pathNot: WEB_DOOR }),
    rule('primitives-know-no-domain', 'Primitives and charts draw whatever they are given.',
      { path: '^src/web/(primitives|charts)/', pathNot: TEST }, { path: '^src/modules/' }),
    ...readingOrder,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // What is built and stored is no source; test/import-rules breaks every rule on purpose.
    exclude: { path: ['^dist/', '^\\.custos/', '^data/', '^test/import-rules/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.css', '.json'], conditionNames: ['import', 'node', 'default', 'types'], exportsFields: ['exports'] },
  },
};
