import { describe, expect, it } from 'vitest';
import { counter } from '../../../src/authored/metric.ts';
import { type BoardsOptions, boards } from '../../../src/define/boards.ts';
import { dashboard, section } from '../../../src/define/dashboard.ts';
import { DERIVED_BOARDS } from '../../../src/model/board-choice.ts';
import { panel } from '../../../src/panels/kinds.ts';
import { base, codesOf, resolveAll, withCode } from '../../support/estate.ts';
import { checkout, queue, requests } from '../../support/shop.ts';

const estate = { ...base, checkout };
const namesWith = (more: object) =>
  resolveAll({ ...estate, ...more })
    .derived.dashboards.filter(({ address }) => address.includes('/board/'))
    .map(({ name }) => name)
    .sort();
const chosen = (options: BoardsOptions) => namesWith({ choice: boards(options) });

describe('the choice of derived boards', () => {
  it('is everything there is something to show of, where nobody chooses', () => {
    expect(namesWith({})).toEqual(chosen({ template: 'production' }));
    expect(namesWith({})).toEqual([
      ...['business', 'cost', 'errors', 'overview', 'performance', 'resources', 'service', 'tenants', 'versions'],
    ]);
  });

  it('follows the template, and leaves out what is not wanted', () => {
    expect(chosen({ template: 'minimal' })).toEqual(['overview', 'service']);
    expect(chosen({ template: 'development' })).toEqual([
      'business',
      'errors',
      'overview',
      'performance',
      'resources',
      'service',
      'versions',
    ]);
    expect(chosen({ template: 'minimal', without: ['overview'] })).toEqual(['service']);
    expect(chosen({ without: Object.keys(DERIVED_BOARDS) as (keyof typeof DERIVED_BOARDS)[] })).toEqual([]); // its own keys
  });

  it('shows on the business board what is listed, and nothing else', () => {
    const panels = resolveAll({ ...estate, choice: boards({ business: [queue] }) })
      .derived.dashboards.find(({ name }) => name === 'business')
      ?.sections.flatMap((one) => one.panels.map(({ title }) => title));
    expect(panels).toEqual(['checkout: Queue depth']);
  });

  it('gives way to a board an author wrote by the same name', () => {
    const own = dashboard({
      name: 'errors',
      title: 'Ours',
      sections: [section({ title: 'S', panels: [panel.text({ title: 'T', markdown: 'x' })] })],
    });
    expect(namesWith({ own })).not.toContain('errors');
    expect(namesWith({ own: dashboard({ ...own, service: checkout }) })).toContain('errors');
  });

  it('adds no finding of its own', () => {
    expect(codesOf(estate)).toEqual(codesOf({ ...estate, choice: boards({ without: Object.keys(DERIVED_BOARDS) as never }) }));
  });
});

describe('mistakes in it', () => {
  const said = (code: string, ...given: object[]) =>
    withCode({ ...estate, ...Object.fromEntries(given.map((one, index) => [`it${index}`, boards(one)])) }, code).map(
      ({ message, fix }) => `${message} ${fix}`,
    );

  it('boards/several, boards/unknown-template, boards/unknown-board, boards/unknown-metric', () => {
    expect(said('boards/several', {}, {})).toHaveLength(1);
    expect(said('boards/unknown-template', { template: 'tiny' })).toEqual([
      '`template` is "tiny", which is none. write one of minimal, development, production',
    ]);
    expect(said('boards/unknown-board', { without: ['costs', 'x'] })).toEqual([
      '`without` names "costs", which is no derived board. did you mean cost?',
      expect.stringContaining('write some of business, capacity, cost'),
    ]);
    const paid = counter({ name: 'orders_paid_total', help: 'Orders paid.' });
    expect(said('boards/unknown-metric', { business: [requests, paid] })).toEqual([
      expect.stringContaining('`business` lists "orders_paid_total", which no service exposes.'),
    ]);
  });

  it.each([
    ['a number', { template: 5 }],
    ['null', { template: null }],
    ['a text for a list', { without: 'cost' }],
    ['numbers in a list', { without: [5] }],
    ['no metrics', { business: ['orders_total'] }],
    ['a hole', { business: [undefined] }],
  ])('are told for %s', (_, given) => {
    const { diagnostics } = resolveAll({ ...estate, it: boards(given as never) });
    const codes = diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    expect(codes).toHaveLength(1);
    expect(['definition/wrong-value', 'definition/undefined-reference']).toContain(codes[0]);
  });
});
