import { describe, expect, test } from 'vitest';
import { grafanaDashboard } from '../../../src/artifacts/grafana-dashboard/index.ts';
import { counter } from '../../../src/authored/metric.ts';
import { deriveBoards } from '../../../src/derive/boards.ts';
import { windowsOf } from '../../../src/derive/slo/timing.ts';
import { addressOf } from '../../../src/kernel/address.ts';
import { printDuration } from '../../../src/kernel/duration.ts';
import { type BoardChoice, DERIVED_BOARDS, EVERY_BOARD } from '../../../src/model/board-choice.ts';
import type { Dashboard } from '../../../src/model/dashboard.ts';
import type { Estate } from '../../../src/model/estate.ts';
import type { Slo } from '../../../src/model/slo.ts';
import { GRAFANA_UNITS } from '../../../src/panels/units.ts';
import { derivedWith, environment, estate, service, slo } from '../panels/phoenix.ts';
import { testContext } from '../panels/query-context.ts';

/** The other boards have tests of their own. */
const OF_SERVICES_AND_SLOS: BoardChoice = {
  ...EVERY_BOARD,
  without: new Set(Object.keys(DERIVED_BOARDS).filter((name) => name !== 'service' && name !== 'slos')),
};
function boardsOf(changes: Partial<Estate> = {}) {
  const context = testContext();
  const { boards: value, problems } = deriveBoards({ ...estate, boards: OF_SERVICES_AND_SLOS, ...changes }, context);
  const diagnostics = problems(() => true);
  expect([...diagnostics, ...context.reported]).toEqual([]);
  return value;
}
function queriesOf(boards: readonly Dashboard[]): readonly string[] {
  const panels = boards.flatMap(({ sections }) => sections.flatMap((section) => section.panels));
  return panels.flatMap(({ queries, title }) => queries.map(({ query }) => `${title}: ${query.text}`));
}
function anotherSlo(name: string, changes: Partial<Slo> = {}): Slo {
  return {
    ...slo,
    name,
    title: name,
    origin: { kind: 'slo', name, service: slo.service.origin },
    address: addressOf('phoenix-master', 'slo', name),
    ...changes,
  };
}

describe('derived boards', () => {
  const boards = boardsOf();
  const drafts = grafanaDashboard.compile({ derived: derivedWith(boards), environment }).value;

  test('are one per system with SLOs, and one per service with requests and durations', () => {
    expect(boards.map(({ address, uid, folder, tags }) => [address, uid, folder.uid, tags])).toEqual([
      [
        'phoenix-master/board/service',
        'phoenix-master_board_service',
        'phoenix',
        ['signalbox', 'phoenix', 'phoenix-master', 'service'],
      ],
      ['phoenix/board/slos', 'phoenix_board_slos', 'phoenix', ['signalbox', 'phoenix', 'slo']],
    ]);
  });

  test.each(drafts.map((draft) => [draft.content.dashboard.uid, draft] as const))('%s is this text', async (uid, { content }) => {
    await expect(grafanaDashboard.print(content)).toMatchFileSnapshot(`../../golden/grafana/boards/${uid}.json`);
  });

  test('ask queries that parse, and every panel of numbers has a unit', () => {
    for (const { queries, unit, title } of boards.flatMap(({ sections }) => sections.flatMap(({ panels }) => panels))) {
      for (const { query } of queries) expect(query.engine === 'prometheus' && query.expr, query.text).toBeTruthy();
      expect(unit === 'none' || new Set<string>(GRAFANA_UNITS).has(unit), title).toBe(true);
    }
  });

  test('ask only what an SLO records', () => {
    const recorded = new Set([
      ...windowsOf(slo).map((window) => `slo:sli_error:ratio_rate${printDuration(window)}`),
      'slo:objective:ratio',
      'slo:error_budget:remaining_ratio',
      'slo:error_budget:burn_rate',
      'slo:error_budget:exhaustion_seconds',
    ]);
    const text = queriesOf(boards).join();
    const asked = new Set([...text.matchAll(/slo:[a-z_]+:\w+/g)].map(([name]) => name));
    expect([...asked].filter((name) => !recorded.has(name))).toEqual([]);
    expect(asked.size).toBeGreaterThan(5);
  });

  test('do not depend on the order of the estate', () => {
    const slos = [slo, anotherSlo('latency')];
    const print = (changes: Partial<Estate>) => queriesOf(boardsOf(changes));
    expect(print({ slos: [...slos].reverse() })).toEqual(print({ slos }));
  });
});

describe('the SLO board', () => {
  const sectionsOf = (slos: readonly Slo[]) => boardsOf({ slos }).find(({ tags }) => tags.includes('slo'))?.sections ?? [];

  test('opens with an overview where there are several', () => {
    expect(sectionsOf([slo]).map(({ title }) => title)).toEqual(['Phoenix master: Availability']);
    expect(sectionsOf([slo, anotherSlo('latency')]).map(({ title }) => title)).toEqual([
      'Overview',
      'Phoenix master: Availability',
      'Phoenix master: latency',
    ]);
  });

  test('tells objectives apart that are called alike', () => {
    expect(sectionsOf([slo, anotherSlo('other', { title: slo.title })]).map(({ title }) => title)).toEqual([
      'Overview',
      'Phoenix master: Availability (phoenix-master/availability)',
      'Phoenix master: Availability (phoenix-master/other)',
    ]);
  });

  test('keeps many sections closed, so that opening it asks little', () => {
    const many = ['a', 'b', 'c', 'd', 'e'].map((name) => anotherSlo(name));
    expect(sectionsOf(many).map(({ collapsed }) => collapsed)).toEqual([false, true, true, true, true, true]);
  });

  test('shows the worst group of an SLO that is kept apart by labels, and names each on the graphs', () => {
    const grouped = { ...slo, sli: { ...slo.sli, groupBy: ['tenant'] } };
    const queries = sectionsOf([grouped]).flatMap(({ panels }) =>
      panels.flatMap((panel) => panel.queries.map(({ query, legend }) => [panel.title, query.text, legend])),
    );
    expect(queries.slice(0, 2).map(([, text]) => text)).toEqual([
      '1 - max(slo:sli_error:ratio_rate30d{slo="phoenix-master/availability"})',
      'min(slo:error_budget:remaining_ratio{slo="phoenix-master/availability"})',
    ]);
    expect(queries.find(([title]) => title === 'Burn rate')?.[2]).toBe('burn rate {{tenant}}');
  });

  test('of a service without a system is its own', () => {
    const alone = { ...service, system: undefined };
    const boards = boardsOf({ services: [alone], slos: [{ ...slo, service: alone }] });
    expect(boards.map(({ address }) => address)).toEqual(['phoenix-master/board/service', 'phoenix-master/board/slos']);
  });
});

describe('the service board', () => {
  const boardWith = (metrics: typeof service.metrics) => queriesOf(boardsOf({ slos: [], services: [{ ...service, metrics }] }));

  test('is left out where nothing is counted', () => {
    expect(boardWith(service.metrics.filter((metric) => metric.type !== 'counter'))).toEqual([]);
  });

  test('shows no durations where none are measured', () => {
    const titles = boardWith(service.metrics.filter((metric) => metric.type !== 'histogram')).map((text) => text.split(':')[0]);
    expect(titles).toEqual(['Requests', 'Errors', 'Requests by outcome', 'Error ratio']);
  });

  test('is left out where no value of the outcome means failure', () => {
    const metrics = service.metrics.map((metric) =>
      metric.type === 'counter' ? { ...metric, labels: { code: { values: ['2xx', '3xx'] } } } : metric,
    );
    expect(boardWith(metrics)).toEqual([]);
  });

  test('counts what fails by name too', () => {
    const done = counter({ name: 'tasks_done_total', help: 'Tasks done.', labels: {} });
    const metrics = service.metrics.map((metric) =>
      metric.type === 'counter'
        ? { ...metric, name: done.name, origin: done, labels: { outcome: { values: ['ok', 'failed', 'error'] } } }
        : metric,
    );
    expect(boardWith(metrics)).toContainEqual(
      expect.stringContaining('sum(rate(tasks_done_total{job="phoenix-master",outcome=~"failed|error"}[$__rate_interval]))'),
    );
  });
});
