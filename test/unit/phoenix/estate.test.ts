/** Section 10 over what is generated: dashboard and log queries, retention, sampling, propagation, runbook links. */
import { describe, expect, test } from 'vitest';
import { parseLogql } from '../../../src/query/logql/parse.ts';
import { ownEstate } from '../../support/own-estate.ts';

const { artifacts, derived, diagnostics } = ownEstate;
const ENVIRONMENTS = ['production', 'stack'];

const textOf = (environment: string, path: string) => {
  const found = artifacts.find((artifact) => artifact.environment === environment && artifact.path === path);
  if (!found) throw new Error(`${environment} has no ${path}`);
  return found.text;
};

test('the definitions have no mistake, and nothing is left to warn of', () => {
  expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
});

describe('dashboards', () => {
  const panels = derived.dashboards.flatMap(({ sections }) => sections.flatMap((section) => section.panels));

  test('those of section 7 and that of the objectives are there', () => {
    const titles = derived.dashboards.map(({ title }) => title);
    expect(titles).toContain('System overview');
    expect(titles).toContain('Business metrics');
    expect(derived.dashboards.some(({ tags, address }) => tags.includes('slo') && address.startsWith('phoenix/'))).toBe(true);
  });

  test.each(['CPU usage', 'Memory usage', 'Request rate', 'Task success rate', 'Agent health'])(
    'the panel %s is there, with a query',
    (title) => {
      expect(panels.find((panel) => panel.title === title)?.queries.length).toBeGreaterThan(0);
    },
  );

  test('every PromQL query parses; that it uses declared metrics is what the check above says', () => {
    const queries = panels
      .flatMap((panel) => panel.queries.map(({ query }) => query))
      .filter(({ engine }) => engine === 'prometheus');
    expect(queries.length).toBeGreaterThan(30);
    expect(queries.filter((query) => query.engine === 'prometheus' && query.expr === undefined)).toEqual([]);
  });

  test('every board is in every environment', () => {
    for (const environment of ENVIRONMENTS) {
      const boards = artifacts.filter((one) => one.environment === environment && one.kind === 'grafana-dashboard');
      expect(boards).toHaveLength(derived.dashboards.length);
    }
  });
});

describe('logs', () => {
  const queries = [
    ...derived.alerts.map(({ query }) => query),
    ...derived.dashboards.flatMap(({ sections }) =>
      sections.flatMap(({ panels }) => panels.flatMap((panel) => panel.queries.map(({ query }) => query))),
    ),
  ].flatMap((query) => (query.engine === 'loki' ? [query.text] : []));

  test('every log query parses', () => {
    expect(queries.length).toBeGreaterThan(3);
    expect(queries.flatMap((text) => parseLogql(text).problems)).toEqual([]);
  });

  test.each([
    ['app', '30d', 'phoenix-master'],
    ['audit', '365d', 'phoenix-master'],
    ['kernel', '14d', 'phoenix-host'],
    ['journal', '14d', 'phoenix-redis'],
  ])('the stream %s is kept for %s', (stream, period, service) => {
    for (const environment of ENVIRONMENTS) {
      const rule = new RegExp(
        `selector: '\\{service_name="${service}", stream="${stream}"\\}'\\n\\s+priority: \\d+\\n\\s+period: "${period}"`,
      );
      expect(textOf(environment, 'loki/loki.yaml')).toMatch(rule);
    }
  });

  test('Loki deletes, in a schema it loads, on S3 in triplicate', () => {
    const config = textOf('production', 'loki/loki.yaml');
    for (const line of ['retention_enabled: true', 'replication_factor: 3', 'bucket_name: phoenix-logs'])
      expect(config).toContain(line);
    expect(config).toMatch(
      /- from: "2024-01-01"\n\s+store: tsdb\n\s+object_store: s3\n\s+schema: v13\n\s+index:\n\s+prefix: index_\n\s+period: "24h"/,
    );
  });

  test('chunks of Loki are closed and kept as the plan says', () => {
    expect(textOf('production', 'loki/loki.yaml')).toMatch(
      /^ingester:\n\s+chunk_idle_period: "?1h"?\n\s+chunk_retain_period: "?30s"?$/m,
    );
  });

  test('lines are shipped from the folder the demo writes to, and redacted on the way', () => {
    const config = textOf('stack', 'collector/config.yaml');
    expect(config).toContain('/var/log/phoenix/*.log');
    expect(config).toMatch(/blocked_key_patterns:[\s\S]*password/);
    expect(textOf('production', 'collector/config.yaml')).toContain('journald');
  });
});

describe('traces', () => {
  test.each(ENVIRONMENTS)('%s keeps errors, what takes over a second, and a tenth of the rest', (environment) => {
    const config = textOf(environment, 'collector/config.yaml');
    expect(config).toMatch(/type: status_code\s+status_code:\s+status_codes:\s+- ERROR/);
    expect(config).toMatch(/type: latency\s+latency:\s+threshold_ms: 1000/);
    expect(config).toMatch(/type: probabilistic\s+probabilistic:\s+sampling_percentage: 10/);
    expect(config).toMatch(/decision_wait: "?10s/);
  });

  test('context travels as tracecontext and baggage', () => {
    expect(
      derived.estate.tracings
        .filter(({ service }) => service.system?.name === 'phoenix')
        .map(({ service, propagation }) => [service.name, propagation]),
    ).toEqual([
      ['phoenix-agent', ['tracecontext', 'baggage']],
      ['phoenix-master', ['tracecontext', 'baggage']],
    ]);
  });

  test('a line of the log leads to its trace', () => {
    expect(textOf('stack', 'grafana/datasources/loki.json')).toMatch(/derivedFields[\s\S]*trace_id/);
  });
});

describe('runbooks', () => {
  test.each(ENVIRONMENTS)('every rule of %s links to a page that is generated', (environment) => {
    const base = 'https://runbooks.example.org/phoenix/';
    const rules = artifacts.filter(({ kind, environment: of }) => of === environment && /^(prometheus|loki)-rules$/.test(kind));
    const texts = rules.map(({ text }) => text).join('\n');
    const links = [...texts.matchAll(/runbook_url: "?(\S+?)"?$/gm)].map(([, url = '']) => url);
    expect(links).toHaveLength([...texts.matchAll(/- alert: /g)].length);
    const pages = new Set(
      artifacts.filter(({ kind, environment: of }) => of === environment && kind === 'runbook').map(({ path }) => path),
    );
    expect(links.filter((url) => !url.startsWith(base) || !pages.has(`runbooks/${url.slice(base.length)}`))).toEqual([]);
  });

  test('every alert that is written says what it means and what to do', () => {
    const written = derived.alerts.filter(({ labels, name }) => labels['slo'] === undefined && name !== 'PageUnanswered');
    expect(written.length).toBeGreaterThan(30);
    expect(
      written.filter(({ runbook }) => runbook.impact === '' || runbook.steps.length === 0).map(({ address }) => address),
    ).toEqual([]);
  });
});
