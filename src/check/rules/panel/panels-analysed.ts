import { remembered } from '../../../kernel/remembered.ts';
import type { Dashboard, Panel } from '../../../model/dashboard.ts';
import type { AnalysedQuery } from '../../queries.ts';
import type { CheckInput } from '../../rule.ts';
import { writtenQueries } from '../query/parts.ts';

export interface AnalysedPanel {
  readonly panel: Panel;
  readonly dashboard: Dashboard;
  /** Variables of which each copy of the panel has one value. */
  readonly repeats: readonly string[];
  /** Those of Prometheus that can be read. */
  readonly queries: readonly AnalysedQuery[];
}

/** Every panel somebody wrote, with what its queries give. */
export const panelsAnalysed = remembered((input: CheckInput): readonly AnalysedPanel[] => {
  const byPanel = new Map<Panel, AnalysedQuery[]>();
  for (const one of writtenQueries(input)) {
    const there = one.panel && byPanel.get(one.panel);
    if (there) there.push(one);
    else if (one.panel) byPanel.set(one.panel, [one]);
  }
  return input.derived.estate.dashboards.flatMap((dashboard) =>
    dashboard.sections.flatMap(({ panels, repeat }) =>
      panels.map((panel) => {
        const repeats = [repeat, panel.frame.repeat?.variable].filter((one) => one !== undefined);
        return { panel, dashboard, repeats, queries: byPanel.get(panel) ?? [] };
      }),
    ),
  );
});
