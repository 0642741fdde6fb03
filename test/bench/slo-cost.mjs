// What the rules of 100 SLOs of thirty days read at an evaluation, on a real Prometheus, against the published methods of Sloth and
// Pyrra on the same data. `node test/bench/slo-cost.mjs`; needs promtool and a Docker engine; a few minutes.
//
// How many samples a query reads follows from how dense the series are, not from what they say. So the data is thirty full days of ONE
// SLO (20 series a side every 15 s, and every recording at the pace of its group); that the rules of the 100 differ in nothing but
// the name of the service is asserted, and what one reads is counted by the server's own query statistics, rule by rule.
import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { load } from 'js-yaml';
import {
  alertmanager,
  counter,
  environment,
  events,
  oneOf,
  prometheus,
  routing,
  secret,
  service,
  slo,
  system,
  team,
  text,
  webhook,
} from 'signalbox';
import { compileModule } from 'signalbox/program';
import { backfill } from './slo/backfill.mjs';

const IMAGE = 'prom/prometheus:v3.15.0';
const SLOS = 100;
const DAYS = 30;
const SCRAPE = 15;
/** How often Prometheus evaluates a group that says nothing, which is what Sloth's say. */
const DEFAULT_EVERY = 60;
const END = Date.parse('2026-11-01T00:00:00Z') / 1000;
const BEGIN = END - DAYS * 86_400 - 7200;
const INSTANT_FROM = END - 240;
const CODES = ['200', '404', '500', '503'];
const WIDE = CODES.flatMap((code) => [1, 2, 3, 4, 5].map((instance) => ({ code, instance })));
const SIZES = [
  { what: '20 series a side', name: 'wide', series: WIDE, slos: SLOS },
  { what: '1 series a side', name: 'single', series: WIDE.slice(0, 1), slos: SLOS },
];

const { pyrraRules, slothRules } = await published();
const sizes = SIZES.map((size) => ({ ...size, methods: methodsOf(size) }));
const folder = await mkdtemp(join(tmpdir(), 'signalbox-slo-cost-'));
let container;
try {
  console.error(`Writing ${DAYS} days of data …`);
  await backfill(sizes.flatMap(seriesOf), { begin: BEGIN, end: END, folder });
  const url = await start();
  for (const size of sizes) await report(size, url);
} finally {
  if (container) spawnSync('docker', ['rm', '--force', '--volumes', container]);
  await rm(folder, { recursive: true, force: true });
}

/** The other methods' rules, which the tests compare answers with. */
async function published() {
  const outdir = await mkdtemp(join(tmpdir(), 'signalbox-bench-'));
  const outfile = join(outdir, 'published.mjs');
  await build({ entryPoints: ['test/conformance/slo/published.ts'], platform: 'node', format: 'esm', outfile });
  const module = await import(pathToFileURL(outfile).href);
  await rm(outdir, { recursive: true });
  return module;
}

function methodsOf({ name }) {
  const slo = {
    id: name,
    total: `http_requests_total{job="${name}-0"}`,
    bad: `http_failures_total{job="${name}-0"}`,
    objective: 0.999,
    period: DAYS,
  };
  return [
    { name: 'signalbox', rules: oursOf(name) },
    { name: 'Sloth', rules: slothRules(slo) },
    { name: 'Pyrra', rules: pyrraRules(slo) },
  ];
}

/** The generated rules of the first of 100 SLOs, each of a service of its own. */
function oursOf(name) {
  const built = compileModule(estateOf(name), '2026-11-21');
  const problem = built.diagnostics.find((one) => one.severity === 'error');
  if (problem) throw new Error(JSON.stringify(problem));
  const files = built.artifacts.filter(({ path }) => /\.slo\.availability\.yaml$/.test(path));
  const texts = files.map(({ text: content }) => content.replaceAll(new RegExp(`${name}-\\d+`, 'g'), `${name}-0`));
  if (texts.length !== SLOS || new Set(texts).size !== 1) throw new Error('the rules of the SLOs differ in more than the name');
  return load(texts[0]).groups.flatMap(({ interval, rules }) =>
    rules.map((rule) => ({ ...rule, everySeconds: { '30s': 30, '5m': 300 }[interval] })),
  );
}

function estateOf(name) {
  const labels = { code: oneOf(...CODES) };
  const pager = webhook({ url: secret.file('pager') });
  const owner = team({ name: 'platform', page: pager, ticket: pager });
  const shop = system({ name: 'shop', owner });
  const total = counter({ name: 'http_requests_total', help: 'Requests.', labels });
  const bad = counter({ name: 'http_failures_total', help: 'Requests that failed.', labels: { code: text({ series: 4 }) } });
  const services = Array.from({ length: SLOS }, (_, index) => {
    const own = service({ name: `${name}-${index}`, system: shop, tier: 2, metrics: [total, bad], scrape: { port: 9464 } });
    const sli = events({ total, bad });
    return { own, availability: slo({ service: own, name: 'availability', objective: '99.9%', window: '30d', sli }) };
  });
  const production = environment({
    name: 'production',
    prometheus: prometheus({ version: '3.15', retention: '45d' }),
    alertmanager: alertmanager({ version: '0.34' }),
    runbooks: 'https://runbooks.example.org',
  });
  return { owner, services, production, routes: routing({ fallback: owner.ticket }) };
}

/** The scraped series, and what each method records: all thirty days of what a range reads, the last minutes of the rest. */
function seriesOf({ name, series, methods }) {
  const scraped = ['http_requests_total', 'http_failures_total'].flatMap((metric) =>
    series.map(({ code, instance }) => ({
      text: `${metric}{job="${name}-0",instance="${instance}:9464",code="${code}"}`,
      every: SCRAPE,
      value: 0,
      step: 3,
    })),
  );
  return [
    ...scraped,
    ...methods.flatMap(({ rules }) => rules.filter(({ record }) => record).map((rule) => recordedBy(rule, rules))),
  ];
}

function recordedBy({ record, labels = {}, everySeconds = DEFAULT_EVERY }, rules) {
  const ranged = new RegExp(`\\b${record}\\{[^}]*\\}\\[`);
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${value}"`);
  const from = rules.some(({ expr }) => ranged.test(expr)) ? BEGIN : INSTANT_FROM - everySeconds;
  return { text: `${record}{${pairs.join(',')}}`, every: everySeconds, value: 1, from };
}

async function start() {
  await chmod(folder, 0o777);
  await writeFile(join(folder, 'prometheus.yml'), 'global: {}\n');
  const options = ['--user', 'root', '--publish', '127.0.0.1::9090', '--volume', `${folder}:/prometheus`];
  const flags = [
    '--config.file=/prometheus/prometheus.yml',
    '--storage.tsdb.path=/prometheus',
    '--storage.tsdb.retention.time=100y',
  ];
  container = docker(['run', '--detach', ...options, IMAGE, ...flags]);
  const url = `http://${docker(['port', container, '9090/tcp']).split('\n')[0]}`;
  for (let tries = 0; tries < 120; tries++) {
    if (spawnSync('promtool', ['check', 'ready', `--url=${url}`]).status === 0) return url;
    await pause(500);
  }
  throw new Error('Prometheus does not become ready');
}

function docker(args) {
  const { status, stdout, stderr } = spawnSync('docker', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}

async function report({ what, slos, methods }, url) {
  const costs = [];
  for (const { name, rules } of methods) costs.push({ name, ...(await costOf(rules, url)) });
  const [ours] = costs;
  console.log(`\n${slos} SLOs of ${DAYS} days, ${what}, scraped every ${SCRAPE} s: samples read`);
  console.log('            rules of one   every rule once   ours is of it   a minute, as published   ours is of it');
  for (const { name, rules, once, minute } of costs) {
    const cells = [
      name.padEnd(12),
      String(rules).padStart(12),
      (once * slos).toLocaleString('en').padStart(18),
      `${((100 * ours.once) / once).toFixed(1)} %`.padStart(16),
      (minute * slos).toLocaleString('en').padStart(25),
      `${((100 * ours.minute) / minute).toFixed(1)} %`.padStart(16),
    ];
    console.log(cells.join(''));
  }
  const largest = costs.map(
    ({ name, parts }) =>
      `${name}: ${parts
        .slice(0, 3)
        .map(({ name: of, samples }) => `${of} ${samples.toLocaleString('en')}`)
        .join(', ')}`,
  );
  console.log(`The largest rules of one SLO:\n  ${largest.join('\n  ')}`);
}

async function costOf(rules, url) {
  const parts = [];
  for (const { record, alert, expr, everySeconds = DEFAULT_EVERY } of rules)
    parts.push({ name: record ?? alert, samples: await samplesOf(expr, url), everySeconds });
  return {
    rules: rules.length,
    once: sum(parts.map(({ samples }) => samples)),
    minute: Math.round(sum(parts.map(({ samples, everySeconds }) => (samples * 60) / everySeconds))),
    parts: parts.toSorted((a, b) => b.samples - a.samples),
  };
}

async function samplesOf(query, url) {
  const body = new URLSearchParams({ query, time: String(END - SCRAPE), stats: 'all' });
  const answer = await (await fetch(`${url}/api/v1/query`, { method: 'POST', body })).json();
  if (answer.status !== 'success') throw new Error(`${query}: ${answer.error}`);
  return answer.data.stats.samples.totalQueryableSamples;
}

function sum(numbers) {
  return numbers.reduce((total, one) => total + one, 0);
}
