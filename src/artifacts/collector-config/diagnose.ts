import { type Diagnostic, error, warning } from '../../kernel/diagnostic.ts';
import type { CollectorServer, Environment } from '../../model/environment.ts';
import type { Estate } from '../../model/estate.ts';
import { waysOut } from './exporters.ts';

/** What keeps this collector from doing its work in this environment. */
export function collectorProblems(server: CollectorServer, environment: Environment, estate: Estate): Diagnostic[] {
  const nowhere = waysOut(server, environment).length === 0;
  return [
    ...(nowhere ? [sendsNowhere(server, environment)] : []),
    ...estate.logStreams.flatMap((stream) => unread(stream, server, environment)),
    ...splitTraces(server, environment, estate),
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

/** Who samples a trace by its end has to see all of it. */
function splitTraces(server: CollectorServer, { address, name }: Environment, { tracings }: Estate): Diagnostic[] {
  const tailed = tracings.filter(({ sampling }) => sampling.type === 'tail').map(({ service }) => service.name);
  const why = tailed.length === 0 ? undefined : whySplit(server);
  if (why === undefined) return [];
  const message = `Traces of ${[...new Set(tailed)].sort().join(', ')} are sampled by their end, and in ${name} ${why}: each process decides about the spans it happens to see.`;
  return [error('collector/split-traces', address, message, { fix: FIX, origin: server.origin })];
}

const FIX = "write form: 'tiers', gateways: { dns: 'otel-gateways' }: agents then pick a gateway by trace id";

function whySplit({ gateways, replicas }: CollectorServer): string | undefined {
  if (gateways) return gateways.balance === 'trace' ? undefined : 'gateways are picked by service';
  return replicas === 1 ? undefined : `${replicas} collectors share the spans`;
}
