import type { Duration } from '../kernel/literals.ts';
import type { Panel } from '../model/dashboard.ts';
import type { KindQuery } from './kind.ts';

/** The same queries once more for each period before: a day ago, a week ago. */
export function compared(queries: readonly KindQuery[], ago: Duration | readonly Duration[] = []): readonly KindQuery[] {
  const periods = typeof ago === 'string' ? [ago] : ago;
  return [...queries, ...periods.flatMap((offset) => queries.map((query) => ({ ...query, exemplars: false, offset })))];
}

/** What was is drawn thin and dashed, so that it is not taken for what is. */
export function comparedOverrides({ queries }: Panel) {
  return queries
    .filter(({ offset }) => offset !== '')
    .map(({ refId }) => ({
      matcher: { id: 'byFrameRefID', options: refId },
      properties: [
        { id: 'custom.lineStyle', value: { dash: [6, 6], fill: 'dash' } },
        { id: 'custom.fillOpacity', value: 0 },
      ],
    }));
}
