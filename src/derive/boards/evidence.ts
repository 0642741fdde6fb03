import type { AnyLogs, LogExpr } from '../../authored/log.ts';
import { lokiName } from '../../authored/log.ts';
import type { Service } from '../../model/service.ts';
import type { LogStream } from '../../model/telemetry.ts';
import type { AuthoredPanel } from '../../panels/kind.ts';
import { panel } from '../../panels/kinds.ts';
import { anyOf } from './board.ts';
import type { BoardInput } from './kind.ts';

const ERRORS = /^(?:error|err|fatal|critical|panic)$/i;

/** LogQL of our own. */
export function lines(text: string): LogExpr {
  return { kind: 'log-expr', strings: [text], values: [] };
}

/** Streams a board may show; none where some Grafana has no Loki. */
export function streamsOf({ estate, engines }: BoardInput, services: readonly Service[]): readonly LogStream[] {
  if (!engines.has('loki')) return [];
  return estate.logStreams.filter(({ service, class: why }) => services.includes(service) && why !== 'audit');
}

/** `{service_name="checkout", stream="app", level="error"}`: the lines of a stream that tell of errors, where its index says which do. */
export function errorLines(stream: LogStream): string | undefined {
  const levels = (stream.labels['level']?.values ?? []).filter((level) => ERRORS.test(level));
  return levels.length === 0 ? undefined : selectorOf(stream, [anyOf('level', levels)]);
}

export function selectorOf({ service, name }: LogStream, more: readonly string[] = []): string {
  return `{${[`service_name=${JSON.stringify(service.name)}`, `stream=${JSON.stringify(name)}`, ...more].join(', ')}}`;
}

/** How much is logged, and the lines: those of errors, or all where nobody can tell. */
export function logPanels(stream: LogStream, title: string): AuthoredPanel[] {
  const errors = errorLines(stream);
  const by = stream.labels['level'] ? 'level' : 'stream';
  return [
    panel.timeseries({
      title: `${title}: lines by ${by}`,
      description: 'Lines a second.',
      show: [{ show: lines(`sum by (${by}) (rate(${selectorOf(stream)}[$__auto]))`), legend: `{{${by}}}` }],
      stack: true,
      width: 24,
      height: 6,
    }),
    panel.logs({
      title: errors === undefined ? title : `${title}: errors`,
      show: errors === undefined ? (stream.origin as AnyLogs) : lines(errors), // resolve keeps the authored stream
    }),
  ];
}

/** The fields of a stream that hold an id, as Loki has them. */
export function idFields({ fields }: LogStream): readonly string[] {
  return Object.entries(fields)
    .filter(([name, kind]) => kind === 'trace-id' || /(?:^|[._])id$|Id$/.test(name))
    .map(([name]) => lokiName(name));
}
