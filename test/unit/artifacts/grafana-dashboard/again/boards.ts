import { logql } from '../../../../../src/authored/log.ts';
import { promql } from '../../../../../src/authored/query.ts';
import { traceql } from '../../../../../src/authored/trace.ts';
import { type DashboardOptions, dashboard, dashboardLink, section } from '../../../../../src/define/dashboard.ts';
import { annotation, taggedAnnotation } from '../../../../../src/define/dashboard-annotations.ts';
import {
  adhocFilters,
  choices,
  constant,
  datasourceVariable,
  groupByLabels,
  intervals,
  queryVariable,
  switchVariable,
  textbox,
} from '../../../../../src/define/dashboard-variables.ts';
import type { Showable } from '../../../../../src/panels/kind.ts';
import { panel } from '../../../../../src/panels/kinds.ts';
import type { RawOptions } from '../../../../../src/panels/raw.ts';

// The boards of Grafana's recorded conversions, written with our constructors. Every panel of the recordings has the same field settings.

const requests = promql`sum by (job) (rate(http_requests_total[$__rate_interval]))`;
const GRAPH_OPTIONS = {
  legend: { showLegend: true, displayMode: 'table', placement: 'bottom', calcs: ['mean', 'max'] },
  tooltip: { mode: 'multi', sort: 'desc' },
};

const RECORDED_FIELDS = {
  defaults: {
    decimals: 2,
    min: 0,
    max: 100,
    thresholds: {
      mode: 'absolute',
      steps: [
        { color: 'green', value: null },
        { color: 'red', value: 80 },
      ],
    },
    color: { mode: 'palette-classic' },
    custom: {},
  },
};

function recorded(type: string, number: number, show: Showable | RawOptions['show'] = requests, rest: Partial<RawOptions> = {}) {
  return panel.raw({
    title: `${type} ${number}`,
    description: `Shows ${type}`,
    type,
    show: show as Showable,
    unit: 'reqps',
    at: { x: number % 2 === 1 ? 12 : 0, y: Math.floor(number / 2) * 8 },
    mappings: [{ value: 0, text: 'down', color: 'red' }],
    dataLinks: [dashboardLink({ title: 'Board', url: '/d/other?var-job=${__field.labels.job}' })],
    overrides: [{ of: 'A', color: 'blue', axis: 'right' }],
    json: {
      options: GRAPH_OPTIONS,
      fieldConfig: RECORDED_FIELDS,
    },
    ...rest,
  });
}

/** As the server has it where nobody chose. */
const PLAIN = { editable: true, crosshair: 'off', refresh: 'never' } as const;
const board = (options: Omit<DashboardOptions, 'name'>) => dashboard({ ...PLAIN, name: 'again', ...options });

const job = queryVariable({
  name: 'job',
  title: 'job',
  query: 'label_values(up, job)',
  multi: true,
  regex: '/a.*/',
});

const PANEL_TYPES =
  'timeseries stat gauge bargauge heatmap histogram table state-timeline status-history barchart piechart nodeGraph text alertlist dashlist flamegraph canvas xychart trend geomap candlestick datagrid news annolist';

export const again = {
  panels: board({
    title: 'All panels',
    panels: PANEL_TYPES.split(' ').map((type, index) => recorded(type, index + 1)),
  }),
  rows: board({
    title: 'Rows',
    variables: [job],
    sections: [
      section({ title: 'Open', panels: [recorded('stat', 1, requests, { at: { x: 0, y: 0 }, width: 6, height: 4 })] }),
      section({
        title: 'Closed $job',
        collapsed: true,
        repeat: job,
        panels: [recorded('timeseries', 2, requests, { at: { x: 0, y: 0 } })],
      }),
    ],
  }),
  repeat: board({
    title: 'Repeat',
    variables: [job],
    panels: [recorded('timeseries', 1, requests, { repeat: { for: job, direction: 'h', maxPerRow: 3 } })],
  }),
  settings: board({
    title: 'Settings',
    description: 'All settings',
    tags: ['a', 'b'],
    editable: false,
    crosshair: 'crosshair',
    refresh: '30s',
    timezone: 'utc',
    weekStart: 'monday',
    fiscalYearStartMonth: 3,
    liveNow: true,
    preload: true,
    range: '24h',
    until: 'now-1m',
    timepicker: {
      refreshIntervals: ['10s', '1m'],
      nowDelay: '1m',
      quickRanges: [{ display: 'Shift', from: 'now-8h', to: 'now' }],
      hidden: false,
    },
  }),
  'annotations-links': board({
    title: 'Annotations and links',
    links: [
      dashboardLink({ title: 'Others', tags: ['team'], newTab: true }),
      dashboardLink({
        title: 'Runbook',
        url: 'https://example.invalid/runbook',
        icon: 'doc',
        tooltip: 'Open',
        newTab: true,
        keepTime: false,
        keepVariables: false,
      }),
    ],
    annotations: [
      annotation({ name: 'Deploys', when: promql`changes(build_info[5m]) > 0`, title: '{{version}}', color: 'blue' }),
      taggedAnnotation({ name: 'Tagged', tags: ['deploy'], matchAny: true }),
    ],
    panels: [
      recorded('timeseries', 1, requests, {
        links: [dashboardLink({ title: 'Alert', url: '/alerting/list?search=x', newTab: true })],
      }),
    ],
  }),
  variables: board({
    title: 'All variables',
    variables: [
      datasourceVariable({ name: 'ds', title: 'ds', engine: 'prometheus' }),
      job,
      choices({ name: 'q', title: 'q', values: ['0.5', '0.95', '0.99'], initial: '0.95' }),
      intervals({ name: 'step', title: 'step', values: ['1m', '5m', '1h'], auto: {} }),
      textbox({ name: 'find', title: 'find', value: 'error' }),
      constant({ name: 'cluster', title: 'cluster', value: 'eu1' }),
      adhocFilters({ name: 'filters', title: 'filters', filters: [{ key: 'job', operator: '=', value: 'api' }] }),
      groupByLabels({ name: 'group', title: 'group' }),
      switchVariable({ name: 'on', title: 'on' }),
    ],
    panels: [recorded('timeseries', 1)],
  }),
  'logs-traces': board({
    title: 'Logs and traces',
    panels: [
      recorded('logs', 1, logql`{service_name="api"} | json | level="error"`, {
        json: {
          options: {
            showTime: true,
            wrapLogMessage: true,
            sortOrder: 'Descending',
            dedupStrategy: 'none',
            enableLogDetails: true,
          },
          fieldConfig: RECORDED_FIELDS,
        },
      }),
      recorded('traces', 2, traceql`{ status = error }`, { format: 'traces' }),
      recorded('timeseries', 3, [{ show: promql`up`, legend: '' }, { show: logql`sum(rate({service_name="api"}[5m]))` }], {
        transformations: [{ id: 'calculateField', options: { mode: 'reduceRow' } }],
        maxDataPoints: 500,
        interval: '30s',
        timeFrom: '2h',
        timeShift: '1d',
        hideTimeOverride: true,
        transparent: true,
      }),
      panel.library({ title: 'timeseries 4', uid: 'rec-lib', name: 'Lib', at: { x: 0, y: 16 } }),
    ],
  }),
};
