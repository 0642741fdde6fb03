/** The folders of src/, low to high: each imports only from those before it. DESIGN: "Layout". */
const LAYERS = [
  'kernel',
  'query',
  'authored',
  'catalogues',
  'model',
  'sli',
  'alerts',
  'receivers',
  'exporters',
  'panels',
  'define',
  'derive',
  'artifacts',
  'compile',
  'check',
  'cells',
  'plan',
  'preview',
  'importers',
  'targets',
  'tools',
  'load',
  'operate',
  'runtime',
  'testing',
  'program\\.ts',
  'cli',
];
/** No file system, network, process or clock of their own: data in, data and diagnostics out. */
const PURE = LAYERS.slice(0, LAYERS.indexOf('targets'));
const IO_MODULES =
  '^(node:)?(fs|fs/promises|net|http|https|http2|tls|dgram|dns|dns/promises|child_process|worker_threads|cluster|os|readline|readline/promises|process)$';
const IO_PACKAGES = 'node_modules/(axios|chokidar|commander|esbuild|testcontainers)/';

const upwards = LAYERS.slice(0, -1).map((layer, index) => ({
  name: `${layer.replace('\\', '')}-imports-upwards`,
  severity: 'error',
  from: { path: `^src/${layer}(/|$)` },
  to: { path: `^src/(${LAYERS.slice(index + 1).join('|')})(/|$)` },
}));

module.exports = {
  forbidden: [
    ...upwards,
    {
      name: 'unknown-folder',
      comment: 'A new folder of src/ takes its place in the list of layers.',
      severity: 'error',
      from: {},
      to: { path: '^src/', pathNot: `^src/(${LAYERS.join('|')}|index\\.ts|metrics\\.ts)(/|$)` },
    },
    {
      name: 'one-door-to-changes',
      comment:
        'Only what applies a plan, or puts one back, opens what can change a server. Who plans, compares or verifies looks.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/targets/(apply[^/]*\\.ts|rollback[^/]*\\.ts|recover[^/]*\\.ts|journal/)' },
      to: { path: '^src/targets/sessions\\.ts$' },
    },
    {
      name: 'looking-reaches-no-door',
      severity: 'error',
      from: { path: '^src/targets/(observe|observers|verify|wanted-by|evidence)\\.ts$' },
      to: { path: '^src/targets/sessions\\.ts$', reachable: true },
    },
    {
      name: 'runtime-is-small',
      comment: 'Services carry the runtime: it may bring the authoring of metrics along and nothing else of ours.',
      severity: 'error',
      from: { path: '^src/runtime/' },
      to: { path: '^src/', pathNot: '^src/(runtime|authored|kernel|query)/' },
    },
    {
      name: 'metrics-is-small',
      comment: 'Service code imports signalbox/metrics.',
      severity: 'error',
      from: { path: '^src/metrics\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(authored|kernel|query)/' },
    },
    {
      name: 'entry-points-are-authoring',
      severity: 'error',
      from: { path: '^src/index\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(kernel|authored|catalogues|sli|alerts|receivers|exporters|panels|define)/' },
    },
    {
      name: 'nobody-imports-an-entry',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^src/(index|metrics)\\.ts$' },
    },
    {
      name: 'pure-folders-do-no-io',
      severity: 'error',
      from: { path: `^src/(${PURE.join('|')})/` },
      to: { path: IO_MODULES },
    },
    {
      name: 'pure-folders-use-no-io-packages',
      severity: 'error',
      from: { path: `^src/(${PURE.join('|')})/` },
      to: { path: IO_PACKAGES },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^@prometheus-io/client' } },
    {
      name: 'src-uses-dependencies-only',
      comment: 'What only developers install is not there for users. Types alone are erased.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only', 'npm-peer'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { conditionNames: ['signalbox-source', 'import', 'node', 'default'], exportsFields: ['exports'] },
  },
};
