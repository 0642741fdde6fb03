import type { Address } from '../../kernel/address.ts';
import { parseDuration } from '../../kernel/duration.ts';
import type { Kafka, MimirLimits, MimirServer } from '../../model/environment.ts';
import type { MimirLimitsOptions, MimirServerDefinition } from '../mimir-server.ts';
import { filesystem } from '../stores.ts';
import { listenerOf } from './listener-tls.ts';
import type { Report } from './report.ts';
import { shown } from './shown.ts';
import { checkKept, storeOf, type Tell } from './stores.ts';
import { TENANT } from './tenant-id.ts';

const DAY_MS = 24 * 3_600_000;
const URL = 'http://mimir:8080';
const STORE = filesystem({ directory: '/data/mimir' });
const RETENTION_MS = 400 * DAY_MS;
const REPLICATION = { single: 1, distributed: 3 } as const;
const EXEMPLARS = 100_000;

export interface Around {
  /** The environment's. */
  readonly at: Address;
  readonly report: Report;
  /** Whether it has a Prometheus, which evaluates rules unless it is told otherwise. */
  readonly beside: boolean;
  /** Whether tenants share it: a Prometheus that evaluated the rules would read everybody's. */
  readonly shared?: boolean;
}

export function resolveMimir(authored: MimirServerDefinition, { at, beside, report, shared = false }: Around): MimirServer {
  const { form = 'single', limits = {}, raw = {}, tenant, version, zones = [] } = authored;
  const tell: Tell = (code, message, fix) => report.error(`mimir/${code}`, at, message, { fix, origin: authored });
  const store = storeOf(authored.store ?? STORE, tell);
  const retentionMs = retentionIn(authored.retention, tell) ?? RETENTION_MS;
  const replicationFactor = authored.replication ?? REPLICATION[form];
  const defaults = mimirLimitsOf(authored.defaults ?? {}, tell);
  const tenants = Object.entries(limits).map(([name, one]): [string, MimirLimits] => [name, mimirLimitsOf(one, tell)]);
  for (const kept of [retentionMs, defaults.retentionMs, ...tenants.map(([, one]) => one.retentionMs)])
    if (kept !== undefined) checkKept(store, kept, tell);
  const server: MimirServer = {
    version,
    ...listenerOf(authored, URL, { field: 'mimir', at, origin: authored, report }),
    origin: authored,
    form,
    store,
    tenant,
    replicationFactor,
    retentionMs,
    kafka: kafkaOf(authored),
    zones: [...new Set(zones)].sort(),
    caches: authored.caches ?? {},
    deduplicate: authored.deduplicate === true,
    defaults: { ...defaults, exemplars: defaults.exemplars ?? EXEMPLARS },
    limits: new Map(tenants),
    rules: authored.rules ?? (beside && !shared ? 'none' : 'evaluated'),
    raw,
  };
  for (const [code, message, fix] of problems(server, authored)) tell(code, message, fix);
  return server;
}

type Problem = readonly [code: string, message: string, fix: string];

function* problems(server: MimirServer, authored: MimirServerDefinition): Generator<Problem> {
  const { form, kafka, limits, replicationFactor, store, tenant, zones } = server;
  if (form === 'distributed' && store.type === 'filesystem')
    yield ['store', 'Many processes cannot share a directory.', "write store: s3({ bucket: '…' })"];
  if (form === 'single' && replicationFactor > 1) {
    const message = `A ring of one process cannot hold a sample ${replicationFactor} times: every write would be refused.`;
    yield ['replication', message, "write form: 'distributed', or drop replication"];
  }
  if (form === 'single' && kafka)
    yield ['kafka-unused', 'One process of Mimir does not use Kafka.', "write form: 'distributed', or drop kafka"];
  if (form === 'single' && zones.length > 0)
    yield ['zones', 'One process is in one zone.', "write form: 'distributed', or drop zones"];
  if (kafka && authored.replication !== undefined)
    yield ['replication', 'Behind Kafka nobody reads `replication`: the topic has the copies.', 'drop replication, or kafka'];
  if (form === 'distributed' && zones.length > 0 && zones.length < replicationFactor) {
    const message = `${replicationFactor} copies cannot go to different zones, of which there are ${zones.length}.`;
    yield ['zones', message, `name ${replicationFactor} zones, or write replication: ${zones.length === 2 ? 1 : zones.length}`];
  }
  for (const name of [...limits.keys(), ...(tenant === undefined ? [] : [tenant])])
    if (!TENANT.test(name))
      yield ['tenant', `${JSON.stringify(name)} is no tenant.`, "use up to 150 of letters, digits and !-_.*'()"];
}

/** What one tenant may have, or everybody. */
export function mimirLimitsOf(authored: MimirLimitsOptions, tell: Tell): MimirLimits {
  const { exemplars, raw = {}, retention, ruleGroups, rulesPerGroup, samplesPerSecond, series } = authored;
  const counts = { exemplars, ruleGroups, rulesPerGroup, samplesPerSecond, series };
  for (const [name, value] of Object.entries(counts)) {
    if (value === undefined || (Number.isSafeInteger(value) && (value > 0 || (value === 0 && name === 'exemplars')))) continue;
    tell(
      'limit',
      value === 0
        ? `${name} is 0: Mimir takes 0 for no limit at all.`
        : `${name} is ${shown(value)}, which is no number of them.`,
      `write ${name}: a whole number above 0`,
    );
  }
  return { ...counts, retentionMs: retention === undefined ? undefined : retentionIn(retention, tell), raw };
}

/** A block is deleted whole, some hours after its last sample; 0 is for ever. */
function retentionIn(written: unknown, tell: Tell): number | undefined {
  if (written === undefined) return undefined;
  const milliseconds = typeof written === 'string' ? parseDuration(written) : undefined;
  if (milliseconds !== undefined && milliseconds >= DAY_MS) return milliseconds;
  const seen = JSON.stringify(written);
  if (milliseconds === 0) tell('retention', 'retention 0 keeps every sample for ever.', "write how long: retention: '400d'");
  else
    tell(
      'retention',
      `retention ${seen} is no duration of a day or more: Mimir deletes whole blocks.`,
      "write retention: '400d'",
    );
  return undefined;
}

function kafkaOf({ kafka }: MimirServerDefinition): Kafka | undefined {
  return kafka && { address: kafka.address, topic: kafka.topic ?? 'mimir', partitions: kafka.partitions ?? 3 };
}
