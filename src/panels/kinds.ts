import { alertList, alertListKind } from './alert-list.ts';
import { barChart, barChartKind } from './bar-chart.ts';
import { barGauge, barGaugeKind } from './bar-gauge.ts';
import { canvas, canvasKind } from './canvas.ts';
import { flameGraph, flameGraphKind } from './flame-graph.ts';
import { gauge, gaugeKind } from './gauge.ts';
import { heatmap, heatmapKind } from './heatmap.ts';
import { histogram, histogramKind } from './histogram.ts';
import type { AnyPanelKind } from './kind.ts';
import { library, libraryKind } from './library.ts';
import { logs, logsKind } from './logs.ts';
import { nodeGraph, nodeGraphKind } from './node-graph.ts';
import { pieChart, pieChartKind } from './pie-chart.ts';
import { raw, rawKind } from './raw.ts';
import { stat, statKind } from './stat.ts';
import { stateTimeline, stateTimelineKind } from './state-timeline.ts';
import { statusHistory, statusHistoryKind } from './status-history.ts';
import { table, tableKind } from './table.ts';
import { text, textKind } from './text.ts';
import { timeseries, timeseriesKind } from './timeseries.ts';
import { traces, tracesKind } from './traces.ts';

const kinds: readonly AnyPanelKind[] = [
  alertListKind,
  barChartKind,
  barGaugeKind,
  canvasKind,
  flameGraphKind,
  gaugeKind,
  heatmapKind,
  histogramKind,
  libraryKind,
  logsKind,
  nodeGraphKind,
  pieChartKind,
  rawKind,
  statKind,
  stateTimelineKind,
  statusHistoryKind,
  tableKind,
  textKind,
  timeseriesKind,
  tracesKind,
];

/** Every visualisation, by its type. */
export const panelKinds: ReadonlyMap<string, AnyPanelKind> = new Map(kinds.map((kind) => [kind.type, kind]));

/** What an author writes: `panel.stat({ title, show })`. */
export const panel = {
  alertList,
  barChart,
  barGauge,
  canvas,
  flameGraph,
  gauge,
  heatmap,
  histogram,
  library,
  logs,
  nodeGraph,
  pieChart,
  raw,
  stat,
  stateTimeline,
  statusHistory,
  table,
  text,
  timeseries,
  traces,
} as const;
