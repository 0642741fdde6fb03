import { layout } from '../artifacts/grafana-dashboard/layout.ts';
import type { AnalysedQuery } from '../check/queries.ts';
import { toNumber } from '../kernel/decimal.ts';
import type { Dashboard, DashboardSection, Panel } from '../model/dashboard.ts';
import type { Derived } from '../model/derived.ts';
import type { Query } from '../model/query.ts';
import { type Asked, type SampleSeries, sampleSeries } from './samples.ts';

type Catalogue = Asked['catalogue'];

/** A board as the page draws it. */
export interface PreviewBoard {
  readonly id: string;
  readonly title: string;
  readonly folder: string;
  readonly description: string;
  readonly variables: readonly string[];
  readonly sections: readonly PreviewSection[];
}
interface PreviewSection {
  readonly title: string;
  readonly panels: readonly PreviewPanel[];
}
export interface PreviewPanel {
  readonly title: string;
  readonly type: string;
  readonly about: string;
  readonly unit: string;
  /** Columns of 24, and rows. */
  readonly at: { readonly x: number; readonly w: number; readonly h: number };
  readonly series: readonly SampleSeries[];
  readonly queries: readonly string[];
  readonly goal: number | undefined;
  readonly text: string;
}

/** Every board with panels where Grafana will put them. */
export function previewBoards(derived: Derived, queries: readonly AnalysedQuery[], catalogue: Catalogue): PreviewBoard[] {
  const analysed = new Map<Query, AnalysedQuery>(queries.map((one) => [one.query, one]));
  const askedOf = (query: Query): Asked => ({ analysed: analysed.get(query), catalogue });
  return derived.dashboards.map((dashboard) => ({
    id: dashboard.uid,
    title: dashboard.title,
    folder: dashboard.folder.title,
    description: dashboard.description,
    variables: dashboard.variables.map(({ label, name }) => label || name),
    sections: sectionsOf(dashboard, askedOf),
  }));
}

function sectionsOf({ sections }: Dashboard, askedOf: (query: Query) => Asked): PreviewSection[] {
  return layout<Panel, DashboardSection>(sections).map(({ section, panels }) => ({
    title: section.title,
    panels: panels.map(({ panel, at }) => previewPanel(panel, at, askedOf)),
  }));
}

function previewPanel(panel: Panel, { x, w, h }: PreviewPanel['at'], askedOf: (query: Query) => Asked): PreviewPanel {
  const { title, type, description, unit, queries, goal, options } = panel;
  return {
    title,
    type,
    about: description,
    unit,
    at: { x, w, h },
    series: queries.flatMap((shown) => sampleSeries(panel, shown, askedOf(shown.query))),
    queries: queries.map(({ query }) => query.text).filter((text) => text !== ''),
    goal: goal && toNumber(goal.objective),
    text: 'markdown' in options ? String(options.markdown) : '',
  };
}
