import type { Change } from './change.ts';

const UPGRADE = 'https://grafana.com/docs/tempo/latest/set-up-for-tracing/setup-tempo/upgrade/';
const OWN = 'remove it: live stores and block builders take its place';

export const TEMPO_CHANGES = {
  architecture: {
    since: '3.0',
    differs: 'Live stores, block builders and a backend scheduler with workers take the place of ingesters and the compactor.',
    does: 'Writes the blocks of the version: ingester and compactor before 3.0, live_store and backend_* from it on.',
    byHand:
      'Let ingesters of 2.x flush (/flush, then stop them) before the first 3.0 starts; targets, ports and volumes change with it.',
    source: UPGRADE,
    refuses: [
      { path: 'ingester', fix: OWN },
      { path: 'compactor', fix: 'set backend_scheduler.provider.compaction and backend_worker.compaction' },
      { path: 'ingest.enabled', fix: 'remove it: Kafka is used where there is more than one process' },
      { path: 'metrics_generator.traces_storage', fix: OWN },
      { path: 'metrics_generator.processor.local_blocks', fix: OWN },
      { path: 'querier.query_live_store', fix: 'remove it' },
      { path: 'query_frontend.search.query_ingesters_until', fix: 'remove it' },
      { path: 'partition_ring_live_store', fix: 'remove it' },
    ],
  },
  kafka: {
    since: '3.0',
    differs: 'Many processes need Kafka between them.',
    does: "form: 'distributed' needs kafka (`tempo/no-kafka`); before 3.0 it is an error (`environment/not-in-version`): one process is written.",
    byHand: 'Have a Kafka before the upgrade, with a topic of as many partitions as block builders.',
    source: UPGRADE,
  },
  scopedOverrides: {
    since: '3.0',
    differs: 'Overrides stand below overrides.defaults, in scopes; the flat form is refused.',
    does: 'Writes scopes for every line.',
    byHand: 'Rewrite flat overrides of your own.',
    source: UPGRADE,
  },
  metricsComparison: {
    since: '3.0',
    differs: 'TraceQL compares what a metrics function gives: { } | rate() > 10.',
    does: 'A query that does for an older Tempo is an error (`traceql/not-in-version`).',
    source: 'https://grafana.com/docs/tempo/latest/release-notes/v3-0/',
  },
  arrays: {
    since: '3.0',
    differs: 'Where an attribute is an array, != and !~ hold if no element is equal or matches; before, if one is not.',
    does: 'Nothing: which attributes are arrays is not declared.',
    byHand: 'Look at queries of your own with != and !~ over arrays.',
    source: 'https://grafana.com/docs/tempo/latest/release-notes/v3-0/',
  },
  blockFormat: {
    since: '3.0',
    differs: 'Blocks of vParquet3 and older are not read.',
    does: "Nothing: no block format is named, so it is the version's own.",
    byHand: 'Wait with the upgrade until the last older block has expired.',
    source: UPGRADE,
  },
} as const satisfies Readonly<Record<string, Change>>;
