// How long 200, 2,000 and 20,000 SLOs take from definitions to files, how much memory, and that both grow linearly; up to 2,000 with
// `--quick`. Prints ratios; asserts nothing about time.
import { inOwnProcesses, measureCompile, printSizes } from './measure.mjs';

const SIZES = process.argv.includes('--quick') ? [200, 500, 2000] : [200, 2000, 20_000];
const PER_SERVICE = 4;
const [, , size] = process.argv;
if (size === undefined || size === '--quick') printSizes('SLOs', SIZES, inOwnProcesses(import.meta.url, SIZES));
else await measureCompile(await estateOf(PER_SERVICE), await estateOf(Number(size)));

/** Services with an SLO each of requests, of tasks, of latency, and a second objective of requests. */
async function estateOf(slos) {
  const {
    alertmanager,
    counter,
    environment,
    events,
    histogram,
    latency,
    oneOf,
    prometheus,
    routing,
    secret,
    service,
    slo,
    team,
    webhook,
  } = await import('signalbox');
  const pager = webhook({ url: secret.file('pager') });
  const owner = team({ name: 'platform', page: pager, ticket: pager });
  const services = Array.from({ length: slos / PER_SERVICE }, (_, index) => {
    const requests = counter({ name: 'requests_total', help: 'Requests.', labels: { code: oneOf('2xx', '5xx') } });
    const tasks = counter({ name: 'tasks_total', help: 'Tasks.' });
    const failures = counter({ name: 'task_failures_total', help: 'Tasks that failed.' });
    const duration = histogram({ name: 'duration_seconds', help: 'Time.', unit: 'seconds', buckets: [0.1, 0.5, 1] });
    const metrics = [requests, tasks, failures, duration];
    const own = service({ name: `service-${index}`, owner, tier: 1, metrics, scrape: { port: 9464 } });
    const common = { service: own, window: '30d' };
    const answered = events({ total: requests, bad: requests.where({ code: '5xx' }) });
    return [
      own,
      slo({ ...common, name: 'requests', objective: '99.9%', sli: answered }),
      slo({ ...common, name: 'requests-promised', objective: '99.5%', sli: answered }),
      slo({ ...common, name: 'tasks', objective: '99%', sli: events({ total: tasks, bad: failures }) }),
      slo({ ...common, name: 'latency', objective: '99%', sli: latency({ of: duration, under: '500ms' }) }),
    ];
  });
  const production = environment({
    name: 'production',
    prometheus: prometheus({ version: '3.15', retention: '45d' }),
    alertmanager: alertmanager({ version: '0.34' }),
    runbooks: 'https://runbooks.example.org',
  });
  return { owner, services, production, routes: routing({ fallback: owner.ticket }) };
}
