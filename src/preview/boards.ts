import { layout } from '../artifacts/grafana-dashboard/layout.ts';
import type { AnalysedQuery } from '../check/queries.ts';
import { toNumber } from '../kernel/decimal.ts';
import type { Dashboard, DashboardSection, Panel } from '../model/dashboard.ts';
import type { DashboardVariable } from '../model/dashboard-variable.ts';
import type { Derived } from '../model/derived.ts';
import type { Query } from '../model/query.ts';
import type { FileChange } from './changes.ts';
import { type Coloured, colouredSeries } from './colours.ts';
import { markdownHtml } from './markdown.ts';
import { type BoardMarks, marksOf, type PanelMark } from './marks.ts';
import { type OwnRange, ownRange } from './own-range.ts';
import { type Asked, type SampleSeries, sampleSeries } from './samples.ts';
import type { BoardSeen, Grid, PanelSeen, Snapshot } from './seen.ts';

type Catalogue = Asked['catalogue'];

/** A board as the page draws it. */
export interface PreviewBoard {
  readonly id: string;
  readonly title: string;
  readonly folder: string;
  readonly description: string;
  readonly variables: readonly string[];
  readonly sections: readonly PreviewSection[];
  /** What the compared commit says: new, changed, or nothing. */
  readonly change: PanelMark | undefined;
  /** What differs of the board itself. */
  readonly differs: readonly string[];
  /** Of values that were seen; undefined where they are made up. */
  readonly grid: Grid | undefined;
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
  readonly colours: readonly Coloured[];
  readonly range: OwnRange | undefined;
  readonly text: string;
  readonly change: PanelMark | undefined;
  readonly differs: readonly string[];
  readonly seen: PanelSeen | undefined;
}

export interface BoardsInput {
  readonly derived: Derived;
  readonly queries: readonly AnalysedQuery[];
  readonly catalogue: Catalogue;
  readonly changes: readonly FileChange[];
  readonly snapshot: Snapshot | undefined;
}

interface Known {
  readonly askedOf: (query: Query) => Asked;
  readonly marks: BoardMarks;
  readonly seen: BoardSeen | undefined;
}

/** Every board with panels where Grafana will put them. */
export function previewBoards({ derived, queries, catalogue, changes, snapshot }: BoardsInput): PreviewBoard[] {
  const analysed = new Map<Query, AnalysedQuery>(queries.map((one) => [one.query, one]));
  const logLabels = labelsOfLogs(derived);
  const askedOf = (query: Query): Asked => ({ analysed: analysed.get(query), catalogue, logLabels });
  return derived.dashboards.map((dashboard) => {
    const known = { askedOf, marks: marksOf(dashboard.uid, changes), seen: snapshot?.boards.get(dashboard.uid) };
    return {
      id: dashboard.uid,
      title: dashboard.title,
      folder: dashboard.folder.title,
      description: dashboard.description,
      variables: dashboard.variables.filter(({ hide }) => hide !== 'variable').map(chosen),
      sections: sectionsOf(dashboard, known),
      change: known.marks.board,
      differs: known.marks.differs,
      grid: known.seen?.grid,
    };
  });
}

function labelsOfLogs({ estate }: Derived): ReadonlyMap<string, readonly string[]> {
  const labels = estate.logStreams.flatMap((stream) => Object.entries(stream.labels));
  return new Map(labels.flatMap(([name, { values }]) => (values ? [[name, values]] : [])));
}

/** `Instance: All` */
function chosen(variable: DashboardVariable): string {
  return `${variable.label || variable.name}: ${choiceOf(variable)}`;
}

function choiceOf(variable: DashboardVariable): string {
  if ('all' in variable && variable.initial !== undefined) return variable.initial;
  if ('all' in variable && variable.all) return 'All';
  if (variable.type === 'switch') return variable.on ? 'on' : 'off';
  if (variable.type === 'query') return 'the first';
  return variable.query.split(/(?<!\\),/)[0] || 'none';
}

function sectionsOf({ sections }: Dashboard, known: Known): PreviewSection[] {
  return layout<Panel, DashboardSection>(sections).map(({ section, panels }) => ({
    title: section.title,
    panels: panels.map(({ panel, at }) => previewPanel(panel, at, known)),
  }));
}

function previewPanel(panel: Panel, { x, w, h }: PreviewPanel['at'], { askedOf, marks, seen }: Known): PreviewPanel {
  const { title, type, description, unit, queries, goal, options } = panel;
  const answered = seen?.panels.get(panel.key);
  return {
    title,
    type,
    about: description,
    unit,
    at: { x, w, h },
    series: answered ? [] : queries.flatMap((shown) => sampleSeries(panel, shown, askedOf(shown.query))),
    queries: queries.map(({ query }) => query.text).filter((text) => text !== ''),
    goal: goal && toNumber(goal.objective),
    colours: colouredSeries(panel),
    range: ownRange(panel.frame),
    text: 'markdown' in options ? markdownHtml(String(options.markdown)) : '',
    change: marks.panels.get(title)?.mark,
    differs: marks.panels.get(title)?.differs ?? [],
    seen: answered,
  };
}
