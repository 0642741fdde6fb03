import { type AuthoredSection, section } from '../../define/dashboard.ts';
import { seriesOfInstance } from '../../model/metric-series.ts';
import type { Service } from '../../model/service.ts';
import { panel } from '../../panels/kinds.ts';
import { anyOf, type Board, query } from './board.ts';
import { lines, selectorOf } from './evidence.ts';
import type { BoardInput } from './kind.ts';
import { markdownTable } from './markdown.ts';
import { estateBoard } from './scopes.ts';

/** What is measured costs memory and disk: who sends how many series, and what they should be. */
export function costBoards(input: BoardInput): readonly Board[] {
  const { estate } = input;
  const scraped = estate.services.filter(({ scrape }) => scrape !== undefined);
  if (scraped.length === 0) return [];
  const jobs = anyOf(
    'job',
    scraped.map(({ job }) => job),
  );
  const board = estateBoard('cost', 'Cost of measuring', {
    description: 'How many series each service sends, how many its definitions promise, and how much is logged.',
    refresh: '5m',
    sections: () => [series(jobs), logged(input), promised(scraped), byName(jobs)],
  });
  return [board];
}

function series(jobs: string): AuthoredSection {
  const by = (name: string) => [{ show: query(`sum by (job) (${name}{${jobs}})`, 'count'), legend: '{{job}}' }];
  return section({
    title: 'Series',
    panels: [
      panel.timeseries({
        title: 'Samples of a scrape',
        description: 'Series each service sends, after those that are not kept have been dropped.',
        show: by('scrape_samples_post_metric_relabeling'),
        stack: true,
      }),
      panel.timeseries({
        title: 'New series',
        description: 'Series that were not there at the scrape before. Many, all the time, is a label that never stops growing.',
        show: by('scrape_series_added'),
      }),
      panel.timeseries({
        title: 'Time of a scrape',
        description: 'The slowest instance of each service.',
        show: [{ show: query(`max by (job) (scrape_duration_seconds{${jobs}})`, 'seconds'), legend: '{{job}}' }],
        width: 24,
      }),
    ],
  });
}

function logged(input: BoardInput): AuthoredSection {
  const streams = input.engines.has('loki') ? input.estate.logStreams : [];
  const shown = streams.map((stream) => ({
    show: lines(`sum(bytes_rate(${selectorOf(stream)}[$__auto]))`),
    legend: `${stream.service.title}, ${stream.name}`,
  }));
  const description = 'Bytes a second of each stream, before compression.';
  return section({
    title: 'Logs',
    panels: shown.length === 0 ? [] : [panel.timeseries({ title: 'Bytes logged', description, show: shown, width: 24 })],
  });
}

/** What one instance sends if its labels have as many values as they are declared to have. */
function promised(services: readonly Service[]): AuthoredSection {
  const rows = services.map((service) => {
    const each = service.metrics.map((metric) => ({ metric, series: seriesOfInstance(metric) }));
    const known = each.reduce((total, { series = 0 }) => total + series, 0);
    const unbounded = each.filter((one) => one.series === undefined).map(({ metric }) => `\`${metric.name}\``);
    const [largest] = each.toSorted((a, b) => (b.series ?? 0) - (a.series ?? 0));
    return [
      service.title,
      String(service.metrics.length),
      unbounded.length > 0 ? `${known} + ?` : String(known),
      largest?.series === undefined ? '' : `\`${largest.metric.name}\`, ${largest.series}`,
      unbounded.join(', '),
    ];
  });
  const markdown = markdownTable(
    ['Service', 'Metrics', 'Series of an instance, at most', 'The largest', 'Without a bound'],
    rows,
  );
  return section({
    title: 'What is declared',
    panels: [
      panel.text({
        title: 'Declared series',
        description:
          'What one instance sends if every label has as many values as it is declared to have. Where one has no bound, nobody can say.',
        markdown,
        height: Math.min(3 + services.length, 14),
      }),
    ],
  });
}

/** Closed, because it reads every series there is. */
function byName(jobs: string): AuthoredSection {
  return section({
    title: 'Series by name',
    collapsed: true,
    panels: [
      panel.table({
        title: 'The names with most series',
        description:
          'Twenty of them. Prometheus reads the index of every series for this: open it when you need it, not on a wall.',
        show: query(`topk(20, count by (__name__, job) ({${jobs}}))`, 'count'),
        width: 24,
        height: 12,
      }),
    ],
  });
}
