/** Run by `tsc`: what must compile, and, under `@ts-expect-error`, what must not. */
import type { Counter, Gauge, Histogram, Info } from '../../src/authored/metric.ts';
import { type Catalogue, catalogue, type Picked } from '../../src/catalogues/catalogue.ts';
import { nodeExporter } from '../../src/catalogues/node-exporter.ts';
import { nodeProcess } from '../../src/catalogues/prom-client.ts';
import { counter, foreignCounter } from '../../src/catalogues/recipe.ts';
import { redisExporter } from '../../src/catalogues/redis-exporter.ts';

const picked = redisExporter.pick('redis_connected_clients', 'redis_commands_total');
export const commands: Counter<{ cmd: string }> = picked.metrics.redis_commands_total;
export const clients: Gauge = redisExporter.metrics.redis_connected_clients;
export const lag: Gauge<{ slave_ip: string; slave_port: string; slave_state: string }, 'seconds'> = redisExporter.get(
  'redis_connected_slave_lag_seconds',
);
export const collections: Histogram<
  { kind: 'major' | 'minor' | 'incremental' | 'weakcb' },
  0.001 | 0.01 | 0.1 | 1 | 2 | 5,
  'seconds'
> = nodeProcess.metrics.nodejs_gc_duration_seconds;
export const uname: Info<{ [K in 'sysname' | 'release' | 'version' | 'machine' | 'nodename' | 'domainname']: string }> =
  nodeExporter.metrics.node_uname_info;
export const mixed: readonly Catalogue[] = [redisExporter, nodeProcess];
export const some: Picked = picked;

nodeExporter.metrics.node_cpu_seconds_total.where({ mode: 'idle', instance: 'a' });
// @ts-expect-error no such mode
nodeExporter.metrics.node_cpu_seconds_total.where({ mode: 'idling' });
// @ts-expect-error no such label
redisExporter.metrics.redis_commands_total.where({ command: 'get' });
// @ts-expect-error it is called redis_memory_used_bytes
redisExporter.pick('redis_used_memory');
// @ts-expect-error one wrong name among right ones
redisExporter.pick('redis_up', 'redis_used_memory');
// @ts-expect-error no such metric
redisExporter.get('redis_used_memory');
// @ts-expect-error not picked
picked.metrics.redis_up;
// @ts-expect-error it is in bytes
export const wrongUnit: Gauge<{}, 'seconds'> = redisExporter.metrics.redis_memory_used_bytes;

const about = { name: 'x', version: 'v1.0.0', source: 'https://x.example' };
catalogue({ ...about, metrics: () => ({ knocks: foreignCounter('Knocks.'), knocks_total: counter('Knocks.') }) });
// @ts-expect-error a counter named against the convention has to say so
catalogue({ ...about, metrics: () => ({ knocks: counter('Knocks.') }) });
