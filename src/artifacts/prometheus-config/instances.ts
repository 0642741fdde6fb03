import type { Environment, PrometheusServer } from '../../model/environment.ts';

/** One process, where several share the work or do it twice. */
export interface Instance {
  readonly path: string;
  /** External labels besides the environment's. */
  readonly labels: Readonly<Record<string, string>>;
  readonly shard: number | undefined;
}

/** What Mimir and Cortex take apart copies by, unless told otherwise. https://grafana.com/docs/mimir/latest/configure/configure-high-availability-deduplication/ */
const REPLICA = '__replica__';
const CLUSTER = 'cluster';
/** Where the shard of a target stands for as long as targets are relabelled. */
const SHARD = '__tmp_shard';

export function instancesOf(environment: Environment, { replicas, shards }: PrometheusServer): Instance[] {
  const each = (count: number): (number | undefined)[] =>
    count === 1 ? [undefined] : Array.from({ length: count }, (_, n) => n);
  return each(shards).flatMap((shard) =>
    each(replicas).map((replica) => {
      const parts = [named('shard', shard), named('replica', replica)].filter((part) => part !== undefined);
      const labels = replica === undefined ? {} : copyLabels(environment, shard, replica);
      return { path: `prometheus/${['prometheus', ...parts].join('-')}.yml`, labels, shard };
    }),
  );
}

/** A store keeps one copy of each cluster, so a shard with copies is a cluster of its own. */
function copyLabels(environment: Environment, shard: number | undefined, replica: number): Record<string, string> {
  const cluster = [clusterOf(environment), named('shard', shard)].filter((part) => part !== undefined).join('-');
  return { [CLUSTER]: cluster, [REPLICA]: `replica-${replica}` };
}

function clusterOf({ labels, name }: Environment): string {
  return labels[CLUSTER] ?? name;
}

function named(what: string, number: number | undefined): string | undefined {
  return number === undefined ? undefined : `${what}-${number}`;
}

/** Alerts of all copies are one alert, with the labels it has where there is one server. */
export function alertRelabelling({ labels }: Environment, { replicas }: PrometheusServer): object[] | undefined {
  if (replicas === 1) return undefined;
  const cluster = labels[CLUSTER];
  const own = cluster === undefined ? `${REPLICA}|${CLUSTER}` : REPLICA;
  const dropped = { regex: own, action: 'labeldrop' };
  return cluster === undefined ? [dropped] : [dropped, { target_label: CLUSTER, replacement: expanded(cluster) }];
}

/** Each target belongs to one shard, by its address. https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config */
export function shardRelabelling({ shards }: PrometheusServer, shard: number | undefined): object[] | undefined {
  if (shard === undefined) return undefined;
  return [
    { source_labels: ['__address__'], modulus: shards, target_label: SHARD, action: 'hashmod' },
    { source_labels: [SHARD], regex: String(shard), action: 'keep' },
  ];
}

/** A replacement may name groups of the pattern by `$`. */
function expanded(text: string): string {
  return text.replace(/\$/g, '$$$$');
}
