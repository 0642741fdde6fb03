import { describe, expect, it, test } from 'vitest';
import * as signalbox from '../../../../src/index.ts';
import { compileModule } from '../../../../src/program.ts';

type Make = (given: unknown) => object;

const { dashboard, panel, ...others } = signalbox;
const queue = signalbox.gauge({ name: 'queue_depth', help: 'Messages.' });
const shop = signalbox.service({ name: 'shop' });
const boardOf = (parts: object): object => ({ made: dashboard({ name: 'b', title: 'B', ...parts }) });

/** What a constructor makes, exported where it takes part. */
const HOMES: Readonly<Record<string, (made: never) => object>> = {
  panel: (made) => boardOf({ panels: [made] }),
  section: (made) => boardOf({ sections: [made] }),
  variable: (made) => boardOf({ variables: [made] }),
  annotation: (made) => boardOf({ annotations: [made] }),
  'dashboard-link': (made) => boardOf({ links: [made] }),
  folder: (made) => boardOf({ folder: made }),
};
const ON_BOARDS: readonly [string, Make][] = [
  ...Object.entries(panel).map(([name, make]): [string, Make] => [`panel.${name}`, make as Make]),
  ...(['section', 'annotation', 'taggedAnnotation', 'dashboardLink', 'folder', 'libraryPanel'] as const).map(made),
  ...(['choices', 'constant', 'datasourceVariable', 'intervals', 'labelValues', 'queryVariable', 'textbox'] as const).map(made),
  ...(['adhocFilters', 'groupByLabels', 'switchVariable'] as const).map(made),
];
const ALONE: readonly [string, Make][] = [
  ['dashboard', dashboard as Make],
  ...(['boards', 'builtDashboard', 'slo', 'service', 'team', 'system', 'environment', 'target', 'policy'] as const).map(made),
  ...(['maintenance', 'recording', 'remediation', 'routing', 'routeTest', 'severities', 'timeInterval'] as const).map(made),
  ...(['logs', 'traces', 'alert', 'threshold', 'budgetPolicy', 'suppress'] as const).map(made),
];
const NO_OPTIONS: readonly unknown[] = [null, undefined, 42, 'x', 5n, Symbol('x'), [], () => 1];

function made(name: keyof typeof others): [string, Make] {
  return [name, others[name] as Make];
}

function told(one: object) {
  const { kind } = one as { readonly kind: string };
  const home = HOMES[kind];
  return compileModule(home ? home(one as never) : { made: one }, '2026-11-21').diagnostics;
}

describe('a constructor that is called with no options at all', () => {
  it.each([...ON_BOARDS, ...ALONE])('%s is told of', (_, make) => {
    for (const given of NO_OPTIONS) {
      expect(
        told(make(given)).map(({ severity }) => severity),
        String(given),
      ).toContain('error');
    }
  });

  test('boards(null) is not the default', () => {
    const [first] = told(signalbox.boards(null as never));
    expect(first).toMatchObject({ code: 'definition/wrong-value', message: '`boards` was called with null.' });
  });
});

describe('an option nobody reads', () => {
  it.each([...ON_BOARDS, ...ALONE.filter(([name]) => !['alert', 'threshold'].includes(name))])('%s tells it', (_, make) => {
    const messages = told(make({ name: 'n', service: shop, nobodyReadsThis: 1 })).filter(
      ({ code }) => code === 'definition/unknown-option',
    );
    expect(messages.map(({ message }) => message).join()).toContain('`nobodyReadsThis`');
  });

  const only = (parts: object) =>
    compileModule(boardOf(parts), '2026-11-21').diagnostics.filter(({ code }) => code === 'definition/unknown-option');

  test('has the nearest one beside it, and the panel it is in', () => {
    const options = { title: 'Hints', markdwon: 'x', markdown: 'y' };
    expect(only({ panels: [panel.text(options)] })).toMatchObject([
      { at: 'estate/dashboard/b', message: 'Panel Hints: `markdwon` is no option of `panel.text`.', fix: 'write `markdown`' },
    ]);
  });

  test('is found inside of options too', () => {
    const graph = panel.timeseries({
      title: 'T',
      show: [{ show: queue, legned: 'x' } as never],
      legend: { placment: 'right' } as never,
    });
    const messages = only({ panels: [graph], timepicker: { hide: true } }).map(({ message }) => message);
    expect(messages).toEqual([
      'Panel T: `legend.placment` is no option of `panel.timeseries`.',
      'Panel T: `show.legned` is no option of `panel.timeseries`.',
      '`timepicker.hide` is no option of `dashboard`.',
    ]);
  });

  test('is told once, however many panels show the metric', () => {
    const typed = signalbox.gauge({ name: 'age', help: 'A.', untis: 'seconds' } as never);
    const panels = ['A', 'B'].map((title) => panel.stat({ title, show: typed }));
    expect(only({ panels })).toHaveLength(1);
  });

  test('leaves the definition in the estate', () => {
    const { derived } = compileModule(
      boardOf({ panels: [panel.text({ title: 'T', markdown: 'x', size: 3 } as never)] }),
      '2026-11-21',
    );
    expect(derived.estate.dashboards.map(({ name }) => name)).toEqual(['b']);
  });
});
