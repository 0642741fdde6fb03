import type { Filled } from './filled-prometheus.ts';

const STEP = 15;
const WEEK_STEP = 120;
/** The data goes on beyond the moment of the test, for commands that ask about now. */
const AHEAD_SECONDS = 1800;
const BACK_SECONDS = 7200;
const WEEK_SECONDS = 8 * 86_400;

/** What two tenants send to one Prometheus: the same names with other values, so that whatever is mixed shows. */
export function recordedOf(tenant: 'acme' | 'globex', at: number): Filled[] {
  const [own, other] = tenant === 'acme' ? [1, 0] : [3, 1];
  // a server names the other one first: who takes the first series takes the wrong one
  const labels = `tenant="${tenant}",job="shop",instance="${other ? 'a' : 'b'}"`;
  const of = (name: string, more: string, value: (index: number) => number | undefined, stepSeconds = STEP): Filled => {
    const back = stepSeconds === STEP ? BACK_SECONDS : WEEK_SECONDS;
    const values = Array.from({ length: (back + AHEAD_SECONDS) / stepSeconds }, (_, index) => value(index));
    return { series: `${name}{${labels}${more && `,${more}`}}`, from: at - back, stepSeconds, values };
  };
  const rising = (by: number) => (index: number) => index * by * own;
  const level = (value: number) => () => value;
  const half = BACK_SECONDS / STEP / 2;
  const slo = 'slo="shop/buy",service="shop"';
  const budget = (name: string, value: number) => of(name, slo, level(value), WEEK_STEP);
  /** Steps before the end of what is asked about. */
  const lately = (WEEK_SECONDS - 1500) / WEEK_STEP;
  return [
    of('requests_total', 'code="2xx"', rising(95)),
    of('requests_total', 'code="5xx"', rising(5 + 20 * other)),
    of('request_duration_seconds_bucket', 'le="0.1"', rising(50 - 40 * other)),
    of('request_duration_seconds_bucket', 'le="1.0"', rising(90)),
    of('request_duration_seconds_bucket', 'le="+Inf"', rising(100)),
    of('build_info', 'version="1.0.0"', (index) => (index < half ? 1 : undefined)),
    of('build_info', `version="${tenant === 'acme' ? '1.1.0' : '9.9.9'}"`, (index) => (index < half ? undefined : 1)),
    of('up', '', level(1 - other)),
    of('ALERTS', `alertname="Stuck",alertstate="firing",service="shop",severity="critical",part="${tenant}"`, (index) => (index > half && index < half + 40 * own ? 1 : undefined)), // biome-ignore format: one thing
    of('queue_load', '', (index) => 100 + (index % 7) + (other && index > lately ? 900 : 0), WEEK_STEP),
    budget('slo:sli_total:increase5m', 100 * own),
    budget('slo:sli_bad:increase5m', own * own),
    budget('slo:error_budget:increase5m', own),
    budget('slo:error_budget:remaining_ratio', 0.8 - 0.9 * other),
    budget('slo:error_budget:burn_rate', 0.5 + 5 * other),
    budget('slo:deploy_freeze:state', other),
    of('workflow_executions_total', 'workflow="order",status="completed"', rising(9)),
    of('workflow_executions_total', 'workflow="order",status="failed"', rising(1)),
    of('workflow_executions_active', 'workflow="order"', level(4 * own)),
    of('workflow_steps_total', 'workflow="order",step="pay",outcome="ok"', rising(9)),
    of('workflow_steps_total', 'workflow="order",step="pay",outcome="error"', rising(1 + other)),
    ...(other ? [of('globex_only', '', level(1))] : []),
  ];
}

/** One shop, as both tenants run it. */
export const DEFINITIONS = `
import { alertmanager, budgetPolicy, counter, environment, events, files, freezeDeploys, gauge, head, histogram, info, oneOf, prometheus, routing, secret, service, slack, slo, state, target, team, text, traces } from 'signalbox';
const crew = team({ name: 'crew', page: slack({ channel: '#a', apiUrl: secret.file('s') }), ticket: slack({ channel: '#b', apiUrl: secret.file('s') }) });
export const routes = routing({ fallback: crew.ticket });
const requests = counter({ name: 'requests_total', help: 'Requests.', labels: { code: oneOf('2xx', '5xx') } });
const duration = histogram({ name: 'request_duration_seconds', help: 'Time.', unit: 'seconds', buckets: [0.1, 1] });
const load = gauge({ name: 'queue_load', help: 'Load.' });
const build = info({ name: 'build_info', help: 'What runs.', labels: { version: text() } });
export const shop = service({ name: 'shop', owner: crew, metrics: [build, requests, duration, load], scrape: { port: 1 } });
export const buy = slo({ service: shop, name: 'buy', objective: '99%', window: '7d', sli: events({ total: requests, bad: requests.where({ code: '5xx' }) }) });
export const policy = budgetPolicy({ for: [buy], states: [state({ below: '10%', do: [freezeDeploys()] })] });
export const spans = traces({ service: shop, propagation: ['tracecontext'], sampling: head({ ratio: '1%' }) });
const here = environment({ name: 'here', prometheus: prometheus({ version: '3.15', retention: '90d' }), alertmanager: alertmanager({ version: '0.34' }), runbooks: 'https://runbooks.example.org' });
export const live = target({ name: 'live', environment: here, prometheus: files({ to: 'out/prometheus' }), alertmanager: files({ to: 'out/alertmanager', reload: 'ALERTMANAGER' }) });
`;
