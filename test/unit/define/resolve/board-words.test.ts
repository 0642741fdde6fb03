import { describe, expect, it } from 'vitest';
import { gauge } from '../../../../src/authored/metric.ts';
import { promql } from '../../../../src/authored/query.ts';
import { type AuthoredDashboard, dashboard, section } from '../../../../src/define/dashboard.ts';
import { annotation } from '../../../../src/define/dashboard-annotations.ts';
import { choices } from '../../../../src/define/dashboard-variables.ts';
import { panel } from '../../../../src/panels/kinds.ts';
import { base, scraped, withCode } from '../../../support/estate.ts';

const queue = gauge({ name: 'queue_depth', help: 'Messages.' });
const checkout = scraped({ queue });
const board = (options: object): AuthoredDashboard =>
  dashboard({ name: 'b', title: 'B', service: checkout, sections: [], ...options });
const graph = (options: object) =>
  board({ sections: [section({ title: 'S', panels: [panel.timeseries({ title: 'P', show: queue, ...options })] })] });
const told = (it: AuthoredDashboard): string[] =>
  withCode({ ...base, checkout, it }, 'definition/wrong-value').map(({ message, fix }) => `${message} ${fix}`);

describe('a colour', () => {
  const places = (color: string) => [
    graph({ overrides: [{ of: 'a', color }] }),
    graph({ thresholds: [{ from: 1, color }] }),
    graph({ mappings: [{ value: 1, text: 'up', color }] }),
    board({ annotations: [annotation({ name: 'A', when: promql`${queue} > 1`, color })] }),
  ];

  it.each(['rde', 'dark-gren', '#ff', 'rgb', ''])('that is none is told: %j', (color) => {
    for (const one of places(color)) expect(told(one)).toEqual([expect.stringContaining("a colour: 'red'")]);
  });

  it.each(['red', 'super-light-blue', 'transparent', 'white', '#fff', '#FF9830', '#ff983080', 'rgba(1, 2, 3, 0.5)'])(
    'by its name or numbers is none: %s',
    (color) => {
      for (const one of places(color)) expect(told(one)).toEqual([]);
    },
  );
});

it('an override of a query that is not there is told', () => {
  const said = (query: number, options: object = {}) => told(graph({ overrides: [{ of: { query }, color: 'red' }], ...options }));
  expect(said(0)).toEqual([]);
  expect(said(1)).toEqual(['Panel P: an override is of query 1, counted from 0, and there are 1. write a number below 1']);
  expect(said(1, { compare: '1w' })).toEqual([]);
});

it('a choice that is there twice is told', () => {
  const said = (values: readonly string[]) => told(board({ variables: [choices({ name: 'size', values })] }));
  expect(said(['a', 'b'])).toEqual([]);
  expect(said(['a', 'b', 'a'])).toEqual([expect.stringContaining('write each choice once')]);
});
