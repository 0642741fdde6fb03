import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { run } from '../../src/cli/run.ts';
import { type Built, build } from '../../src/program.ts';

const TODAY = '2026-11-21';
const PROJECT = fileURLToPath(new URL('phoenix-as-written', import.meta.url));
const master = 'master-orchestrator';

interface Defect {
  readonly section: string;
  readonly code: string;
  readonly at: string;
  /** What the message or its fix must mention. */
  readonly says: RegExp;
}

const defect = (section: string, code: string, at: string, says: RegExp): Defect => ({ section, code, at, says });

/** What the plan gets wrong, by its section. */
const DEFECTS: readonly Defect[] = [
  defect('2', 'service/no-owner', 'load-balancers/service/load-balancers', /Nobody owns load-balancers/),
  defect('2', 'route/none', 'estate/routing/routing', /no routing, so nobody is told/),

  defect('3.1', 'metric/percent', `${master}/metric/cpu_usage_percent`, /cpu_usage_ratio/),
  defect('3.1', 'metric/name', `${master}/metric/goroutines_total`, /is a gauge, but _total says that it only grows/),
  defect('3.1', 'metric/name', `${master}/metric/request_size_bytes`, /says bytes, its unit is count/),
  defect('3.2', 'metric/percent', 'agent-pool/metric/cpu_usage_percent', /cpu_usage_ratio/),
  defect('3.2', 'metric/name', 'agent-pool/metric/threads_total', /is a gauge, but _total says that it only grows/),
  defect(
    '3.3',
    'catalogue/unknown-metric',
    'redis-cluster/service/redis-cluster',
    /no metric redis_used_memory.*redis_memory_used_bytes/s,
  ),
  defect('3.3', 'catalogue/unknown-metric', 'redis-cluster/service/redis-cluster', /no metric redis_connected_replica_count/),
  defect('3.3', 'catalogue/unknown-metric', 'redis-cluster/service/redis-cluster', /no metric redis_replication_lag/),

  defect('4.1', 'logs/open-label', `${master}/logs/log-entry`, /The label level may hold anything/),
  defect('4.2', 'loki/legacy-schema', 'estate/environment/production', /v12.*does not start.*v13/s),
  defect('4.2', 'loki/legacy-schema', 'estate/environment/production', /boltdb-shipper.*does not start.*tsdb/s),

  defect('6.1', 'promql/unknown-metric', `${master}/alert/HighCPUUsage`, /process_cpu_seconds_total/),
  defect('6.1', 'promql/unknown-metric', `${master}/alert/HighMemoryUsage`, /process_resident_memory_bytes/),
  defect('6.1', 'promql/unknown-metric', `${master}/alert/HighMemoryUsage`, /process_total_memory_bytes/),
  defect('6.2', 'promql/unknown-metric', `${master}/alert/HighErrorRate`, /task_failures_total.*tasks_failed_total/s),
  defect('6.2', 'promql/unknown-metric', `${master}/alert/HighErrorRate`, /tasks_total/),
  defect('6.2', 'alert/single-window-burn', `${master}/alert/HighErrorRate`, /one window of 5m/),
  defect('6.2', 'promql/unknown-metric', 'agent-pool/alert/AgentUnhealthy', /agent_health_status/),
  ...['HighCPUUsage', 'HighMemoryUsage', 'HighLatency', 'HighErrorRate', 'ErrorBudgetBurn'].flatMap((name) => [
    defect('6', 'alert/no-summary', `${master}/alert/${name}`, /has no summary/),
    defect('6', 'alert/no-runbook', `${master}/alert/${name}`, /neither what it means nor what to do/),
  ]),
  defect('6', 'alert/description-names-nothing', `${master}/alert/HighLatency`, /for each instance/),
  defect('6.2', 'alert/no-summary', 'agent-pool/alert/AgentUnhealthy', /has no summary/),
  defect('6.2', 'alert/no-runbook', 'agent-pool/alert/AgentUnhealthy', /neither what it means nor what to do/),
  defect('6', 'environment/no-runbooks-url', 'estate/environment/production', /have no address/),

  defect('7.1', 'panel/removed-type', 'estate/dashboard/system-overview', /CPU Usage is a graph.*timeseries/s),
  defect('7.1', 'panel/removed-type', 'estate/dashboard/system-overview', /Memory Usage is a graph.*timeseries/s),
  defect('7.1', 'panel/removed-type', 'estate/dashboard/system-overview', /Request Rate is a graph.*timeseries/s),
  defect('7.1', 'panel/no-description', 'estate/dashboard/system-overview', /CPU Usage .*has no description/),
  defect('7.1', 'promql/unknown-metric', 'estate/dashboard/system-overview', /process_cpu_seconds_total/),
  defect('7.1', 'promql/unknown-metric', 'estate/dashboard/system-overview', /process_resident_memory_bytes/),
  defect('7.2', 'promql/unknown-metric', 'estate/dashboard/business-metrics', /tasks_total/),
  defect('7.2', 'promql/unknown-metric', 'estate/dashboard/business-metrics', /agent_health_status/),

  defect('8.1', 'promql/unknown-label', `${master}/slo/availability`, /requests_total.*no label `status`/),
  defect('8.1', 'slo/not-event-weighted', `${master}/slo/availability`, /every minute counts the same.*events\(/s),
  defect('8.1', 'slo/window-exceeds-retention', `${master}/slo/availability`, /30d.*15d/),
  defect('8.1', 'slo/quantile-is-no-ratio', `${master}/slo/latency`, /quantile.*not a share of good events.*latency\(/s),
  defect('8.1', 'promql/quantile-without-le', `${master}/slo/latency`, /`le`.*sum by \(le/s),
  defect('8.1', 'slo/window-exceeds-retention', `${master}/slo/latency`, /30d.*15d/),
  defect('8.2', 'promql/unknown-label', `${master}/alert/ErrorBudgetBurn`, /requests_total.*no label `status`/),
  defect('8.2', 'alert/slow-to-fire', `${master}/alert/ErrorBudgetBurn`, /fires 1h late/),
  defect('8.2', 'alert/single-window-burn', `${master}/alert/ErrorBudgetBurn`, /one window of 1h.*slo/s),
];

let built: Built;
beforeAll(async () => {
  built = await build(PROJECT, TODAY);
});

describe('the monitoring plan as it is written', () => {
  test.each(DEFECTS)('section $section: $code at $at says $says', ({ code, at, says }) => {
    const found = built.diagnostics.filter((one) => one.code === code && one.at === at);
    expect(found.map(({ message, fix }) => `${message}\n${fix}`)).toContainEqual(expect.stringMatching(says));
  });

  test('every mistake that is found is known', () => {
    const known = new Set(DEFECTS.map(({ code, at }) => `${code} ${at}`));
    const unknown = built.diagnostics.map(({ code, at }) => `${code} ${at}`).filter((one) => !known.has(one));
    // a name and a type is all the plan says of a metric: sixteen times the same
    const ofMetrics = /^metric\/(no-help|name) /;
    expect(unknown.filter((one) => !ofMetrics.test(one))).toEqual([]);
  });

  test('each has a place in the project and a fix', () => {
    const lacking = built.diagnostics.filter(
      ({ source, fix }) => !fix || !source?.file.startsWith('definitions/') || source.line < 1,
    );
    expect(lacking).toEqual([]);
  });

  test.each(['check', 'generate'])('%s refuses it and writes nothing', async (command) => {
    const { code, err } = await signalbox([command]);
    expect(code).toBe(3);
    expect(err).toContain('32 errors');
    expect(existsSync(`${PROJECT}/generated`)).toBe(false);
  });

  test('what it looks like', async () => {
    const { code, out, err } = await signalbox(['check']);
    const transcript = `$ signalbox check\n${out}${err}exit code ${code}\n`.replaceAll(PROJECT, '.');
    await expect(transcript).toMatchFileSnapshot('phoenix-as-written.txt');
  });
});

async function signalbox(argv: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io: Io = {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    cwd: PROJECT,
    env: {},
    today: TODAY,
    color: false,
    interactive: false,
    signal: new AbortController().signal,
  };
  const code = await run(argv, io);
  return { code, out: out.join(''), err: err.join('') };
}

test('the README counts what the check counts', () => {
  const [readme, told] = ['../../README.md', 'phoenix-as-written.txt'].map((path) =>
    readFileSync(new URL(path, import.meta.url), 'utf8'),
  );
  const [, errors, warnings] = /^(\d+) errors, (\d+) warnings/m.exec(told ?? '') ?? expect.fail('no totals');
  expect(readme).toContain(`${errors} errors and ${warnings} warnings, each with file`);
});
