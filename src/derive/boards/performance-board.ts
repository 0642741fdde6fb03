import type { AnyHistogram, Of } from '../../authored/metric.ts';
import type { Expr } from '../../authored/query.ts';
import { type AuthoredSection, section } from '../../define/dashboard.ts';
import { panel } from '../../panels/kinds.ts';
import type { Board } from './board.ts';
import { hasCalls } from './calls.ts';
import type { BoardInput } from './kind.ts';
import { scopeBoard } from './scopes.ts';
import type { Work } from './work.ts';
import { durationPanels, rateOf, ratePanel, shownOf } from './work-panels.ts';

/** How much is done and how long it takes, of everything a scope does. */
export function performanceBoards(input: BoardInput): readonly Board[] {
  return input.scopes.flatMap((scope) => {
    const works = scope.services.flatMap(input.worksOf);
    const timed = works.filter(({ duration }) => duration !== undefined);
    if (timed.length === 0) return [];
    const traced = input.estate.tracings.some(({ service }) => scope.services.includes(service));
    return scopeBoard('performance', 'Performance', scope, {
      description: 'How much is done and how long it takes.',
      sections: () => [
        overview(works, timed),
        ...timed.map(details),
        section({
          title: 'Who calls whom',
          collapsed: true,
          panels: traced && hasCalls(input) ? [panel.nodeGraph({ title: 'Calls between services' })] : [],
        }),
      ],
    });
  });
}

function overview(works: readonly Work[], timed: readonly Work[]): AuthoredSection {
  return section({
    title: 'Overview',
    panels: [
      panel.timeseries({ title: 'Throughput', description: 'How often each thing is done.', show: shownOf(works, rateOf) }),
      panel.timeseries({
        title: '95th percentile',
        description: 'Nineteen of twenty are faster.',
        show: shownOf(timed, percentileOf(0.95)),
      }),
    ],
  });
}

function percentileOf(quantile: number): (work: Work) => Expr {
  return ({ duration, histogram }) => {
    const native = histogram?.buckets.length === 0;
    const series: Of<AnyHistogram> | undefined = duration && (native ? duration : { ...duration, suffix: '_bucket' });
    const strings = [`histogram_quantile(${quantile}, sum${native ? '' : ' by (le) '}(rate(`, '[$__rate_interval])))'];
    return { kind: 'expr', type: 'vector', unit: 'seconds', strings, values: series ? [series] : [] };
  };
}

function details(work: Work): AuthoredSection {
  return section({
    title: `${work.service.title}: ${work.title}`,
    collapsed: true,
    panels: [ratePanel(work, 'Throughput'), ...durationPanels(work, ['Percentiles', 'Spread'])],
  });
}
