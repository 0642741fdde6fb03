/** Exposes the gauge of `operations`: a kind that is set fires its alert. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Kind } from './operations.ts';

export interface GaugeServer {
  readonly port: number;
  set(kind: Kind, part: 'a' | 'b', value: 0 | 1): void;
  stop(): Promise<void>;
}

export async function gaugeServer(host: string): Promise<GaugeServer> {
  const values = new Map<string, number>();
  const server = createServer((_, response) => {
    const lines = [...values].map(([labels, value]) => `trouble{${labels}} ${value}\n`);
    response.setHeader('content-type', 'text/plain; version=0.0.4').end(`# TYPE trouble gauge\n${lines.join('')}`);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return {
    port: (server.address() as AddressInfo).port, // it listens on a port
    set: (kind, part, value) => void values.set(`kind="${kind}",part="${part}"`, value),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
