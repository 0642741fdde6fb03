import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { load } from 'js-yaml';
import {
  alert,
  alertmanager,
  counter,
  environment,
  events,
  gauge,
  histogram,
  latency,
  prometheus,
  promql,
  routing,
  secret,
  service,
  slack,
  slo,
  system,
  team,
  webhook,
} from 'signalbox';
import { afterAll, expect, test } from 'vitest';
import { makePlan } from '../../src/plan/make-plan.ts';
import { type Artifact, artifactKinds, compileModule } from '../../src/program.ts';
import { howMany } from '../support/how-many.ts';

const TODAY = '2026-11-21';
/** What an estate may rightly be told, however it came about. */
const EXPECTED: ReadonlySet<string> = new Set(['slo/window-exceeds-retention', 'alert/no-summary']);

const objective = fc.constantFrom('50%', '90%', '95%', '99%', '99.5%', '99.9%', '99.95%', '99.99%') as fc.Arbitrary<'99%'>;
const window = fc.constantFrom('1d', '7d', '14d', '28d', '30d', '90d');
const anyText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
const oneService = fc.record({
  objective,
  window,
  buckets: fc.uniqueArray(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 8 }),
  value: fc.oneof(anyText, fc.constantFrom('toString', 'route', 'constructor')),
  help: anyText,
  summary: anyText,
  threshold: fc.integer({ min: 1, max: 1_000_000 }),
  severity: fc.constantFrom('critical' as const, 'warning' as const, 'info' as const),
});
type OneService = typeof oneService extends fc.Arbitrary<infer T> ? T : never;

/** An estate of services with arbitrary objectives, windows, buckets, label values and texts. */
function estateOf(services: readonly OneService[]): object {
  const owner = team({
    name: 'owner',
    page: webhook({ url: secret.file('page') }),
    ticket: slack({ channel: '#t', apiUrl: secret.file('slack') }),
  });
  const whole = system({ name: 'whole', owner });
  return {
    production: environment({
      name: 'production',
      prometheus: prometheus({ version: '3.15', retention: '91d' }),
      alertmanager: alertmanager({ version: '0.34' }),
      runbooks: 'https://runbooks.example.org',
    }),
    routes: routing({ fallback: owner.ticket }),
    services: services.map((one, index) => definitionsOf(one, `service-${index}`, whole)),
  };
}

function definitionsOf(one: OneService, name: string, whole: ReturnType<typeof system>): object {
  const requests = counter({ name: 'requests_total', help: one.help, labels: { kind: { kind: 'label' } } });
  const duration = histogram({
    name: 'duration_seconds',
    help: one.help,
    unit: 'seconds',
    buckets: one.buckets.toSorted((a, b) => a - b).map((ms) => ms / 1000),
  });
  const depth = gauge({ name: 'queue_depth', help: one.help });
  const own = service({ name, system: whole, metrics: [requests, duration, depth], scrape: { port: 9000 } });
  return {
    own,
    good: slo({
      service: own,
      name: 'good',
      objective: one.objective,
      window: one.window as '30d',
      sli: events({ total: requests, bad: requests.where({ kind: one.value }) }),
    }),
    fast: slo({
      service: own,
      name: 'fast',
      objective: one.objective,
      window: one.window as '30d',
      sli: latency({ of: duration, under: duration.buckets[0] as number }),
    }),
    deep: alert({
      service: own,
      name: 'QueueDeep',
      severity: one.severity,
      summary: one.summary,
      for: '5m',
      when: promql`${depth} > ${one.threshold}`,
      runbook: { impact: one.summary, steps: [one.summary] },
    }),
  };
}

const estates = fc.array(oneService, { minLength: 1, maxLength: 4 });
const folder = mkdtempSync(join(tmpdir(), 'signalbox-estates-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const promtool = spawnSync('promtool', ['--version']).status === 0;

test('any estate compiles to the same bytes twice, in files that read back, with a plan that is empty the second time', () => {
  let number = 0;
  fc.assert(
    fc.property(estates, (services) => {
      const built = compileModule(estateOf(services), TODAY);
      const errors = built.diagnostics.filter(({ severity, code }) => severity === 'error' && !EXPECTED.has(code));
      expect(errors).toEqual([]);
      expect(textsOf(compileModule(estateOf(services), TODAY).artifacts)).toEqual(textsOf(built.artifacts));
      for (const { path, text, content, kind } of built.artifacts) {
        if (/\.ya?ml$/.test(path)) expect(load(text), path).toBeTypeOf('object');
        if (kind === 'prometheus-rules') writeFileSync(join(folder, `${number++}.yaml`), text);
        expect(content).toBeDefined();
      }
      expect(secondPlan(built.artifacts)).toEqual([]);
    }),
    { numRuns: howMany(6, 40) },
  );
  if (promtool)
    execFileSync('promtool', [
      'check',
      'rules',
      '--lint=none',
      ...Array.from({ length: Math.min(number, 200) }, (_, index) => join(folder, `${index}.yaml`)),
    ]);
});

function textsOf(artifacts: readonly Artifact[]): string[] {
  return artifacts.map(({ environment: where, path, text }) => `${where}/${path}\n${text}`);
}

/** What would still be changed where everything stands as it was compiled. */
function secondPlan(artifacts: readonly Artifact[]): string[] {
  const wanted = artifacts
    .filter(({ server }) => server === 'prometheus')
    .map(({ path, kind, from, text }) => ({
      id: path,
      server: 'prometheus' as const,
      kind,
      from,
      state: text,
      place: '',
      body: text,
    }));
  const found = wanted.map(({ id, server, kind, state, place }) => ({
    id,
    server,
    kind,
    state,
    place,
    revision: state,
    owner: 'ours' as const,
    drifted: false,
    shared: false,
    body: state,
  }));
  const plan = makePlan(wanted, { target: 'local', environment: 'production', found }, artifactKinds);
  return plan.changes.filter(({ action }) => action !== 'keep').map(({ id }) => id);
}
