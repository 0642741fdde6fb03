import type { QueryContext } from '../../authored/context.ts';
import { type Address, addressOf } from '../../kernel/address.ts';
import { sortedBy } from '../../kernel/canonical.ts';
import type { Recording } from '../../model/recording.ts';
import type { Service } from '../../model/service.ts';
import { typeOf } from '../../query/promql/type-of.ts';
import type { AuthoredRecording } from '../recording.ts';
import { durationIn, type Report } from './report.ts';

/** https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels */
const SERIES_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

export function resolveRecordings(
  authored: readonly AuthoredRecording[],
  services: ReadonlyMap<object, Service>,
  context: QueryContext,
  report: Report,
): Map<object, Recording> {
  const recordings = new Map<object, Recording>();
  for (const one of sortedBy(authored, (each) => `${each.service?.name}/${each.name}`)) {
    const service = services.get(one.service);
    if (service) recordings.set(one, recordingOf(one, service, context, report));
  }
  reportSameSeries([...recordings.values()], report);
  return recordings;
}

function recordingOf(one: AuthoredRecording, service: Service, context: QueryContext, report: Report): Recording {
  const { name, labels = {}, interval } = one;
  const address = addressOf(service.name, 'recording', name);
  if (!SERIES_NAME.test(name)) {
    const fix = 'use letters, digits, `_` and `:`, as in route:http_requests:rate5m';
    report.error('definition/name', address, `${JSON.stringify(name)} cannot name a recording.`, { origin: one, fix });
  }
  const query = context.promql(one.expr, { at: address, origin: one });
  const type = query.expr && typeOf(query.expr);
  if (type === 'matrix' || type === 'string') reportType(type, address, one, report);
  const intervalMs = interval === undefined ? undefined : durationIn(interval, 0, 'interval', address, one, report) || undefined;
  return { address, name, origin: one, service, query, labels, intervalMs };
}

/** promtool lets it pass; the rule fails on every evaluation. */
function reportType(type: 'matrix' | 'string', at: Address, origin: object, report: Report): void {
  const what = type === 'matrix' ? 'a range vector' : 'a text';
  report.error('recording/type', at, `The expression gives ${what}, which cannot be recorded.`, {
    origin,
    fix: 'record an instant vector or a number: sum(rate(x[5m])), max_over_time(x[1h])',
  });
}

/** Whoever reads the name would read both, and where their labels agree Prometheus keeps one of two values. */
function reportSameSeries(recordings: readonly Recording[], report: Report): void {
  const first = new Map<string, Recording>();
  for (const one of recordings) {
    const other = first.get(one.name);
    if (!other) first.set(one.name, one);
    else if (other.service !== one.service) {
      report.error('recording/duplicate', one.address, `${other.address} records ${one.name} too.`, {
        origin: one.origin,
        fix: 'give one of them another name, or record both in one expression that keeps a label to tell them apart',
        related: [{ at: other.address, message: 'the other is here', origin: other.origin }],
      });
    }
  }
}
