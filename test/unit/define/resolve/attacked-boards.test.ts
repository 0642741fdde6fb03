import { describe, expect, it } from 'vitest';
import { gauge, histogram } from '../../../../src/authored/metric.ts';
import { builtDashboard } from '../../../../src/define/built-dashboard.ts';
import { dashboard, dashboardLink, section } from '../../../../src/define/dashboard.ts';
import { taggedAnnotation } from '../../../../src/define/dashboard-annotations.ts';
import { choices, intervals, queryVariable } from '../../../../src/define/dashboard-variables.ts';
import { folder } from '../../../../src/define/folder.ts';
import { panel } from '../../../../src/panels/kinds.ts';
import { compileModule } from '../../../../src/program.ts';
import { base, scraped } from '../../../support/estate.ts';

const queue = gauge({ name: 'queue_depth', help: 'Messages.', labels: {} });
const seconds = histogram({ name: 'answer_seconds', help: 'Time.', unit: 'seconds', buckets: [0.1, 1] });
const checkout = scraped({ queue, seconds });
const link = dashboardLink({ title: 'L', url: 'https://example.org' });
const circle: Record<string, unknown> = {};
circle['self'] = circle;

const board = (more: object) => dashboard({ name: 'b', title: 'B', service: checkout, ...more });
const stat = (more: object) => board({ panels: [panel.stat({ title: 'P', show: queue, ...more })] });
const graph = (more: object) => board({ panels: [panel.timeseries({ title: 'P', show: queue, ...more })] });
const raw = (json: unknown, more: object = {}) =>
  board({ panels: [panel.raw({ title: 'R', type: 'geomap', json: json as never, ...more })] });
const variable = (one: object) => board({ variables: [one] });
/** `a hole`, which a comma too many leaves. */
const gap = (one: object): unknown[] => Object.assign(new Array(2), { 1: one });

const WRONG: readonly (readonly [string, () => object])[] = [
  ['a gap among links of a panel', () => stat({ links: gap(link) })],
  ['a gap among links of values', () => stat({ dataLinks: gap(link) })],
  ['a gap among links of a board', () => board({ links: gap(link) })],
  ['a gap among queries', () => stat({ show: gap({ show: queue }) })],
  ['a gap among panels', () => board({ panels: gap(panel.text({ title: 'T', markdown: 'x' })) })],
  ['a gap among permissions', () => board({ folder: folder({ title: 'F', permissions: gap({}) as never }) })],
  ['a place that holds itself', () => stat({ at: circle })],
  ['a place left of the board', () => stat({ at: { x: -1, y: 0 } })],
  ['a panel that sticks out', () => stat({ at: { x: 20, y: 0 }, width: 12 })],
  ['JSON that holds itself', () => raw({ options: circle })],
  ['a bigint in JSON', () => raw({ options: { most: 5n } })],
  ['a function in JSON', () => raw({ options: { draw: () => 1 } })],
  ['a date in JSON', () => raw({ options: { since: new Date(0) } })],
  ['a unit in JSON that is no text', () => raw({ fieldConfig: { defaults: { unit: 5 } } })],
  ['a data source in JSON that is none', () => raw({ datasource: 5 })],
  ['an answer in no form', () => raw({}, { show: queue, format: 'xml' })],
  ['a transformation that holds itself', () => stat({ transformations: [{ id: 'x', options: circle }] })],
  ['an override that holds itself', () => stat({ overrides: [{ of: 'x', raw: circle }] })],
  ['a unit of an override', () => stat({ overrides: [{ of: 'x', unit: 'furlongs' }] })],
  ['a mapping of nothing', () => stat({ mappings: [{ text: 'x' }] })],
  ['a mapping of no pattern', () => stat({ mappings: [{ matches: '(', text: 'x' }] })],
  ['colours out of order', () => stat({ thresholds: [5, 1].map((from) => ({ from, color: 'red' })) })],
  ['an axis that ends before it begins', () => graph({ min: 5, max: 1 })],
  ['half a digit', () => stat({ decimals: 0.5 })],
  ['a goal that is none', () => stat({ goal: checkout })],
  ['a legend that is no text', () => graph({ show: [{ show: queue, legend: 5 }] })],
  ['a heatmap of a gauge', () => board({ panels: [panel.heatmap({ title: 'H', show: queue as never })] })],
  ['lines of a metric', () => board({ panels: [panel.logs({ title: 'L', show: queue as never })] })],
  ['alerts of a number', () => board({ panels: [panel.alertList({ title: 'A', of: 5 as never })] })],
  ['alerts of no services', () => board({ panels: [panel.alertList({ title: 'A', of: [] })] })],
  ['a time range of its own', () => graph({ timeFrom: 'soon' })],
  ['a step', () => graph({ interval: 'fast' })],
  ['a direction', () => stat({ repeat: { for: choices({ name: 'v', values: ['a'] }), direction: 'round' } })],
  ['a list for a query', () => variable(queryVariable({ name: 'v', query: [] as never }))],
  ['an order without a prototype', () => variable(queryVariable({ name: 'v', query: 'up', sort: Object.create(null) as never }))],
  ['a time that is none', () => variable(intervals({ name: 'v', values: ['soon' as never] }))],
  ['variables of a link', () => board({ links: [dashboardLink({ to: board({}), variables: null as never })] })],
  ['links to every board', () => board({ links: [dashboardLink({ title: 'L', tags: [] })] })],
  ['every mark', () => board({ annotations: [taggedAnnotation({ name: 'A', tags: [] })] })],
  ['no name', () => board({ name: '' })],
  ['a path for a name', () => board({ name: '../../x' })],
  ['a blank title', () => board({ title: ' ' })],
  ['a blank title of a section', () => board({ sections: [section({ title: ' ', panels: [] })] })],
  ['a blank folder', () => board({ folder: ' ' })],
  ['a service by its name', () => board({ service: 'checkout' })],
  ['a zone', () => board({ timezone: 'Mars/Olympus' })],
  ['a bigint in a built board', () => builtDashboard({ name: 'b', service: checkout, from: { panels: [], most: 5n } })],
];

describe('a board of plain JavaScript', () => {
  it.each(WRONG)('%s is told, and throws nothing', (_, make) => {
    const { diagnostics } = compileModule({ ...base, checkout, made: make() }, '2026-11-21');
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code.split('/')[0])).toContain(
      'definition',
    );
  });

  it('is told what a getter throws while it is looked at', () => {
    let asked = 0;
    const late = {
      id: 'x',
      get options() {
        if (asked++ > 0) throw new Error('too late');
        return {};
      },
    };
    const { diagnostics } = compileModule({ ...base, checkout, made: stat({ transformations: [late] }) }, '2026-11-21');
    expect(diagnostics.map(({ message }) => message)).toContain('Looking at its values threw too late.');
  });

  it('has its options read once', () => {
    let asked = 0;
    const once = {
      title: 'P',
      get show() {
        if (asked++ > 0) throw new Error('again');
        return queue;
      },
    };
    const made = board({ panels: [panel.stat(once)] });
    expect(compileModule({ ...base, checkout, made }, '2026-11-21').failed).toBe(false);
  });

  it.each([
    ['null in the JSON of a panel', () => raw({ options: { list: [null, 1] } })],
    ['a heatmap of a histogram', () => board({ panels: [panel.heatmap({ title: 'H', show: seconds })] })],
    [
      'the lowest colour',
      () =>
        stat({
          thresholds: [
            { from: -Infinity, color: 'red' },
            { from: 1, color: 'green' },
          ],
        }),
    ],
    ['a range of whole days', () => graph({ timeFrom: '1d/d' })],
    ['UTC', () => board({ timezone: 'UTC' })],
  ])('%s is fine', (_, make) => {
    expect(compileModule({ ...base, checkout, made: make() }, '2026-11-21').failed).toBe(false);
  });
});
