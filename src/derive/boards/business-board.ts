import type { AnyCounter, AnyGauge } from '../../authored/metric.ts';
import { select } from '../../authored/selection.ts';
import { type AuthoredSection, section } from '../../define/dashboard.ts';
import type { Metric, Service } from '../../model/service.ts';
import type { AuthoredPanel } from '../../panels/kind.ts';
import { panel } from '../../panels/kinds.ts';
import { ask, type Board } from './board.ts';
import type { BoardInput } from './kind.ts';
import { scopeBoard } from './scopes.ts';
import { says, titleOf } from './words.ts';

/** Words that say a metric is about the machine, and not about what people come for. */
const TECHNICAL: ReadonlySet<string> = new Set(
  `api active bytes cache client clients component connection connections cpu db disk dropped error errors exception exceptions exporter
  fds gc go goroutines grpc handles health heap hits host http instance io jvm kafka latency lag limit log logs memory misses network node
  nodejs observations open panics pending pool process queue reload request requests resources response responses restarts retries retry rpc
  rule rules runtime sample samples saturation scrape scrapes server size sockets sql tcp thread threads timeout timeouts up usage watchdog
  workers bucket cumulative`.split(/\s+/),
);
/** What did not come about is told by other boards. */
const FAILED: ReadonlySet<string> = new Set(['fail', 'failed', 'failure', 'failures']);
/** More is a list, not a board. */
const MOST = 12;

interface Told {
  readonly service: Service;
  readonly metric: Metric;
}

/** How the business does: what services count that no technical word is in the name of, or what the author lists. */
export function businessBoards(input: BoardInput): readonly Board[] {
  const { business } = input.estate.boards;
  return input.scopes.flatMap((scope) => {
    const told = scope.services
      .flatMap((service) => service.metrics.map((metric) => ({ service, metric })))
      .filter(({ metric }) => (business.size > 0 ? business.has(metric.origin) : isBusiness(metric)))
      .filter(({ metric }) => metric.type === 'counter' || metric.type === 'gauge')
      .slice(0, MOST);
    if (told.every(({ metric }) => says(metric.name, FAILED))) return [];
    return scopeBoard('business', 'Business', scope, {
      description: 'What people come for, counted: today, and beside the week before.',
      range: '1d',
      refresh: '5m',
      sections: () => [
        today(told.filter(({ metric }) => metric.type === 'counter')),
        section({ title: 'Course', panels: told.map(course) }),
      ],
    });
  });
}

function isBusiness({ type, unit, name, catalogue }: Metric): boolean {
  return type === 'counter' && unit === 'count' && catalogue === undefined && !says(name, TECHNICAL);
}

function today(told: readonly Told[]): AuthoredSection {
  return section({
    title: 'Last 24 hours',
    panels: told.map(({ service, metric }) =>
      panel.stat({
        title: nameOf({ service, metric }),
        description: `${metric.help} In the last 24 hours.`,
        show: [{ show: ask`sum(increase(${counterOf(metric, service)}[1d]))`, instant: true }],
        decimals: 0,
      }),
    ),
  });
}

function course({ service, metric }: Told): AuthoredPanel {
  const title = nameOf({ service, metric });
  const closed = Object.keys(metric.labels).find((label) => metric.labels[label]?.values !== undefined);
  const description = `${metric.help} Dashed: a week before.`;
  if (metric.type === 'gauge') {
    const of = select(metric.origin as AnyGauge, { job: service.job }); // a gauge, as just asked
    return panel.timeseries({ title, description, show: [{ show: ask`sum(${of})`, legend: title }], compare: '1w' });
  }
  const of = counterOf(metric, service);
  if (closed === undefined)
    return panel.timeseries({
      title,
      description,
      show: [{ show: ask`sum(rate(${of}[$__rate_interval]))`, legend: title }],
      compare: '1w',
    });
  return panel.timeseries({ title, description: metric.help, show: of, stack: true });
}

function counterOf(metric: Metric, service: Service) {
  return select(metric.origin as AnyCounter, { job: service.job }); // only counters are asked for
}

function nameOf({ service, metric }: Told): string {
  return `${service.title}: ${titleOf(metric.name)}`;
}
