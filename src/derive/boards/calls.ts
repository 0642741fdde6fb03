import { type AuthoredSection, section } from '../../define/dashboard.ts';
import type { Service } from '../../model/service.ts';
import { CALL_SECONDS, CALLS, FAILED_CALLS, serviceGraphMetrics } from '../../model/service-graph.ts';
import type { AuthoredPanel } from '../../panels/kind.ts';
import { panel } from '../../panels/kinds.ts';
import { query } from './board.ts';
import type { BoardInput } from './kind.ts';

interface Direction {
  /** The end of a call that the service is, and the other one. */
  readonly own: 'client' | 'server';
  readonly other: 'client' | 'server';
  readonly title: string;
}
const DIRECTIONS: readonly Direction[] = [
  { own: 'client', other: 'server', title: 'Calls to others' },
  { own: 'server', other: 'client', title: 'Calls from others' },
];

/** Whether Tempo draws who calls whom, and every Grafana can ask it. */
export function hasCalls({ estate, engines }: BoardInput): boolean {
  return engines.has('tempo') && engines.has('prometheus') && serviceGraphMetrics(estate).length > 0;
}

/** Whom a service calls and who calls it, as its spans say. */
export function callSections(service: Service, input: BoardInput): AuthoredSection[] {
  const traced = input.estate.tracings.some((one) => one.service === service);
  if (!traced || !hasCalls(input)) return [];
  return [
    section({
      title: 'Dependencies',
      collapsed: true,
      panels: DIRECTIONS.flatMap((direction) => panelsOf(direction, service)),
    }),
  ];
}

function panelsOf({ own, other, title }: Direction, { name }: Service): AuthoredPanel[] {
  const where = `{${own}=${JSON.stringify(name)}}`;
  const by = `sum by (${other})`;
  const rate = (series: string) => `${by} (rate(${series}${where}[$__rate_interval]))`;
  const slow = `histogram_quantile(0.95, sum by (${other}, le) (rate(${CALL_SECONDS}_bucket${where}[$__rate_interval])))`;
  const shown = (text: string, unit: 'count' | 'ratio' | 'seconds') => ({
    show: [{ show: query(text, unit), legend: `{{${other}}}` }],
    width: 8,
  });
  return [
    panel.timeseries({ title, description: 'Calls a second, from spans.', ...shown(rate(CALLS), 'count') }),
    panel.timeseries({
      title: `${title}: failed`,
      description: 'Share of the calls that failed, from spans.',
      min: 0,
      ...shown(`${rate(FAILED_CALLS)} / ${rate(CALLS)}`, 'ratio'),
    }),
    panel.timeseries({
      title: `${title}: 95th percentile`,
      description: 'As the called side measured it, from spans.',
      ...shown(slow, 'seconds'),
    }),
  ];
}
