import { literal } from '../../exporters/literal.ts';
import type { CollectorServer } from '../../model/environment.ts';
import type { LogStream } from '../../model/telemetry.ts';
import { receiverTls } from '../tls-wire.ts';
import { lineOperators, streamResource } from './operators.ts';
import { streamId, streamsFrom } from './streams.ts';
import type { Component, Components } from './wire.ts';

/** Where the position in each file survives a restart. */
export const FILE_STORAGE = 'file_storage';
const SYSLOG_LISTEN = '0.0.0.0:1514';
const SCRAPERS = ['cpu', 'disk', 'filesystem', 'load', 'memory', 'network', 'paging', 'processes'];

type Receive = CollectorServer['receive'][number];

/** How each way to receive compiles: `receive` of the environment chooses among them. */
const RECEIVERS: Readonly<Record<Receive, (streams: readonly LogStream[], server: CollectorServer) => Components>> = {
  files: (streams) => each(streams, 'files', 'file_log', fileLog),
  syslog: (streams, server) => syslog(streamsFrom(streams, 'syslog'), server),
  journald: (streams) => each(streams, 'journald', 'journald', journald),
  hostmetrics: () => ({ hostmetrics: { scrapers: Object.fromEntries(SCRAPERS.map((name) => [name, {}])) } }),
};

/** OTLP is always on; its ports are the ones every SDK expects. https://opentelemetry.io/docs/specs/otlp/ */
export function otlpReceiver({ tls }: CollectorServer): Components {
  const more = receiverTls(tls, literal);
  const protocols = { grpc: { endpoint: '0.0.0.0:4317', ...more }, http: { endpoint: '0.0.0.0:4318', ...more } };
  return { otlp: { protocols } };
}

export function logReceivers(server: CollectorServer, streams: readonly LogStream[]): Components {
  return receivers(
    server.receive.filter((way) => way !== 'hostmetrics'),
    streams,
    server,
  );
}

export function metricReceivers(server: CollectorServer): Components {
  return receivers(
    server.receive.filter((way) => way === 'hostmetrics'),
    [],
    server,
  );
}

function receivers(ways: readonly Receive[], streams: readonly LogStream[], server: CollectorServer): Components {
  return Object.assign({}, ...[...ways].sort().map((way) => RECEIVERS[way](streams, server)));
}

function each(
  streams: readonly LogStream[],
  from: LogStream['from'],
  component: string,
  compile: (stream: LogStream) => Component,
): Components {
  return Object.fromEntries(streamsFrom(streams, from).map((stream) => [`${component}/${streamId(stream)}`, compile(stream)]));
}

function fileLog(stream: LogStream): Component {
  return {
    include: stream.files.map(literal),
    start_at: 'beginning',
    storage: FILE_STORAGE,
    resource: streamResource(stream),
    operators: lineOperators(stream),
  };
}

/** The unit of a service is named like the service. */
function journald(stream: LogStream): Component {
  return {
    units: [`${literal(stream.service.name)}.service`],
    start_at: 'beginning',
    storage: FILE_STORAGE,
    resource: streamResource(stream),
    operators: [{ type: 'move', if: 'body.MESSAGE != nil', from: 'body.MESSAGE', to: 'body' }, ...lineOperators(stream)],
  };
}

/** One listener for all: a line belongs to the service its APP-NAME says. */
function syslog(streams: readonly LogStream[], { tls }: CollectorServer): Components {
  if (streams.length === 0) return {};
  const operators = streams.flatMap((stream) =>
    Object.entries(streamResource(stream)).map(([key, value]) => ({
      type: 'add',
      if: `attributes.appname == ${JSON.stringify(stream.service.name)}`,
      field: `resource[${JSON.stringify(key)}]`,
      value,
    })),
  );
  return { syslog: { protocol: 'rfc5424', tcp: { listen_address: SYSLOG_LISTEN, ...receiverTls(tls, literal) }, operators } };
}
