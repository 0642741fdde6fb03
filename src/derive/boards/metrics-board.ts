import type { AnyMetric } from '../../authored/metric.ts';
import { select } from '../../authored/selection.ts';
import { type AuthoredSection, section } from '../../define/dashboard.ts';
import { addressOf } from '../../kernel/address.ts';
import type { Metric, Service } from '../../model/service.ts';
import { panel } from '../../panels/kinds.ts';
import { authoredService, type Board, query } from './board.ts';

/** More than a page of panels is no longer looked at. */
const MOST = 12;

/** What a service exposes, a panel each: the board of last resort, so that every alert has one to open. */
export function metricsBoard(service: Service): Board {
  const frame = {
    name: 'metrics',
    title: service.title,
    description: `What ${service.title} exposes, owned by ${service.owner.name}.`,
    service: authoredService(service),
  };
  return { address: addressOf(service.name, 'board', 'metrics'), tags: ['service'], frame, sections: () => sectionsOf(service) };
}

function sectionsOf(service: Service): AuthoredSection[] {
  const shown = service.metrics.filter(({ type }) => type !== 'info' && type !== 'stateset').slice(0, MOST);
  return [
    section({
      title: 'Now',
      panels: [upStat(service), panel.alertList({ title: 'Alerts', of: authoredService(service), width: 12, height: 4 })],
    }),
    section({ title: 'Metrics', panels: shown.map((metric) => metricPanel(metric, service)) }),
  ];
}

export function upStat({ job }: Service) {
  return panel.stat({
    title: 'Up',
    description: 'Instances that answer their scrape.',
    show: query(`sum(up{job=${JSON.stringify(job)}})`, 'count'),
  });
}

function metricPanel(metric: Metric, service: Service) {
  const authored = metric.origin as AnyMetric; // resolve keeps the authored metric as the origin
  return panel.timeseries({ title: metric.name, description: metric.help, show: select(authored, { job: service.job }) });
}
