import { at } from '../loki-config/key-path.ts';

interface MimirConfigProblem {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
}

interface Trap extends MimirConfigProblem {
  readonly caught: (config: unknown) => boolean;
}

/** What a configuration can say that keeps Mimir from starting, or from keeping anything. */
const TRAPS: readonly Trap[] = [
  {
    code: 'mimir/no-kafka',
    caught: (config) => at(config, 'ingest_storage.enabled') === true && !isText(at(config, 'ingest_storage.kafka.address')),
    message: 'Distributors are to write to Kafka, and there is none.',
    fix: "write kafka: { address: 'kafka:9092' }",
  },
  {
    code: 'mimir/store',
    caught: (config) =>
      at(config, 'memberlist.join_members') !== undefined && at(config, 'common.storage.backend') === 'filesystem',
    message: 'Many processes cannot share a directory.',
    fix: "write store: s3({ bucket: '…' })",
  },
  {
    code: 'mimir/retention',
    caught: (config) => /^0+[a-z]*$/.test(String(at(config, 'limits.compactor_blocks_retention_period') ?? '')),
    message: 'limits.compactor_blocks_retention_period is 0: every sample is kept for ever.',
    fix: "write retention: '400d', and take it out of raw",
  },
];

/** Everything wrong with a Mimir config, ours with what `raw` has put in. */
export function mimirConfigProblems(config: unknown): readonly MimirConfigProblem[] {
  return TRAPS.filter((trap) => trap.caught(config));
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
