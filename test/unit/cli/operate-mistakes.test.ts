/** What every command that asks live servers says of a name that is not there, of a wrong duration, of a server that is away, and of nothing. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Project, projectWith } from '../../servers/operate/project.ts';
import { commandsWithTenant } from '../../servers/operate/tenant-commands.ts';
import { howMany } from '../../support/how-many.ts';
import { listening } from '../../support/listening.ts';

interface Row {
  /** What makes it a whole question. */
  readonly args?: readonly string[];
  /** What is not there, and what is said of it; a text says why there is no such thing. */
  readonly unknown: readonly [args: readonly string[], message: string] | string;
  readonly duration: readonly [args: readonly string[], message: string] | string;
  /** What is said where a server has nothing, and how that ends. */
  readonly empty: readonly [code: number, message: RegExp];
}

const SERVICE = [['--service', 'shopp'], 'There is no service shopp: did you mean shop?'] as const;
const SERVICE_NAMED = [['shopp'], 'There is no service shopp: did you mean shop?'] as const;
const SINCE = [['--since', 'soon'], '`--since soon` is no duration.'] as const;
const METRIC = [['queue_lod'], 'There is no metric queue_lod: did you mean queue_load?'] as const;
const ONE_MOMENT = 'it asks about one moment';
const ANY_ID = 'an id is whatever somebody gave it';

const TABLE: Readonly<Record<string, Row>> = {
  'alerts ack': {
    args: ['Stuck', '--by', 'me', '--reason', 'r'],
    unknown: [['Stuk', '--by', 'me', '--reason', 'r'], 'fires'],
    duration: [['Stuck', '--by', 'me', '--reason', 'r', '--for', 'soon'], 'soon'],
    empty: [2, /fires/],
  },
  'alerts history': { unknown: SERVICE, duration: SINCE, empty: [0, /No alert|no alert|Nothing|fired/i] },
  'alerts list': {
    unknown: [['--state', 'firin'], 'did you mean firing?'],
    duration: ONE_MOMENT,
    empty: [0, /[Nn]o alert/],
  },
  'alerts send-test': {
    args: ['crew/ticket', '--by', 'me', '--yes'],
    unknown: [['crew/tickt', '--by', 'me', '--yes'], 'did you mean'],
    duration: [['crew/ticket', '--by', 'me', '--yes', '--lasts', 'soon'], 'soon'],
    empty: [0, /.*/],
  },
  'alerts unack': {
    args: ['Stuck', '--by', 'me'],
    unknown: 'an alert that nobody has acknowledged is nothing to end',
    duration: ONE_MOMENT,
    empty: [0, /Nobody has acknowledged it/],
  },
  anomalies: {
    unknown: [['--metric', 'queue_lod'], METRIC[1]],
    duration: [['--history', 'soon'], 'soon'],
    empty: [0, /./],
  },
  'baseline compare': {
    args: ['kept'],
    unknown: [['kep'], 'did you mean kept?'],
    duration: [['kept', '--since', 'soon'], 'soon'],
    empty: [0, /1 gone/],
  },
  'baseline save': {
    args: ['b'],
    unknown: [['b', '--metric', 'queue_lod'], METRIC[1]],
    duration: [['b', '--since', 'soon'], 'soon'],
    empty: [2, /Nothing is measured there/],
  },
  capacity: {
    args: ['queue_load', '--limit', '5'],
    unknown: [['queue_lod', '--limit', '5'], METRIC[1]],
    duration: [['queue_load', '--limit', '5', '--within', 'soon'], 'soon'],
    empty: [2, /There is no metric queue_load/],
  },
  correlate: {
    args: ['queue_load'],
    unknown: METRIC,
    duration: [['queue_load', '--lag', 'soon'], 'soon'],
    empty: [2, /There is no metric queue_load/],
  },
  gate: {
    args: ['--max-burn', '2'],
    unknown: [['--slo', 'shop/bux'], 'There is no SLO shop/bux: did you mean shop/buy?'],
    duration: [['--since-deploy', 'soon'], 'soon'],
    empty: [7, /./],
  },
  health: { unknown: SERVICE, duration: ONE_MOMENT, empty: [0, /./] },
  incidents: { unknown: SERVICE, duration: SINCE, empty: [0, /No alert has fired in that time/] },
  logs: { unknown: SERVICE, duration: SINCE, empty: [0, /There are no lines of any service/] },
  metrics: { unknown: METRIC, duration: SINCE, empty: [0, /./] },
  query: {
    args: ['up'],
    unknown: [['up', '--language', 'promq'], 'did you mean promql?'],
    duration: [['up', '--since', 'soon'], 'soon'],
    empty: [0, /[Nn]oth|[Nn]o /],
  },
  recommend: {
    unknown: [['--kind', 'bucket'], 'There is no kind bucket: did you mean buckets?'],
    duration: SINCE,
    empty: [0, /./],
  },
  report: {
    unknown: SERVICE,
    duration: [['--every', 'soon', '--into', 'x'], 'soon'],
    empty: [0, /Nothing was measured/],
  },
  sampling: { unknown: SERVICE, duration: [['--per', 'soon'], 'soon'], empty: [0, /./] },
  slo: {
    unknown: [['shop/bux'], 'There is no SLO shop/bux: did you mean shop/buy?'],
    duration: [['--period', 'soon'], 'soon'],
    empty: [0, /No error budget is recorded/],
  },
  'traces bottlenecks': {
    unknown: SERVICE,
    duration: [['--slower-than', 'soon'], 'soon'],
    empty: [0, /No trace is like that/],
  },
  'traces causation': {
    args: ['k'],
    unknown: ANY_ID,
    duration: [['k', '--since', 'soon'], 'soon'],
    empty: [0, /No trace has the correlation id k/],
  },
  'traces critical-path': {
    args: ['a1'],
    unknown: [['xyz'], 'is no id of a trace'],
    duration: ONE_MOMENT,
    empty: [0, /There is no trace a1/],
  },
  'traces errors': {
    args: ['a1'],
    unknown: [['xyz'], 'is no id of a trace'],
    duration: ONE_MOMENT,
    empty: [0, /There is no trace a1/],
  },
  'traces search': {
    unknown: SERVICE,
    duration: [['--slower-than', 'soon'], 'soon'],
    empty: [0, /No trace is like that/],
  },
  'traces show': {
    args: ['a1'],
    unknown: [['xyz'], 'is no id of a trace'],
    duration: ONE_MOMENT,
    empty: [0, /There is no trace a1/],
  },
  'versions advice': { unknown: SERVICE_NAMED, duration: SINCE, empty: [0, /Nothing to do about versions/] },
  'versions compare': {
    args: ['shop'],
    unknown: SERVICE_NAMED,
    duration: [['shop', '--since', 'soon'], 'soon'],
    empty: [0, /No instance of shop changed/],
  },
  'versions compatibility': {
    unknown: SERVICE_NAMED,
    duration: SINCE,
    empty: [0, /No trace since .* has a call/],
  },
  'versions transitions': { unknown: SERVICE_NAMED, duration: SINCE, empty: [0, /No instance changed/] },
  'versions usage': { unknown: SERVICE_NAMED, duration: SINCE, empty: [0, /No instance told its version/] },
  'workflows active': { unknown: ANY_ID, duration: ONE_MOMENT, empty: [0, /Nothing tells of workflows/] },
  'workflows recent': { unknown: SERVICE, duration: SINCE, empty: [0, /No execution is like that/] },
  'workflows stats': { unknown: ANY_ID, duration: SINCE, empty: [0, /Nothing tells of workflows/] },
  'workflows steps': { unknown: ANY_ID, duration: SINCE, empty: [0, /Nothing tells of workflows/] },
};

const DEFINITIONS = (urls: Readonly<Record<string, string>>) => `
import { head, traces, alertmanager, counter, environment, events, files, gauge, info, loki, prometheus, routing, secret, service, slack, slo, target, team, tempo, text, tier } from 'signalbox';
const crew = team({ name: 'crew', page: slack({ channel: '#a', apiUrl: secret.file('s') }), ticket: slack({ channel: '#b', apiUrl: secret.file('s') }) });
export const routes = routing({ fallback: crew.ticket });
const build = info({ name: 'build_info', help: 'What runs.', labels: { version: text() } });
const requests = counter({ name: 'requests_total', help: 'Requests.' });
const errors = counter({ name: 'errors_total', help: 'Failures.' });
const load = gauge({ name: 'queue_load', help: 'Load.' });
export const shop = service({ name: 'shop', owner: crew, metrics: [requests, errors, load, build], scrape: { port: 1 } });
export const spans = traces({ service: shop, propagation: ['tracecontext'], sampling: head({ ratio: '1%' }) });
export const buy = slo({ service: shop, name: 'buy', objective: '99%', window: '7d', sli: events({ total: requests, bad: errors }), alerts: [tier({ severity: 'warning', spend: '15%', within: '1d' })] });
const at = (name, url) => target({
  name,
  environment: environment({
    name,
    prometheus: prometheus({ version: '3.15' }),
    alertmanager: alertmanager({ version: '0.34' }),
    loki: loki({ version: '3.7', url }),
    tempo: tempo({ version: '3.0', url }),
    runbooks: 'https://runbooks.example.org',
  }),
  prometheus: files({ to: 'out/' + name + '/p', reload: url }),
  alertmanager: files({ to: 'out/' + name + '/a', reload: url }),
});
${Object.entries(urls)
  .map(([name, url]) => `export const ${name} = at('${name}', '${url}');`)
  .join('\n')}
`;

const listen = listening();
let project: Project;
beforeAll(async () => {
  const known = await listen.http((request, response) => answer(String(request.url), response, ['queue_load', 'requests_total']));
  const empty = await listen.http((request, response) => answer(String(request.url), response, []));
  const page = await listen.http((request, response) => {
    request.resume();
    response.setHeader('content-type', 'text/html');
    response.end('<html><body>Sign in</body></html>');
  });
  const nan = await listen.http((request, response) => answer(String(request.url), response, ['queue_load'], 'NaN'));
  project = await projectWith(DEFINITIONS({ known, empty, page, nan, away: 'http://127.0.0.1:9' }));
  await project.signalbox('baseline', 'save', 'kept', '--target', 'known', '--query', 'queue_load');
}, 60_000);
afterAll(async () => {
  await listen.stop();
  await project?.remove();
});

/** All four servers in one, with nothing but the names of some metrics. */
function answer(
  url: string,
  response: { end(text: string): void; setHeader(name: string, value: string): void },
  names: readonly string[],
  said?: string,
): void {
  const at = Math.floor(Date.now() / 1000);
  const series = names.map((name) => ({ metric: { __name__: name } }));
  const points = Array.from({ length: 200 }, (_, index) => [at - index * 60, said ?? String(index)]).reverse();
  const body = () => {
    if (url.startsWith('/api/v1/query_range'))
      return { data: { resultType: 'matrix', result: series.slice(0, 1).map((one) => ({ ...one, values: points })) } };
    if (url.startsWith('/api/v1/query'))
      return { data: { resultType: 'vector', result: series.map((one) => ({ ...one, value: [at, said ?? '1'] })) } };
    // where it was asked for lines too
    if (url.startsWith('/loki/') && said !== undefined)
      return { data: { resultType: 'vector', result: [{ metric: { service_name: 'x' }, value: [at, said] }] } };
    if (url.startsWith('/loki/')) return { data: { resultType: 'streams', result: [] } };
    if (url.startsWith('/api/search')) return { traces: [] };
    if (url.startsWith('/api/v2/traces')) return { trace: {} };
    return url.startsWith('/api/v2/') ? [] : { data: {} };
  };
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body()));
}

const run = (name: string, args: readonly string[], target: string) =>
  project.signalbox(...name.split(' '), ...args, '--target', target);

test('every command that asks live servers is in the table', async () => {
  expect(Object.keys(TABLE).sort()).toEqual(await commandsWithTenant());
}, 60_000);

const TRIED = Object.entries(TABLE).filter((_, index) => index % howMany(3, 1) === 0);

describe.each(TRIED)('signalbox %s', (name, row) => {
  test.skipIf(typeof row.unknown === 'string')('of a name that is not there', async () => {
    const [args, message] = row.unknown;
    const { code, err, out } = await run(name, args as readonly string[], 'known');
    expect([code, out, err]).toEqual([2, '', expect.stringContaining(String(message))]);
  });

  test.skipIf(typeof row.duration === 'string')('of a duration that is none', async () => {
    const [args, message] = row.duration;
    const { code, err, out } = await run(name, args as readonly string[], 'known');
    expect([code, out, err]).toEqual([2, '', expect.stringContaining(String(message))]);
  });

  test('of a server that is away', async () => {
    const { code, err, out } = await run(name, row.args ?? [], 'away');
    expect([code, out, err]).toEqual([4, '', expect.stringMatching(/127\.0\.0\.1:9.*cannot be reached/)]);
  });

  test('of a server that has nothing, and nothing about what `check` would say', async () => {
    const [code, message] = row.empty;
    const said = await run(name, row.args ?? [], 'empty');
    expect(said.err).not.toContain('signalbox check');
    expect([said.code, `${said.out}${said.err}`]).toEqual([code, expect.stringMatching(message)]);
  });

  test('of what contradicts itself, or is empty', async () => {
    const help = (await project.signalbox(...name.split(' '), '--help')).out;
    const tries: readonly (readonly [option: string, args: readonly string[], message: string])[] = [
      ['--target', ['--target', 'empty'], '--target was written twice'],
      ['--format', ['--json', '--format', 'csv'], '`--json` and `--format csv` are two forms: write one.'],
      ['--format', ['--format', ''], 'The name of the format is empty. There are: table'],
      ['--time-zone', ['--time-zone', ''], 'The time zone is empty.'],
      ['--tenant', ['--tenant', ''], 'is no name of one tenant'],
      ['--since', ['--since', '99999y'], 'That begins before 1970'],
      ['--since', ['--since', '-5m'], 'is no duration'],
      ['--from', ['--from', 'now-1h', '--to', 'now-2h'], 'is not before'],
      ['--from', ['--from', 'now-1h', '--since', '2h'], 'cannot be used with'],
      ['--to', ['--to', ''], 'is no time'],
      ['--to', ['--to', '2999-01-01T00:00:00Z'], '`--to 2999-01-01T00:00:00Z` is a time to come: nothing is known of it yet.'],
      ['--prometheus', ['--prometheus', ''], 'is no address of a server'],
    ];
    for (const [option, args, message] of tries) {
      if (!new RegExp(`${option} <`).test(help)) continue;
      const { code, err, out } = await run(name, [...(row.args ?? []), ...args], 'known');
      expect([args, code, out, err]).toEqual([args, 2, '', expect.stringContaining(message)]);
    }
  });

  test('of a server that answers with a web page, or with no number', async () => {
    const said = await run(name, row.args ?? [], 'page');
    expect([said.code, said.out, said.err]).toEqual([4, '', expect.stringContaining('a web page')]);
    const nan = await run(name, row.args ?? [], 'nan');
    expect([0, 2, 4, 7]).toContain(nan.code);
    // what was asked for as it is, and how many series there are, are told as they were answered
    if (name !== 'query' && name !== 'metrics') expect(`${nan.out}${nan.err}`).not.toMatch(/NaN|undefined/);
  });
});
