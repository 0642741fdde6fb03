import type { Catalogue } from './catalogue.ts';
import { envoy } from './envoy.ts';
import { haproxy } from './haproxy.ts';
import { hostMetrics } from './hostmetrics.ts';
import { nginx } from './nginx.ts';
import { nodeExporter } from './node-exporter.ts';
import { nodeProcess } from './prom-client.ts';
import { redisExporter } from './redis-exporter.ts';

/** Every catalogue there is. A new one is its own file and a line here. */
export const catalogues: readonly Catalogue[] = [envoy, haproxy, hostMetrics, nginx, nodeExporter, nodeProcess, redisExporter];
