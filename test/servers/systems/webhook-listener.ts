/** Receives what Alertmanager sends and keeps it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
export interface SentAlert {
  readonly status: 'firing' | 'resolved';
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}
export interface Notification extends Pick<SentAlert, 'status'> {
  readonly receiver: string;
  readonly groupKey: string;
  readonly groupLabels: Readonly<Record<string, string>>;
  readonly alerts: readonly SentAlert[];
}

export interface WebhookListener {
  readonly port: number;
  readonly received: readonly Notification[];
  stop(): Promise<void>;
}

export async function webhookListener(host: string): Promise<WebhookListener> {
  const received: Notification[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    received.push(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port, received, stop };
}
