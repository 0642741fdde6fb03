/** Stands in for the exporters that the demo has none of: every metric a service declares, with its labels, counting up. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metric } from '../../../src/model/service.ts';

export interface StandIn {
  readonly port: number;
  stop(): Promise<void>;
}

const MOST_SERIES = 6;

export async function standInExporter(host: string, metrics: readonly Metric[]): Promise<StandIn> {
  const start = Date.now();
  const server = createServer((_, response) => {
    const text = exposition(metrics, (Date.now() - start) / 1000);
    response.setHeader('content-type', 'text/plain; version=0.0.4').end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: (server.address() as AddressInfo).port, stop }; // it listens on a port
}

/** Catalogues of exporters have counters and gauges only. */
function exposition(metrics: readonly Metric[], seconds: number): string {
  return metrics.map((metric) => `# TYPE ${metric.name} ${metric.type}\n${samplesOf(metric, seconds)}`).join('');
}

function samplesOf({ name, type, labels }: Metric, seconds: number): string {
  const series = seriesOf(Object.entries(labels).map(([label, { values }]) => [label, values ?? [`${label}-1`, `${label}-2`]]));
  return series.map((of, index) => `${name}{${of}} ${type === 'counter' ? seconds * (index + 1) : 10 + index}\n`).join('');
}

/** Every value of the label with the most of them, the first of the others. */
function seriesOf(labels: readonly (readonly [string, readonly string[]])[]): string[] {
  const most = Math.min(MOST_SERIES, Math.max(1, ...labels.map(([, values]) => values.length)));
  return Array.from({ length: most }, (_, index) =>
    labels.map(([label, values]) => `${label}="${values[index % values.length] ?? ''}"`).join(','),
  );
}
