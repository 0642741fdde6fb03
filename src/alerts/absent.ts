import type { AnyMetric, Of } from '../authored/metric.ts';
import { metricOf } from '../authored/query.ts';
import { duration as milliseconds } from '../kernel/duration.ts';
import type { Duration } from '../kernel/literals.ts';
import { printPromql } from '../query/promql/print.ts';
import { sampleSeries } from '../sli/sample.ts';
import { authoredAlert } from './authored-alert.ts';
import { duration, metricOfKind, needed } from './field.ts';
import type { AlertKind, AlertOptions, AlertRule } from './kind.ts';
import { holdsText, nameText, sentence } from './texts.ts';

export interface AbsentOptions extends AlertOptions {
  /** A metric that must be there, or some of its series: it fires when there is none. */
  readonly of: Of<AnyMetric>;
  /** How long nothing must have come. @default '10m' */
  readonly window?: Duration;
}

/**
 * Fires when a metric that must exist has not been seen for a while: a target that is gone, an instrument that was removed, a job that no
 * longer runs. Compiles to `absent_over_time`. https://prometheus.io/docs/prometheus/latest/querying/functions/#absent_over_time
 */
export function absent(options: AbsentOptions): AlertRule<'absent'> {
  return authoredAlert('absent', options, absent);
}

const EVERY_MS = 30_000;

export const absentKind: AlertKind<AbsentOptions> = {
  form: 'absent',
  fields: { of: needed(metricOfKind('counter', 'gauge', 'histogram', 'summary', 'info', 'stateset')), window: duration },
  parts: (options, { context, site }) => {
    const { of, window = '10m' } = options;
    const histogram =
      metricOf(of).kind === 'histogram' &&
      'buckets' in metricOf(of) &&
      (metricOf(of) as { buckets: readonly number[] }).buckets.length > 0; // a histogram has the field
    const selector = context.selector(of, site, histogram || metricOf(of).kind === 'summary' ? '_count' : '');
    const name = nameText(of, options.name);
    const series = sampleSeries(of, selector);
    const windowMs = milliseconds(window);
    const goneMs = Math.ceil(windowMs / EVERY_MS) * EVERY_MS;
    const cheap = windowMs <= 1000 * EVERY_MS;
    return {
      query: context.text(`absent_over_time(${printPromql(selector)}[${window}])`, site),
      summary: sentence(`${name} has not been seen for ${window}`),
      numbers: [`It fires when no series of ${name} has had a sample for ${window}${holdsText(options)}`],
      cases: cheap
        ? [
            {
              name: 'fires when it is gone',
              series: [{ series, at: (ms) => (ms < goneMs ? 1 : undefined) }],
              holds: { fromMs: goneMs + windowMs - EVERY_MS },
            },
            { name: 'stays quiet while it is there', series: [{ series, at: () => 0 }], holds: undefined, lastsMs: 2 * windowMs },
          ]
        : [],
    };
  },
};
