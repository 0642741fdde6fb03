import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explanations } from '../../../src/check/explain/explanations.ts';
import { type Board, type LintedPanel, linterRules, panelsOf } from '../../support/dashboard-linter.ts';
import { ownEstate } from '../../support/own-estate.ts';

// The boards Phoenix has, written and derived, against what the rules of dashboard-linter are for.

const { artifacts } = ownEstate;
const inEnvironment = (name: string, folder: string) =>
  artifacts.filter(({ environment, path }) => environment === name && path.startsWith(`grafana/${folder}/`));
const environments = [...new Set(artifacts.map(({ environment }) => environment))];
const boards = environments.flatMap((name) => {
  const sources = new Set(inEnvironment(name, 'datasources').map(({ content }) => (content as { uid: string }).uid));
  return inEnvironment(name, 'dashboards').map(({ path, content }) => {
    const { dashboard } = content as unknown as { dashboard: Board }; // what the artifact of a dashboard holds
    return { path: `${name}/${path}`, board: dashboard, sources };
  });
});

const page = readFileSync(new URL('../../../docs/other-linters.md', import.meta.url), 'utf8');
const [, section = ''] = page.split('## dashboard-linter');
const rows = (section.split('\n## ')[0] ?? '')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .flatMap(([, rule = '', ours = '']) => (rule.startsWith('`') ? [{ rule: rule.replaceAll('`', ''), ours }] : []));
const BY_CONSTRUCTION = 'true by construction';

type Change = (board: Board) => void;
const first = (board: Board, type = 'timeseries'): LintedPanel => {
  const found = panelsOf(board).find((panel) => panel.type === type);
  if (!found) throw new Error(`no ${type}`);
  return found;
};
const asked =
  (expr: string, source = 'prometheus'): Change =>
  (board) => {
    first(board).targets = [{ datasource: { uid: source }, expr }];
  };
const variable =
  (change: object): Change =>
  (board) => {
    Object.assign(board.templating.list[0] ?? {}, change);
  };

/** What makes a right board wrong. */
const broken: Readonly<Record<string, readonly Change[]>> = {
  'template-datasource-rule': [asked('up{job="x"}', '$datasource'), variable({ datasource: { uid: 'elsewhere' } })],
  'template-label-promql-rule': [variable({ query: 'label_values(up{job=}, instance)' }), variable({ query: 'up' })],
  'template-on-time-change-reload-rule': [variable({ refresh: 1 })],
  'panel-datasource-rule': [
    (board) => delete first(board).datasource,
    (board) => {
      first(board).targets = [{ expr: 'up{job="x"}' }];
    },
  ],
  'panel-title-description-rule': [
    (board) => Object.assign(first(board), { title: '' }),
    (board) => delete first(board, 'stat').description,
  ],
  'panel-units-rule': [
    (board) => Object.assign(first(board), { fieldConfig: { defaults: { unit: 'nonsense' } } }),
    (board) => Object.assign(first(board), { fieldConfig: { defaults: {} } }),
  ],
  'panel-no-targets-rule': [(board) => delete first(board).targets, (board) => Object.assign(first(board), { targets: [] })],
  'target-logql-rule': [asked('{app="x" |= "y"', 'loki')],
  'target-promql-rule': [asked('sum(rate(requests_total{job="x"}[$__rate_interval])'), asked('')],
  'target-rate-interval-rule': [asked('sum(rate(requests_total{job="x"}[5m]))')],
  'target-job-rule': [asked('up'), asked('sum(rate(requests_total{instance="$job"}[$__rate_interval]))')],
  'target-counter-agg-rule': [asked('sum(requests_total{job="x"})')],
  'uneditable-dashboard': [(board) => Object.assign(board, { editable: true })],
};

describe('dashboard-linter', () => {
  it('has 17 rules; each is one of our codes, whose examples run, or true by construction, which is tested here', () => {
    expect(rows).toHaveLength(17);
    for (const { rule, ours } of rows) {
      const codes = [...ours.matchAll(/`([a-z]+\/[a-z-]+)`/g)].map(([, code = '']) => code);
      const proved = ours.includes(BY_CONSTRUCTION) && Object.hasOwn(linterRules, rule);
      expect([rule, codes.length > 0 || proved, codes.filter((code) => !explanations.has(code))]).toEqual([rule, true, []]);
    }
    const claimed = rows.filter(({ ours }) => ours.includes(BY_CONSTRUCTION)).map(({ rule }) => rule);
    expect(claimed.filter((rule) => !Object.hasOwn(linterRules, rule))).toEqual([]);
  });

  it('looks at boards of every environment, with panels, variables and queries to three kinds of server', () => {
    expect(boards.length).toBeGreaterThan(15);
    const asking = boards.flatMap(({ board }) => panelsOf(board).flatMap(({ targets = [] }) => targets));
    expect(new Set(asking.map(({ datasource }) => datasource?.uid))).toEqual(new Set(['prometheus', 'loki', 'tempo']));
    expect(boards.some(({ board }) => board.templating.list.some(({ type }) => type === 'query'))).toBe(true);
  });

  describe.each(Object.entries(linterRules))('%s', (rule, complaints) => {
    it.each(boards)('holds for $path', ({ board, sources }) => {
      expect(complaints(board, sources)).toEqual([]);
    });

    it('and would see a board that breaks it', () => {
      const [start] = boards.filter(({ path }) => path.endsWith('phoenix_overview.json'));
      const changes = broken[rule] ?? [];
      expect(changes.length).toBeGreaterThan(0);
      for (const change of changes) {
        const board = structuredClone(start?.board) as Board; // there is one
        change(board);
        expect(complaints(board, start?.sources ?? new Set())).toHaveLength(1);
      }
    });
  });

  it('takes a data source that a reader picks', () => {
    const [start] = boards;
    const board = structuredClone(start?.board) as Board; // there is one
    asked('up{job="x"}', '${source}')(board); // as a text of Grafana's has it
    expect(linterRules['template-datasource-rule']?.(board, start?.sources ?? new Set())).toHaveLength(1);
    board.templating.list.push({ type: 'datasource', name: 'source', query: 'prometheus' });
    expect(linterRules['template-datasource-rule']?.(board, start?.sources ?? new Set())).toEqual([]);
  });

  it('takes the braces of `${job}` for what they are', () => {
    const [start] = boards;
    const board = structuredClone(start?.board) as Board; // there is one
    const text = 'sum(rate(requests_total{job=~"${job}"}[$__rate_interval]))'; // as a text of Grafana's has it
    asked(text)(board);
    for (const rule of ['target-job-rule', 'target-counter-agg-rule', 'target-promql-rule'])
      expect(linterRules[rule]?.(board, new Set())).toEqual([]);
  });
});
