import {
  budget,
  budgetPolicy,
  dashboard,
  dashboardLink,
  freezeDeploys,
  libraryPanel,
  logql,
  maintenance,
  panel,
  policy,
  promql,
  section,
  state,
  suppress,
} from 'signalbox';
import type { Choose } from './choose.ts';
import type { Metrics, Services, Slos } from './nasty.ts';

export function nastyBoards(choose: Choose, { bank, ledger, lines, lone, shop }: Services, { shared, twin }: Metrics) {
  const stat = libraryPanel({
    name: 'all',
    panel: panel.stat({ title: choose('title of a panel', 'All', 'Sum'), show: promql`sum(rate(${shared}[5m]))` }),
  });
  const chart = panel.timeseries({ title: 'Rate', show: promql`sum by (code) (rate(${twin}[5m]))` });
  const level = panel.timeseries({ title: 'Lines', show: logql`sum by (level) (count_over_time(${lines} [5m]))` });
  const work = panel.timeseries({ title: 'Work', show: promql`sum by (le) (rate(work_seconds_bucket[5m]))` });
  const sections = (...panels: (typeof chart)[]) => [section({ title: 'All', panels })];
  const details = dashboard({
    service: ledger,
    name: 'details',
    title: choose('title of a board', 'Details', 'More'),
    sections: sections(chart),
  });
  const links = [dashboardLink({ to: details })];
  return {
    details,
    shop: dashboard({ system: shop, name: 'of-shop', title: 'Shop', sections: sections(stat, level, work), links }),
    bank: dashboard({ system: bank, name: 'of-bank', title: 'Bank', sections: sections(stat, work), links }),
    lone: dashboard({ service: lone, name: 'of-lone', title: 'Lone', sections: sections(chart, level) }),
  };
}

export function nastyAbout(choose: Choose, { back, front, ledger, lone }: Services, { paid, up }: Slos) {
  const times = { from: '2026-12-01T22:00:00Z', to: '2026-12-01T23:00:00Z', reviewedBy: 'red' } as const;
  return {
    spent: budgetPolicy({
      for: [up, paid],
      states: [state({ below: choose('budget policy', '50%', '20%'), do: [freezeDeploys()] })],
    }),
    work: maintenance({
      ...times,
      name: 'work',
      services: choose('maintenance', [front, ledger], [ledger, lone]),
      reason: 'Work.',
    }),
    small: budget({ name: 'bank', for: ledger, series: choose('budget', 3_000, 5_000) }),
    known: suppress({
      code: 'metric/name',
      at: back,
      reason: 'It is known.',
      until: choose('suppression', '2026-12-31', '2026-11-01'),
    }),
    house: policy({ alerts: { for: { atLeast: choose('policy', '1m', '10m'), atMost: '1h' } } }),
  };
}
