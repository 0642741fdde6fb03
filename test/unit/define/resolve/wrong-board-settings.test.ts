import { describe, expect, it } from 'vitest';
import { gauge } from '../../../../src/authored/metric.ts';
import { builtDashboard } from '../../../../src/define/built-dashboard.ts';
import { dashboard, dashboardLink, section } from '../../../../src/define/dashboard.ts';
import { taggedAnnotation } from '../../../../src/define/dashboard-annotations.ts';
import {
  adhocFilters,
  choices,
  intervals,
  labelValues,
  switchVariable,
  textbox,
} from '../../../../src/define/dashboard-variables.ts';
import { panel } from '../../../../src/panels/kinds.ts';
import { base, resolveAll, scraped } from '../../../support/estate.ts';
import { someOf } from '../../../support/how-many.ts';
import { compiledPanels } from '../../panels/compiled.ts';

const queue = gauge({ name: 'queue_depth', help: 'Messages.', labels: {} });
const checkout = scraped({ queue });
/** None of these is any setting of a board. */
const STRANGE: readonly unknown[] = [null, Number.NaN, 5n, Symbol('x'), () => 1, [null], [{}], new Date(0), Object.create(null)];

type Make = (value: never) => object;
const board = (options: object) =>
  dashboard({ name: 'b', title: 'B', service: checkout, panels: [panel.text({ title: 'T', markdown: 'x' })], ...options });
const graph = (options: object) => board({ panels: [panel.timeseries({ title: 'P', show: queue, ...options })] });
const boardSetting = (field: string): [string, Make] => [field, (value) => board({ [field]: value })];
const panelSetting = (field: string): [string, Make] => [`${field} of a panel`, (value) => graph({ [field]: value })];
const pickerSetting = (field: string): [string, Make] => [field, (value) => board({ timepicker: { [field]: value } })];
const variable = (one: object) => board({ variables: [one] });

const SETTINGS: readonly (readonly [string, Make])[] = [
  ...['timezone', 'weekStart', 'fiscalYearStartMonth', 'crosshair', 'liveNow', 'preload'].map(boardSetting),
  ...['hidden', 'nowDelay', 'quickRanges'].map(pickerSetting),
  ...['transparent', 'maxDataPoints', 'compare', 'min', 'max', 'decimals', 'noValue'].map(panelSetting),
  ...['thresholds', 'overrides', 'transformations'].map(panelSetting),
  ['the words of a text', (markdown) => board({ panels: [panel.text({ title: 'T', markdown })] })],
  ['whether a section is closed', (collapsed) => board({ sections: [section({ title: 'S', panels: [], collapsed })] })],
  ['the name of a variable', (name) => variable(choices({ name, values: ['a'] }))],
  ['the choices', (values) => variable(choices({ name: 'v', values }))],
  ['several at once', (multi) => variable(choices({ name: 'v', values: ['a'], multi }))],
  ['what is picked first', (initial) => variable(choices({ name: 'v', values: ['a'], initial }))],
  ['the metric of a variable', (of) => variable(labelValues({ of, label: 'job' }))],
  ['its pattern', (regex) => variable(labelValues({ of: queue, label: 'job', regex }))],
  ['whether it is hidden', (hide) => variable(textbox({ name: 'v', hide }))],
  ['the text of a box', (value) => variable(textbox({ name: 'v', value: value ?? (5 as never) }))],
  ['the filters', (filters) => variable(adhocFilters({ name: 'v', filters: [5, filters] as never }))],
  ['whether it is on', (on) => variable(switchVariable({ name: 'v', on: on ?? (5 as never) }))],
  ['the colour of a mark', (color) => board({ annotations: [taggedAnnotation({ name: 'A', tags: ['a'], color })] })],
  ['how many marks', (limit) => board({ annotations: [taggedAnnotation({ name: 'A', tags: ['a'], limit })] })],
  ['where a link opens', (newTab) => board({ links: [dashboardLink({ title: 'L', url: 'https://x.org', newTab })] })],
];

function wrong(made: object): string[] {
  const { diagnostics } = resolveAll({ ...base, checkout, made });
  return diagnostics
    .filter(({ severity, fix }) => severity === 'error' && fix !== undefined)
    .map(({ code, message }) => `${code} ${message}`);
}

describe('of a wrong value in a setting of a board something is told', () => {
  it.each(SETTINGS)('%s', (setting, make) => {
    for (const value of someOf(STRANGE, 3, setting)) {
      expect(wrong(make(value as never)), String(typeof value)).not.toEqual([]);
    }
  });
});

it('says the field as its author wrote it', () => {
  const it = board({ timepicker: null, crosshair: 'cross', variables: [choices({ name: 'v', values: 5 as never })] });
  expect(wrong(it)).toEqual([
    'definition/wrong-value `crosshair` is "cross".',
    'definition/wrong-value `timepicker` is null.',
    'definition/wrong-value `variables.0.values` is 5.',
  ]);
});

it('lets every setting of the types through', () => {
  const timepicker = { hidden: false, nowDelay: '1m', quickRanges: [{ display: 'D', from: 'now/d', to: 'now' }] };
  expect(wrong(board({ timepicker, weekStart: 'monday', crosshair: 'off', fiscalYearStartMonth: 11 }))).toEqual([]);
  const thresholds = [{ from: Number.NEGATIVE_INFINITY, color: 'red' }];
  const overrides = [
    { of: /a/, color: 'red' },
    { of: { query: 0 }, unit: 's' },
  ];
  expect(wrong(graph({ thresholds, overrides, compare: ['1d', '1w'], min: -1, mappings: [{ value: 1, text: 'x' }] }))).toEqual(
    [],
  );
});

it('a raw panel without its settings is drawn with those of Grafana', () => {
  const [drawn] = compiledPanels([panel.raw({ title: 'Map', type: 'geomap' } as never)]);
  expect(drawn).toMatchObject({ type: 'geomap', options: {}, title: 'Map' });
});

it.each([null, 42, [], {}, { panels: 'x' }, { build: () => null }])('tells what no dashboard can be made of: %j', (from) => {
  expect(wrong(builtDashboard({ name: 'c', service: checkout, from: from as never })).join()).toContain('`from`');
});

it('tells a builder that builds no panel, an address that runs, and choices that are no list', () => {
  expect(wrong(board({ panels: [{ build: () => null }] }))).not.toEqual([]);
  expect(wrong(board({ links: [dashboardLink({ title: 'L', url: 'javascript:alert(1)' as never })] })).join()).toContain('url');
  for (const make of [choices, intervals]) {
    expect(wrong(variable(make({ name: 'v', values: 's' as never }))).join()).toContain('values');
  }
});

it('takes classic panels as Grafana stores them, where null is what is not set', () => {
  const stored = { type: 'text', title: 'T', description: null, timeFrom: null, timeShift: null, interval: null };
  expect(wrong(builtDashboard({ name: 'c', service: checkout, from: { title: 'C', panels: [stored] } }))).toEqual([]);
});
