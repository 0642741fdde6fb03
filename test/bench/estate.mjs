// An estate of any number of services, each as large as Phoenix's master: 13 metrics, 2 SLOs, 3 alerts, 1 dashboard.
import {
  alert,
  alertmanager,
  counter,
  dashboard,
  environment,
  events,
  gauge,
  grafana,
  histogram,
  latency,
  oneOf,
  panel,
  prometheus,
  promql,
  routing,
  secret,
  section,
  service,
  slack,
  slo,
  system,
  team,
  text,
  webhook,
} from 'signalbox';

/** `edited`: one alert of the first service waits longer. */
export function estateOf(count, edited = false) {
  const platform = team({
    name: 'platform',
    page: webhook({ url: secret.file('pager') }),
    ticket: slack({ channel: '#platform', apiUrl: secret.file('slack') }),
  });
  const systems = Array.from({ length: Math.ceil(count / 5) }, (_, index) =>
    system({ name: `system-${index}`, owner: platform }),
  );
  return {
    platform,
    routes: routing({ fallback: platform.ticket }),
    production: environment({
      name: 'production',
      prometheus: prometheus({ version: '3.15', retention: '45d' }),
      alertmanager: alertmanager({ version: '0.34' }),
      grafana: grafana({ version: '12.4', url: 'https://grafana.example.org' }),
      runbooks: 'https://runbooks.example.org',
    }),
    services: Array.from({ length: count }, (_, index) =>
      serviceOf(`service-${index}`, systems[Math.floor(index / 5)], edited && index === 0 ? '6m' : '5m'),
    ),
  };
}

function serviceOf(name, owner, wait) {
  const labels = { route: text({ series: 20 }), status: oneOf('2xx', '3xx', '4xx', '5xx') };
  const seconds = { unit: 'seconds', buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5] };
  const requests = counter({ name: 'requests_total', help: 'Requests.', labels });
  const duration = histogram({
    name: 'request_duration_seconds',
    help: 'Time to answer.',
    ...seconds,
    labels: { route: labels.route },
  });
  const failed = counter({ name: 'tasks_failed_total', help: 'Tasks that failed.' });
  const completed = counter({ name: 'tasks_completed_total', help: 'Tasks that ended well.' });
  const memory = gauge({ name: 'memory_usage_bytes', help: 'Memory in use.', unit: 'bytes' });
  const limit = gauge({ name: 'memory_limit_bytes', help: 'Memory allowed.', unit: 'bytes' });
  const more = Array.from({ length: 7 }, (_, index) => gauge({ name: `open_things_${index}`, help: 'Things open.' }));
  const own = service({
    name,
    system: owner,
    tier: 1,
    metrics: [requests, duration, failed, completed, memory, limit, ...more],
    scrape: { port: 9464 },
  });
  const common = {
    service: own,
    severity: 'warning',
    for: wait,
    summary: 'Something is wrong.',
    runbook: { impact: 'Users wait.', steps: ['Look.'] },
  };
  return {
    own,
    availability: slo({
      service: own,
      name: 'availability',
      objective: '99.9%',
      window: '30d',
      sli: events({ total: requests, bad: requests.where({ status: '5xx' }) }),
    }),
    fast: slo({ service: own, name: 'latency', objective: '99%', window: '30d', sli: latency({ of: duration, under: '500ms' }) }),
    memoryHigh: alert({ ...common, name: 'MemoryHigh', when: promql`${memory} / ${limit} > ${'85%'}` }),
    tasksFail: alert({
      ...common,
      name: 'TasksFail',
      when: promql`sum(rate(${failed}[10m])) > 2 * sum(rate(${completed}[10m]))`,
    }),
    restarts: alert({ ...common, name: 'NothingDone', when: promql`sum(increase(${completed}[30m])) == 0` }),
    board: dashboard({
      name: 'overview',
      title: name,
      service: own,
      sections: [
        section({
          title: 'Work',
          panels: [
            panel.timeseries({ title: 'Requests', show: requests }),
            panel.timeseries({ title: 'Memory', show: memory }),
            panel.heatmap({ title: 'Latency', show: duration }),
          ],
        }),
      ],
    }),
  };
}
