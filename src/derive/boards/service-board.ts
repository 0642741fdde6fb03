import type { AnyCounter, AnyHistogram } from '../../authored/metric.ts';
import type { Promql } from '../../authored/query.ts';
import { type Selection, select } from '../../authored/selection.ts';
import { dashboard, section } from '../../define/dashboard.ts';
import { addressOf } from '../../kernel/address.ts';
import type { Metric, Service } from '../../model/service.ts';
import { panel } from '../../panels/kinds.ts';
import { authoredService, type Board } from './board.ts';

/** Labels that tell how a request ended. */
const OUTCOME_LABELS = ['code', 'status', 'status_code', 'outcome', 'result'];
const FAILED = /^5|err|fail/i;

/** What a service needs for this board: a counter by outcome, and a histogram of seconds. */
interface Measured {
  readonly requests: AnyCounter;
  readonly label: string;
  readonly failed: readonly string[] | RegExp;
  readonly duration: AnyHistogram;
}

/** Requests, errors and durations of a service, or undefined where it does not measure them. */
export function serviceBoard(service: Service): Board | undefined {
  const measured = measuredBy(service);
  if (!measured) return undefined;
  const { requests, label, failed, duration } = measured;
  const own = { job: service.job };
  const [all, bad] = [select(requests, own), select(requests, { ...own, [label]: failed })];
  const durations = select(duration, own);
  const authored = dashboard({
    name: 'service',
    title: service.title,
    description: `Requests, errors and durations of ${service.title}, owned by ${service.owner.name}.`,
    service: authoredService(service),
    sections: [
      section({
        title: 'Now',
        panels: [
          ...now(all, bad, durations),
          panel.alertList({ title: 'Alerts', of: authoredService(service), width: 6, height: 4 }),
        ],
      }),
      section({ title: 'Requests', panels: [rates(all, label), errors(all, bad)] }),
      section({
        title: 'Durations',
        panels: [
          panel.timeseries({ title: 'Percentiles', show: durations }),
          panel.heatmap({ title: 'Spread', show: durations }),
        ],
      }),
    ],
  });
  return { address: addressOf(service.name, 'board', 'service'), authored, tags: ['service'] };
}

type Requests = Selection<AnyCounter>;

function now(all: Requests, bad: Requests, durations: Selection<AnyHistogram>) {
  return [
    panel.stat({ title: 'Requests', show: all }),
    panel.stat({
      title: 'Errors',
      description: 'Share of requests that failed.',
      show: share(bad, all),
      thresholds: [{ from: 0.01, color: 'red' }],
    }),
    panel.stat({ title: '95th percentile', show: durations }),
  ];
}

function rates(all: Requests, label: string) {
  return panel.timeseries({
    title: 'Requests by outcome',
    show: expression([`sum by (${label}) (rate(`, '[$__rate_interval]))'], [all]),
    stack: true,
  });
}

function errors(all: Requests, bad: Requests) {
  return panel.timeseries({ title: 'Error ratio', description: 'Share of requests that failed.', show: share(bad, all), min: 0 });
}

/** A failure that never happened has no series: without `or vector(0)` a healthy service would show no data. */
function share(bad: Requests, all: Requests) {
  return expression(['(sum(rate(', '[$__rate_interval])) or vector(0)) / sum(rate(', '[$__rate_interval]))'], [bad, all]);
}

function expression(strings: readonly string[], values: readonly Promql[]) {
  return { kind: 'expr', type: 'vector', unit: 'count', strings, values } as const; // the unit shown is read from the parsed query
}

function measuredBy(service: Service): Measured | undefined {
  const requests = service.metrics.find((metric) => metric.type === 'counter' && outcomeOf(metric) !== undefined);
  const duration = service.metrics.find(({ type, unit }) => type === 'histogram' && unit === 'seconds');
  const outcome = requests && outcomeOf(requests);
  if (!requests || !duration || !outcome) return undefined;
  // the origin of a metric is the authored one, of the type just asked for
  return { ...outcome, requests: requests.origin as AnyCounter, duration: duration.origin as AnyHistogram };
}

/** The label that tells how a request ended, and its values that mean failure. */
function outcomeOf({ labels }: Metric): Pick<Measured, 'label' | 'failed'> | undefined {
  const label = OUTCOME_LABELS.find((name) => labels[name] !== undefined);
  if (label === undefined) return undefined;
  const values = labels[label]?.values;
  if (!values) return label === 'outcome' || label === 'result' ? undefined : { label, failed: /5../ };
  const failed = values.filter((value) => FAILED.test(value));
  return failed.length === 0 ? undefined : { label, failed };
}
