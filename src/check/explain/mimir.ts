import type { Row } from './rows.ts';

const KAFKA = "kafka: { address: 'kafka:9092' }";
const BUCKET = "store: s3({ bucket: 'samples' })";

/** Mimir's own settings. */
export const mimirRows: readonly Row[] = [
  [
    'mimir/store',
    'error',
    'Processes on several machines cannot share a directory: each would find its own blocks only.',
    "mimirServer({ version: '3.0', form: 'distributed' });",
    `mimirServer({ version: '3.0', form: 'distributed', ${BUCKET} });`,
  ],
  [
    'mimir/replication',
    'error',
    'A ring with fewer members than copies refuses every write, and behind Kafka the number is not read at all.',
    "mimirServer({ version: '3.0', replication: 3 });",
    `mimirServer({ version: '3.0', form: 'distributed', ${BUCKET}, replication: 3 });`,
  ],
  [
    'mimir/no-kafka',
    'error',
    'With `ingest_storage` distributors write to Kafka; without one no process starts.',
    "mimirServer({ version: '3.0', raw: { ingest_storage: { enabled: true } } });",
    `mimirServer({ version: '3.0', form: 'distributed', ${BUCKET}, ${KAFKA} });`,
  ],
  [
    'mimir/retention',
    'error',
    'Zero keeps every sample for ever, and a bucket that deletes earlier leaves holes where answers should be.',
    "mimirServer({ version: '3.0', store: s3({ bucket: 'samples', expires: '90d' }), retention: '400d' });",
    "mimirServer({ version: '3.0', store: s3({ bucket: 'samples', expires: '410d' }), retention: '400d' });",
  ],
  [
    'mimir/kafka-unused',
    'error',
    'One process of Mimir needs no Kafka, and with one it starts only under a name that ends in a number.',
    "mimirServer({ version: '3.0', kafka: { address: 'kafka:9092' } });",
    `mimirServer({ version: '3.0', form: 'distributed', ${BUCKET}, kafka: { address: 'kafka:9092' } });`,
  ],
  [
    'mimir/zones',
    'error',
    'With fewer zones than copies two of them stand in one zone, and go together.',
    `mimirServer({ version: '3.0', form: 'distributed', ${BUCKET}, zones: ['a', 'b'] });`,
    `mimirServer({ version: '3.0', form: 'distributed', ${BUCKET}, zones: ['a', 'b', 'c'] });`,
  ],
  [
    'mimir/tenant',
    'error',
    'Mimir refuses requests of such a tenant.',
    "mimirServer({ version: '3.0', tenant: 'team/a' });",
    "mimirServer({ version: '3.0', tenant: 'team-a' });",
  ],
  [
    'mimir/limit',
    'error',
    'Zero is no limit at all: one tenant could take the memory of all.',
    "mimirServer({ version: '3.0', limits: { office: { series: 0 } } });",
    "mimirServer({ version: '3.0', limits: { office: { series: 100_000 } } });",
  ],
];
