import { expect, test } from 'vitest';
import { auditFile, auditLoki } from '../../../src/define/audit.ts';
import { environment, prometheus } from '../../../src/define/environment.ts';
import { mimir } from '../../../src/define/mimir.ts';
import { newReport } from '../../../src/define/resolve/report.ts';
import { resolveTargets } from '../../../src/define/resolve/targets.ts';
import { type AuthoredTarget, api, files, git, target } from '../../../src/define/target.ts';
import { secret } from '../../../src/kernel/secret.ts';
import type { Environment } from '../../../src/model/environment.ts';
import { environmentNamed } from './samples.ts';

const server = { version: '3.15', url: '', origin: {} };
const authored = environment({ name: 'production', prometheus: prometheus({ version: '3.15' }) });
const resolved: Environment = {
  ...environmentNamed(),
  servers: {
    ...environmentNamed().servers,
    prometheus: {
      ...server,
      scrapeIntervalMs: 1,
      evaluationIntervalMs: 1,
      retentionMs: 1,
      remoteWrite: [],
      mode: 'server',
      replicas: 1,
      shards: 1,
      rules: 'here',
    },
    grafana: { ...server, managedAlerts: false, v2beta1: false, teams: [], serviceAccounts: [] },
    tempo: {
      ...server,
      form: 'single',
      store: { type: 'filesystem', directory: '/' },
      retentionMs: 1,
      raw: {},
      tenant: undefined,
      kafka: undefined,
      tenants: [],
    },
  },
};

const LIVE = { repository: 'git@git.example.org:group/o.git', branch: 'live', to: 'here' };

function resolve(options: object) {
  const report = newReport();
  const one = { kind: 'target', name: 'live', environment: authored, ...options } as unknown as AuthoredTarget; // as the constructor makes it
  const [found] = resolveTargets([one], new Map<object, Environment>([[authored, resolved]]), {
    report,
    tenants: new Map(),
  }).values();
  return { target: found, codes: report.diagnostics.map((diagnostic) => diagnostic.code) };
}

test('a target says how each server is reached', () => {
  const token = secret.env('GRAFANA_TOKEN');
  const { target: found, codes } = resolve({
    prometheus: files({ to: 'live/prometheus', reload: 'http://prometheus:9090' }),
    grafana: api({ url: 'https://grafana.example.org/', token }),
    confirm: ['delete'],
  });
  expect(codes).toEqual([]);
  expect(found).toMatchObject({
    address: 'estate/target/live',
    confirm: ['delete'],
    reach: {
      prometheus: { by: 'files', to: 'live/prometheus', reload: { url: 'http://prometheus:9090' } },
      grafana: { by: 'api', connection: { url: 'https://grafana.example.org', token: { env: 'GRAFANA_TOKEN' } } },
    },
  });
});

test('a tenant of a Mimir is reached for its rules, and taken over only where it is named', () => {
  const { target: found, codes } = resolve({ prometheus: mimir({ url: 'https://mimir/', tenant: 'shop', takeOver: 'shop' }) });
  expect(codes).toEqual([]);
  expect(found?.reach.prometheus).toMatchObject({ by: 'mimir', tenant: 'shop', secrets: 'secrets', takeOver: true });
  expect(resolve({ prometheus: mimir({ url: 'https://mimir' }) }).target?.reach.prometheus).toMatchObject({ takeOver: false });
});

test('a target says where its audit goes', () => {
  const token = secret.env('LOKI_TOKEN');
  const audit = [
    auditFile({ path: 'audit.jsonl' }),
    auditLoki({ url: 'https://loki.example.org', token, labels: { job: 'who' } }),
  ];
  const { target: found, codes } = resolve({ audit });
  expect(codes).toEqual([]);
  expect(found?.audit).toMatchObject([
    { to: 'file', path: 'audit.jsonl' },
    { to: 'loki', connection: { url: 'https://loki.example.org', token: { env: 'LOKI_TOKEN' } }, labels: { job: 'who' } },
  ]);
  expect(resolve({}).target?.audit).toEqual([]);
});

test.each([
  ['no list', { audit: auditFile({ path: 'a' }) }, 'definition/wrong-value'],
  ['nothing we know', { audit: [null, 7, 'a.jsonl', {}] }, 'definition/wrong-value'],
  ['no file', { audit: [auditFile({ path: 7 as never })] }, 'definition/wrong-value'],
  ['a field nobody reads', { audit: [auditFile({ path: 'a', mode: 1 } as never)] }, 'definition/wrong-value'],
  ['no labels', { audit: [auditLoki({ url: 'https://l', labels: { 'a-b': 'x' } })] }, 'definition/wrong-value'],
  ['no address', { audit: [auditLoki({ url: 'loki' as never })] }, 'target/url'],
])('an audit to %s is told', (_, options, code) => {
  const { codes } = resolve(options);
  expect(new Set(codes)).toEqual(new Set([code]));
});

test.each([
  ['a server the environment has not', { loki: api({ url: 'http://loki:3100' }) }, 'target/no-server'],
  ['a reload nobody listens to', { tempo: files({ to: 'x', reload: 'http://tempo:3200' }) }, 'target/no-reload'],
  ['a health nobody asks for', { prometheus: files({ to: 'x', health: 'http://prometheus:9090' }) }, 'target/no-health'],
  ['the disk itself', { prometheus: files({ to: '/' }) }, 'target/folder'],
  ['a password in a repository', { prometheus: git({ ...LIVE, repository: 'https://a:b@git.example.org/o.git' }) }, 'target/git'],
  ['an option for a repository', { prometheus: git({ ...LIVE, repository: '--upload-pack=id' }) }, 'target/git'],
  ['a program for a repository', { prometheus: git({ ...LIVE, repository: 'ext::sh -c id' }) }, 'target/git'],
  ['a branch that leaves', { prometheus: git({ ...LIVE, branch: '../main' }) }, 'target/git'],
  ['an option for a branch', { prometheus: git({ ...LIVE, branch: '--force' }) }, 'target/git'],
  ['a token where ssh is used', { prometheus: git({ ...LIVE, token: secret.env('GIT_TOKEN') }) }, 'target/git'],
  ['a folder outside the branch', { prometheus: git({ ...LIVE, to: '/etc' }) }, 'target/git'],
  ['two servers in one folder of a branch', { prometheus: git(LIVE), tempo: git(LIVE) }, 'target/shared-folder'],
  ['a folder outside', { prometheus: files({ to: '../x' }) }, 'target/folder'],
  ['no folder', { prometheus: files({ to: '' }) }, 'target/folder'],
  ['an address with a query', { grafana: api({ url: 'https://grafana.example.org/?token=x' }) }, 'target/url'],
  ['an address with a fragment', { prometheus: files({ to: 'x', reload: 'http://p:9090/#x' }) }, 'target/url'],
  ['a reload address that is none', { prometheus: files({ to: 'x', reload: 'nonsense' as never }) }, 'target/url'],
  ['a way that is none', { prometheus: 'http://prometheus:9090' }, 'definition/wrong-value'],
  ['a folder that is a number', { prometheus: files({ to: 5 as never }) }, 'target/folder'],
  [
    'a reload with half a login',
    { prometheus: files({ to: 'x', reload: { url: 'https://p', basicAuth: {} as never } }) },
    'target/login',
  ],
  ['a tenant Mimir refuses', { prometheus: mimir({ url: 'https://m', tenant: '..' }) }, 'target/mimir'],
  ['a tenant that is a number', { prometheus: mimir({ url: 'https://m', tenant: 5 as never }) }, 'target/mimir'],
  ['a take-over of another tenant', { prometheus: mimir({ url: 'https://m', tenant: 'a', takeOver: 'b' }) }, 'target/mimir'],
  ['a take-over of nobody', { prometheus: mimir({ url: 'https://m', takeOver: 'b' }) }, 'target/mimir'],
  ['secrets in no folder', { prometheus: mimir({ url: 'https://m', secrets: '' }) }, 'target/mimir'],
  ['a Mimir without an address', { prometheus: mimir({ tenant: 'a' } as never) }, 'target/url'],
  ['a Mimir for traces', { tempo: mimir({ url: 'https://m' }) }, 'definition/wrong-value'],
  ['an API Prometheus has not', { prometheus: api({ url: 'https://p' }) }, 'definition/wrong-value'],
  ['one folder for two servers', { prometheus: files({ to: 'x' }), tempo: files({ to: 'x' }) }, 'target/shared-folder'],
  ['the name of the built-in target', { name: 'local' }, 'target/reserved-name'],
  ['an environment that is undefined', { environment: undefined }, 'definition/undefined-reference'],
])('%s is reported', (_name, options, code) => {
  expect(resolve(options).codes).toEqual([code]);
});

test('a server that is not in the environment, or cannot be reached so, does not compile', () => {
  const made = [
    target({ name: 'x', environment: authored, prometheus: files({ to: 'x' }) }),
    // @ts-expect-error the environment has no Grafana
    target({ name: 'x', environment: authored, grafana: files({ to: 'x' }) }),
    // @ts-expect-error Prometheus takes no configuration by its API
    target({ name: 'x', environment: authored, prometheus: api({ url: 'http://prometheus:9090' }) }),
    // @ts-expect-error a literal secret
    api({ url: 'http://grafana', token: 'glsa_x' }),
    // @ts-expect-error a literal password
    api({ url: 'http://grafana', basicAuth: { username: 'kim', password: 'x' } }),
    // @ts-expect-error verification cannot be switched off
    api({ url: 'http://grafana', tls: { insecureSkipVerify: true } }),
  ];
  expect(made.map((one) => one.kind)).toEqual(['target', 'target', 'target', 'api', 'api', 'api']);
});
