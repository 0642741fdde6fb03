import type * as grafana from '@grafana/schema';
import type {
  Options as BarChart,
  FieldConfig as BarChartField,
} from '@grafana/schema/dist/esm/raw/composable/barchart/panelcfg/x/BarChartPanelCfg_types.gen';
import type { Options as BarGauge } from '@grafana/schema/dist/esm/raw/composable/bargauge/panelcfg/x/BarGaugePanelCfg_types.gen';
import type { Options as Canvas } from '@grafana/schema/dist/esm/raw/composable/canvas/panelcfg/x/CanvasPanelCfg_types.gen';
import type { Options as Gauge } from '@grafana/schema/dist/esm/raw/composable/gauge/panelcfg/x/GaugePanelCfg_types.gen';
import type {
  Options as Heatmap,
  FieldConfig as HeatmapField,
} from '@grafana/schema/dist/esm/raw/composable/heatmap/panelcfg/x/HeatmapPanelCfg_types.gen';
import type {
  Options as Histogram,
  FieldConfig as HistogramField,
} from '@grafana/schema/dist/esm/raw/composable/histogram/panelcfg/x/HistogramPanelCfg_types.gen';
import type { Options as Logs } from '@grafana/schema/dist/esm/raw/composable/logs/panelcfg/x/LogsPanelCfg_types.gen';
import type { Options as NodeGraph } from '@grafana/schema/dist/esm/raw/composable/nodegraph/panelcfg/x/NodeGraphPanelCfg_types.gen';
import type { Options as PieChart } from '@grafana/schema/dist/esm/raw/composable/piechart/panelcfg/x/PieChartPanelCfg_types.gen';
import type { Options as Stat } from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type {
  Options as Timeline,
  FieldConfig as TimelineField,
} from '@grafana/schema/dist/esm/raw/composable/statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen';
import type {
  Options as StatusHistory,
  FieldConfig as StatusHistoryField,
} from '@grafana/schema/dist/esm/raw/composable/statushistory/panelcfg/x/StatusHistoryPanelCfg_types.gen';
import type { Options as Table } from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type { Options as Text } from '@grafana/schema/dist/esm/raw/composable/text/panelcfg/x/TextPanelCfg_types.gen';
import type {
  Options as Timeseries,
  FieldConfig as TimeseriesField,
} from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';
import type { DashboardWire } from '../../src/artifacts/grafana-dashboard/wire.ts';
import type { barChartKind } from '../../src/panels/bar-chart.ts';
import type { barGaugeKind } from '../../src/panels/bar-gauge.ts';
import type { canvasKind } from '../../src/panels/canvas.ts';
import type { gaugeKind } from '../../src/panels/gauge.ts';
import type { heatmapKind } from '../../src/panels/heatmap.ts';
import type { histogramKind } from '../../src/panels/histogram.ts';
import type { logsKind } from '../../src/panels/logs.ts';
import type { nodeGraphKind } from '../../src/panels/node-graph.ts';
import type { pieChartKind } from '../../src/panels/pie-chart.ts';
import type { statKind } from '../../src/panels/stat.ts';
import type { stateTimelineKind } from '../../src/panels/state-timeline.ts';
import type { statusHistoryKind } from '../../src/panels/status-history.ts';
import type { tableKind } from '../../src/panels/table.ts';
import type { textKind } from '../../src/panels/text.ts';
import type { timeseriesKind } from '../../src/panels/timeseries.ts';
import type { Json } from '../support/grafana-json.ts';

// What we emit, held to Grafana's own types: a misspelt option, or a value Grafana does not know, does not compile.

/** `true` where ours may stand for Grafana's; the names Grafana does not have where it has none of those. */
type Conforms<Theirs, Ours extends Json<Partial<Theirs>>> =
  Exclude<keyof Ours, keyof Theirs> extends never ? true : Exclude<keyof Ours, keyof Theirs>;

type Emitted<K extends { json(panel: never): unknown }> = ReturnType<K['json']>;
type OptionsOf<K extends { json(panel: never): { options: unknown } }> = Emitted<K>['options'];
type CustomOf<K extends { json(panel: never): { fieldConfig: { defaults: { custom: unknown } } } }> = ReturnType<
  K['json']
>['fieldConfig']['defaults']['custom'];
type DefaultsOf<K extends { json(panel: never): { fieldConfig: { defaults: unknown } } }> = ReturnType<
  K['json']
>['fieldConfig']['defaults'];

export const conforming: readonly true[] = [
  true satisfies Conforms<BarChart, OptionsOf<typeof barChartKind>>,
  true satisfies Conforms<BarChartField, CustomOf<typeof barChartKind>>,
  // elements are the author's own JSON
  true satisfies Conforms<Omit<Canvas, 'root'>, Omit<OptionsOf<typeof canvasKind>, 'root'>>,
  true satisfies Conforms<StatusHistory, OptionsOf<typeof statusHistoryKind>>,
  true satisfies Conforms<StatusHistoryField, CustomOf<typeof statusHistoryKind>>,
  true satisfies Conforms<BarGauge, OptionsOf<typeof barGaugeKind>>,
  true satisfies Conforms<Gauge, OptionsOf<typeof gaugeKind>>,
  true satisfies Conforms<Heatmap, OptionsOf<typeof heatmapKind>>,
  true satisfies Conforms<HeatmapField, CustomOf<typeof heatmapKind>>,
  true satisfies Conforms<Histogram, OptionsOf<typeof histogramKind>>,
  true satisfies Conforms<HistogramField, CustomOf<typeof histogramKind>>,
  true satisfies Conforms<Logs, OptionsOf<typeof logsKind>>,
  true satisfies Conforms<NodeGraph, OptionsOf<typeof nodeGraphKind>>,
  true satisfies Conforms<PieChart, OptionsOf<typeof pieChartKind>>,
  true satisfies Conforms<Stat, OptionsOf<typeof statKind>>,
  true satisfies Conforms<Timeline, OptionsOf<typeof stateTimelineKind>>,
  true satisfies Conforms<TimelineField, CustomOf<typeof stateTimelineKind>>,
  true satisfies Conforms<Table, OptionsOf<typeof tableKind>>,
  true satisfies Conforms<Text, OptionsOf<typeof textKind>>,
  true satisfies Conforms<Timeseries, OptionsOf<typeof timeseriesKind>>,
  true satisfies Conforms<TimeseriesField, CustomOf<typeof timeseriesKind>>,
  true satisfies Conforms<grafana.FieldConfig, DefaultsOf<typeof timeseriesKind>>,
  true satisfies Conforms<grafana.FieldConfig, DefaultsOf<typeof statKind>>,
  true satisfies Conforms<Omit<grafana.Dashboard, 'panels' | 'templating'>, Omit<DashboardWire, 'panels' | 'templating'>>,
];

// @ts-expect-error Grafana's stat panel has no such colour mode
export type Misspelt = Conforms<Stat, Omit<OptionsOf<typeof statKind>, 'colorMode'> & { colorMode: 'colour' }>;
