import { labelledFacts, mergedShape } from '../../../src/check/recording-shape.ts';
import { addressOf } from '../../../src/kernel/address.ts';
import type { RecordingRule } from '../../../src/model/alert.ts';
import { analysePromql } from '../../../src/query/promql/analyse.ts';
import { parsePromql } from '../../../src/query/promql/parse.ts';
import type { MetricCatalogue, MetricShape } from '../../../src/query/shape.ts';
import { END_MS, START_MS } from './data.ts';
import { rangeQuery } from './query.ts';
import { remoteWrite } from './remote-write.ts';
import { SCRAPE_SECONDS } from './shapes.ts';

/** Recordings over the data: one of each form that keeps or loses something. */
const RULES: readonly RecordingRule[] = [
  rule('code:requests:rate5m', 'sum by (code) (rate(requests_total[5m]))'),
  rule('le:duration:rate5m', 'sum by (le, route) (rate(duration_seconds_bucket[5m]))'),
  rule('instance:memory:ratio', 'memory_bytes / on (job, instance) limit_bytes', { tier: '1' }),
  rule('queue:length:max', 'label_replace(max by (queue, region) (queue_length), "fresh", "$1", "region", "(.*)")'),
];
export const RECORDED = RULES.map(({ record }) => record);

function rule(record: string, text: string, labels = {}): RecordingRule {
  return {
    record,
    query: { engine: 'prometheus', text, expr: parsePromql(text).expr, units: new Map() },
    labels,
    cause: addressOf('shop', 'slo', record),
    origin: {},
  };
}

/** Each as its own expression is analysed. */
export function recordedShapes(declared: MetricCatalogue): readonly MetricShape[] {
  return RULES.flatMap((one) => {
    const expr = one.query.engine === 'prometheus' ? one.query.expr : undefined;
    return expr ? [mergedShape([one], [labelledFacts(analysePromql(expr, declared).result, one)], SCRAPE_SECONDS)] : [];
  });
}

/** Stores what the server itself answers to each, as its own rules would. */
export async function record(url: string): Promise<void> {
  for (const { record: __name__, query, labels } of RULES) {
    const series = await rangeQuery(url, query.text, START_MS, END_MS, SCRAPE_SECONDS);
    await remoteWrite(
      url,
      series.map((one) => ({ ...one, labels: { ...one.labels, ...labels, __name__ } })),
    );
  }
}
