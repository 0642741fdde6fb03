import type { Panel, PanelQuery } from '../../model/dashboard.ts';
import type { Grid, PanelSeen, SeenSeries } from '../../preview/seen.ts';
import type { Answer, AnsweredSeries } from './question.ts';
import { seriesNames } from './series-names.ts';

/** What came of one query of a panel. */
export type Asked = { readonly shown: PanelQuery } & ({ readonly answer: Answer } | { readonly failed: string });

/** More lines than that nobody tells apart, and the page stays small. */
const MOST_SERIES = 40;
const DIGITS = 6;

/** A panel fails when one of its queries does, and is empty when all of them are. */
export function panelSeen(asked: readonly Asked[], grid: Grid): PanelSeen {
  const failed = asked.flatMap((one) => ('failed' in one ? [one.failed] : []));
  if (failed.length > 0) return { state: 'failed', message: [...new Set(failed)].join('; '), series: [], lines: [] };
  const answered = asked.flatMap((one) => ('answer' in one ? [one] : []));
  const series = answered.flatMap(({ answer, shown }) => onGrid(answer.series, shown, grid));
  const lines = answered.flatMap(({ answer }) => answer.lines);
  const silent = answered.filter(({ answer }) => isEmpty(answer)).map(({ shown }) => shown.refId);
  if (silent.length === asked.length) return { state: 'empty', message: whyEmpty(answered), series: [], lines: [] };
  const more = series.length > MOST_SERIES ? `${series.length - MOST_SERIES} more series are not drawn` : '';
  const quiet = silent.length === 0 ? '' : `no data for ${silent.join(', ')}`;
  return {
    state: 'data',
    message: [quiet, more].filter((text) => text !== '').join('; '),
    series: series.slice(0, MOST_SERIES),
    lines,
  };
}

/** Service maps are drawn from metrics that Tempo writes: there is no query of ours to send. */
export function isAsked({ queries }: Panel): boolean {
  return queries.length > 0 && queries.every(({ format, query }) => format !== 'service-map' && query.text !== '');
}

function isEmpty({ series, lines }: Answer): boolean {
  return lines.length === 0 && !series.some(({ points }) => points.some(([, value]) => Number.isFinite(value)));
}

function whyEmpty(asked: readonly { readonly answer: Answer }[]): string {
  const points = asked.flatMap(({ answer }) => answer.series.flatMap((one) => one.points));
  return points.length === 0 ? 'the query finds nothing' : 'no value is a number';
}

function onGrid(series: readonly AnsweredSeries[], shown: PanelQuery, { from, stepSeconds, points }: Grid): SeenSeries[] {
  const names = seriesNames(shown, series);
  return series.map((one, index) => {
    const values = Array.from({ length: points }, (): number | null => null);
    for (const [at, value] of one.points) {
      const place = Math.round((at - from) / stepSeconds);
      if (place >= 0 && place < points && Number.isFinite(value)) values[place] = Number(value.toPrecision(DIGITS));
    }
    return { name: names[index] ?? '', values };
  });
}
