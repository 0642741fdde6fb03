import type { Row } from './rows.ts';

/** A period of Loki's index, with what is wrong about it. */
function period(from: string, { store = 'tsdb', schema = 'v13', index = '24h' } = {}): string {
  return `{ from: '${from}', store: '${store}', object_store: 's3', schema: '${schema}', index: { prefix: 'i_', period: '${index}' } }`;
}

function periods(...written: readonly string[]): readonly string[] {
  return ["loki({ version: '3.7', raw: { schema_config: { configs: [", ...written.map((one) => `  ${one},`), '] } } });'];
}

/** Loki's own settings. */
export const lokiRows: readonly Row[] = [
  [
    'loki/legacy-schema',
    'error',
    'Loki 3 does not start with boltdb-shipper or a schema below v13 as long as structured metadata is on, and 4 not at all.',
    periods(period('2024-04-01', { store: 'boltdb-shipper', schema: 'v12' })),
    periods(period('2024-04-01')),
  ],
  [
    'loki/no-schema',
    'error',
    'Without a schema period Loki panics at start.',
    "loki({ version: '3.7', raw: { schema_config: { configs: [] } } });",
    "loki({ version: '3.7' });",
  ],
  [
    'loki/schema-order',
    'error',
    'Periods out of order leave days for which Loki reads the wrong index.',
    periods(period('2025-04-01'), period('2024-04-01')),
    periods(period('2024-04-01'), period('2025-04-01')),
  ],
  [
    'loki/index-period',
    'error',
    'The tsdb index has tables of a day; with another period retention deletes nothing.',
    periods(period('2024-04-01', { index: '168h' })),
    periods(period('2024-04-01')),
  ],
  [
    'loki/deleted-key',
    'error',
    'The key was removed from Loki: a strict server does not start with it.',
    "loki({ version: '3.7', raw: { chunk_store_config: { max_look_back_period: '30d' } } });",
    "loki({ version: '3.7', retention: '30d' });",
  ],
  [
    'loki/ignored-key',
    'error',
    'Loki takes the key and does nothing with it: what it was to do does not happen.',
    "loki({ version: '3.7', raw: { compactor: null } }); // retention is the compactor's work",
    "loki({ version: '3.7', retention: '30d' });",
  ],
  [
    'loki/delete-store',
    'error',
    'The compactor does not start with retention on and no place for its delete requests.',
    "loki({ version: '3.7', raw: { compactor: { delete_request_store: null } } });",
    "loki({ version: '3.7' });",
  ],
  [
    'loki/ruler-storage',
    'error',
    'A ruler without storage runs no rule, and its API answers 404.',
    "loki({ version: '3.7', raw: { ruler_storage: null } });",
    "loki({ version: '3.7', raw: { ruler_storage: { backend: 'local', local: { directory: '/etc/loki/rules' } } } });",
  ],
  [
    'loki/working-directory',
    'error',
    'Data goes below the working directory of the process: it is lost with the container, or cannot be written at all.',
    "loki({ version: '3.7', raw: { ruler: { wal: null } } });",
    "loki({ version: '3.7', raw: { ruler: { wal: { dir: '/loki/ruler-wal' } } } });",
  ],
  [
    'loki/short-retention',
    'error',
    'Loki deletes by the day and refuses less.',
    "loki({ version: '3.7', retention: '12h' });",
    "loki({ version: '3.7', retention: '30d' });",
  ],
  [
    'loki/retention',
    'error',
    'Without a length of time lines are kept for ever.',
    "loki({ version: '3.7', retention: '0s' });",
    "loki({ version: '3.7', retention: '30d' });",
  ],
  [
    'loki/replication',
    'error',
    'One process cannot hold a line three times: it waits for others for ever and refuses every line.',
    "loki({ version: '3.7', form: 'single', replication: 3 });",
    "loki({ version: '3.7', form: 'distributed', replication: 3, store: s3({ bucket: 'logs' }) });",
  ],
  [
    'loki/store',
    'error',
    'Processes on several machines cannot share a directory: each would answer with its own lines only.',
    "loki({ version: '3.7', form: 'distributed' });",
    "loki({ version: '3.7', form: 'distributed', store: s3({ bucket: 'logs' }) });",
  ],
  [
    'loki/form',
    'error',
    'Processes that read, write and do the rest are gone in Loki 4.0: it does not start with such a target.',
    "loki({ version: '4.0', form: 'scalable', store: s3({ bucket: 'logs' }) });",
    "loki({ version: '4.0', form: 'distributed', store: s3({ bucket: 'logs' }) });",
  ],
  [
    'loki/zones',
    'error',
    'A line is held once in a zone: with fewer zones than copies, fewer copies are held than was meant, and one zone that fails takes lines with it.',
    "loki({ version: '3.7', form: 'distributed', store: s3({ bucket: 'logs' }), zones: ['a', 'b'] });",
    "loki({ version: '3.7', form: 'distributed', store: s3({ bucket: 'logs' }), zones: ['a', 'b', 'c'] });",
  ],
  [
    'loki/retention-beyond-store',
    'error',
    'The lifecycle rule of the bucket deletes what Loki still has in its index: queries over those days fail.',
    "loki({ version: '3.7', store: s3({ bucket: 'logs', expires: '30d' }), retention: '90d' });",
    "loki({ version: '3.7', store: s3({ bucket: 'logs', expires: '400d' }), retention: '90d' });",
  ],
  [
    'loki/tenant',
    'error',
    'Loki refuses requests of such a tenant.',
    "loki({ version: '3.7', tenant: 'team/a' });",
    "loki({ version: '3.7', tenant: 'team-a' });",
  ],
  [
    'loki/alert-without-loki',
    'error',
    'An alert on logs is evaluated by Loki; where there is none it does not exist.',
    [
      "prometheus({ version: '3.15' }); // staging: without a Loki",
      'logql`sum(count_over_time(${accessLogs} |= "panic" [5m])) > 0`;',
    ],
    [
      "loki({ version: '3.7' });",
      "alertmanager({ version: '0.34' });",
      'logql`sum(count_over_time(${accessLogs} |= "panic" [5m])) > 0`;',
    ],
  ],
  [
    'loki/lines-not-counted',
    'error',
    'An objective over lines of logs is counted by Loki and kept by Prometheus; without either nothing is measured and nothing alerts.',
    [
      "prometheus({ version: '3.15' }); // staging: without a Loki",
      "fromLogs({ total: accessLogs, bad: accessLogs.where({ level: 'error' }) });",
    ],
    "fromLogs({ total: accessLogs, bad: accessLogs.where({ level: 'error' }) });",
  ],
  [
    'loki/alert-without-alertmanager',
    'error',
    'Loki would find the alert firing and have nobody to tell.',
    [
      "loki({ version: '3.7' }); // staging: without an Alertmanager",
      'logql`sum(count_over_time(${accessLogs} |= "panic" [5m])) > 0`;',
    ],
    [
      "loki({ version: '3.7' });",
      "alertmanager({ version: '0.34' });",
      'logql`sum(count_over_time(${accessLogs} |= "panic" [5m])) > 0`;',
    ],
  ],
];
