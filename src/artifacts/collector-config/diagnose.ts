import { type Diagnostic, error, warning } from '../../kernel/diagnostic.ts';
import type { CollectorServer, Environment } from '../../model/environment.ts';
import type { Estate } from '../../model/estate.ts';
import { waysOut } from './exporters.ts';
import { splitTraces } from './whole-traces.ts';
import type { CollectorConfig } from './wire.ts';

/** What keeps this collector from doing its work in this environment. */
export function collectorProblems(
  server: CollectorServer,
  environment: Environment,
  estate: Estate,
  first: CollectorConfig | undefined,
): Diagnostic[] {
  const nowhere = waysOut(server, environment).length === 0;
  return [
    ...(nowhere ? [sendsNowhere(server, environment)] : []),
    ...estate.logStreams.flatMap((stream) => unread(stream, server, environment)),
    ...splitTraces(server, environment, estate, first),
  ];
}

function sendsNowhere(server: CollectorServer, { address, name }: Environment): Diagnostic {
  const message = `The collector of ${name} has nowhere to send: there is no Loki, Tempo, Prometheus or exporter.`;
  return error('collector/no-exporter', address, message, {
    fix: 'give the environment a server, or exporters: [consoleExporter()]',
    origin: server.origin,
  });
}

function unread(stream: Estate['logStreams'][number], server: CollectorServer, { name }: Environment): Diagnostic[] {
  const { address, from, origin } = stream;
  if (from === 'otlp' || server.receive.includes(from)) return [];
  const message = `Nobody reads this stream in ${name}: it comes from ${from}, and the collector does not receive ${from}.`;
  return [
    warning('collector/stream-not-received', address, message, { fix: `add '${from}' to receive of the collector`, origin }),
  ];
}
