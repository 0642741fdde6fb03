/** What the servers remember of the CQRS framework and of the workflow engine: a week that was well, with a bad hour of today. */

import type { Filled } from '../operate/filled-prometheus.ts';
import type { Pushed } from '../operate/logs-project.ts';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const STRETCH = 300;
/** Answered from a little before the end to a little after, so that every question of that time finds it. */
const LIVE = { from: -10 * MINUTE, step: 15, count: 41 };

interface Shape {
  readonly from: number;
  readonly step: number;
  readonly count: number;
}
const series = (now: number, name: string, { count, from, step }: Shape, valueAt: (seconds: number) => number): Filled => ({
  series: name,
  from: now + from,
  stepSeconds: step,
  values: Array.from({ length: count }, (_, index) => valueAt(from + index * step)),
});

/** Samples up to this second. */
export function samplesUntil(now: number): Filled[] {
  return [...healthOf(now), ...objectivesOf(now), ...oddOf(now), ...workflowsOf(now)];
}

function healthOf(now: number): Filled[] {
  const state = (component: string, worst: string) =>
    ['healthy', 'degraded', 'unhealthy'].map((one) =>
      series(
        now,
        `component_health_status{job="user-service",instance="u1:9464",component="${component}",component_health_status="${one}"}`,
        LIVE,
        () => (one === worst ? 1 : 0),
      ),
    );
  const up = ['user-service', 'automatosx-engine'].map((job) =>
    series(now, `up{job="${job}",instance="u1:9464"}`, LIVE, () => 1),
  );
  return [...up, ...state('database', 'degraded'), ...state('event-store', 'healthy')];
}

/** A hundred events each five minutes; in the bad hour, five hours ago, so many of them were bad. */
function objectivesOf(now: number): Filled[] {
  const week = { from: -7 * DAY + STRETCH, step: STRETCH, count: (7 * DAY) / STRETCH };
  const of = (slo: string, budget: number, bad: number, labels = '') => {
    const recorded = (name: string, valueAt: (seconds: number) => number) =>
      series(now, `slo:${name}{slo="user-service/${slo}"${labels}}`, week, valueAt);
    return [
      recorded('sli_total:increase5m', () => 100),
      recorded('sli_bad:increase5m', (at) => (at > -6 * HOUR && at <= -5 * HOUR ? bad : 0)),
      recorded('error_budget:increase5m', () => 100 * budget),
      recorded('error_budget:burn_rate', () => 0.5),
      recorded('error_budget:remaining_ratio', () => 0.8),
    ];
  };
  return [
    ...of('command-availability', 0.001, 1),
    ...of('query-latency', 0.05, 60),
    ...of('event-throughput', 0.01, 0),
    ...of('data-freshness', 0.01, 0, ',projection="users"'),
    ...of('user-registration-latency', 0.05, 0),
  ];
}

/** Ten commands a second, and a hundred in the bad hour; queries take a tenth of a second, and two then. */
function oddOf(now: number): Filled[] {
  const days = { from: -8 * DAY, step: MINUTE, count: (8 * DAY) / MINUTE + 1 };
  const bad = (at: number) => Math.min(Math.max(at + 6 * HOUR, 0), HOUR);
  const counted = (name: string, rate: number, more: number) =>
    series(now, name, days, (at) => Math.round((at + 8 * DAY) * rate + bad(at) * more));
  const label = 'job="user-service",query="UserById"';
  const bucket = (le: string, rate: number, more: number) =>
    counted(`cqrs_query_duration_seconds_bucket{${label},le="${le}"}`, rate, more);
  return [
    counted('cqrs_commands_total{job="user-service",command="RegisterUser",outcome="ok"}', 10, 90),
    bucket('0.1', 19, -19),
    bucket('0.25', 20, -20),
    bucket('2.5', 20, 0),
    bucket('+Inf', 20, 0),
    counted(`cqrs_query_duration_seconds_count{${label}}`, 20, 0),
    counted(`cqrs_query_duration_seconds_sum{${label}}`, 2, 38),
  ];
}

function workflowsOf(now: number): Filled[] {
  const hours = { from: -2 * HOUR, step: 15, count: (2 * HOUR) / 15 + 1 };
  const of = (tenant: string, each: number) => {
    const labels = `workflow="code-review",tenant="${tenant}"`;
    const rising = (name: string, by: number) => series(now, name, hours, (at) => ((at + 2 * HOUR) / 15) * by * each);
    const ended = (status: string, by: number) => rising(`workflow_executions_total{${labels},status="${status}"}`, by);
    return [
      ended('completed', 9),
      ended('failed', 1),
      ended('cancelled', 2),
      ...['1', '5', '+Inf'].map((le) =>
        rising(`workflow_execution_duration_seconds_bucket{${labels},le="${le}"}`, le === '1' ? 0 : 12),
      ),
      rising(`workflow_execution_duration_seconds_sum{${labels}}`, 30),
      rising(`workflow_execution_duration_seconds_count{${labels}}`, 12),
      rising(`workflow_tokens_total{${labels},step="summary"}`, 1500),
      rising(`workflow_cost_usd_total{${labels},step="summary"}`, 0.003),
      series(now, `workflow_executions_active{${labels}}`, LIVE, () => 3 * each),
      series(now, `workflow_queue_length{${labels}}`, LIVE, () => each),
    ];
  };
  return [...of('acme', 2), ...of('globex', 1)];
}

/** Lines up to this second: of the users' service, and of two executions. */
export function linesUntil(now: number): Pushed[] {
  const at = (secondsAgo: number) => (now - secondsAgo) * 1000;
  const app = (secondsAgo: number, level: string, message: string): Pushed => ({
    labels: { service_name: 'user-service', stream: 'app', level },
    at: at(secondsAgo),
    line: JSON.stringify({ level, message, correlation_id: 'c-17' }),
  });
  const event = (secondsAgo: number, execution_id: string, message: string, more: object = {}): Pushed => ({
    labels: { service_name: 'automatosx-engine', stream: 'executions', level: 'info', tenant: 'acme' },
    at: at(secondsAgo),
    line: JSON.stringify({ message, execution_id, workflow: 'code-review', user_id: 'alice', ...more }),
  });
  return [
    app(5400, 'error', 'the event store did not answer'),
    app(1200, 'info', 'user registered'),
    app(900, 'error', 'cannot reach the mail server: timeout'),
    app(600, 'warn', 'a projection lags'),
    event(300, 'x1', 'workflow.started'),
    event(298, 'x1', 'workflow.step.completed', { step: 'security_audit', seconds: 1.4, tokens: 1500, cost: 0.003 }),
    event(296, 'x1', 'workflow.completed', { seconds: 2.5 }),
    event(120, 'x2', 'workflow.started'),
    event(115, 'x2', 'workflow.step.failed', { step: 'quality_analysis', error: 'out of tokens' }),
    event(114, 'x2', 'workflow.failed', { seconds: 6, error: 'out of tokens' }),
  ];
}
