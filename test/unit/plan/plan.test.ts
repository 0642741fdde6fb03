import { expect, test } from 'vitest';
import { addressOf } from '../../../src/kernel/address.ts';
import type { Change } from '../../../src/plan/change.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import { type Observation, type Observed, textHash, type Wanted } from '../../../src/plan/observation.ts';
import { planFileText, readPlanFile } from '../../../src/plan/plan-file.ts';
import { planHash, shortHash } from '../../../src/plan/plan-hash.ts';
import { planToJson } from '../../../src/plan/plan-json.ts';
import { planSummary } from '../../../src/plan/plan-summary.ts';
import { printPlan } from '../../../src/plan/print-plan.ts';

const ORDER = [
  { kind: 'grafana-dashboard', applyAfter: ['grafana-folder', 'grafana-datasource'] },
  { kind: 'grafana-folder', applyAfter: [] },
  { kind: 'grafana-datasource', applyAfter: ['grafana-folder'] },
];

function want(id: string, state: string, more: Partial<Wanted> = {}): Wanted {
  const from = [addressOf('checkout', 'slo', 'availability')];
  return { id, server: 'prometheus', kind: 'prometheus-rules', from, state, place: '', body: null, ...more };
}

function see(id: string, state: string, more: Partial<Observed> = {}): Observed {
  const rest = {
    server: 'prometheus',
    kind: 'file',
    owner: 'ours',
    place: '',
    drifted: false,
    shared: false,
    body: state,
  } as const;
  return { id, state, revision: textHash(state), ...rest, ...more };
}

function seen(...found: Observed[]): Observation {
  return { target: 'live', environment: 'production', found };
}

const lines = (changes: readonly Change[]) => changes.map((one) => `${one.action} ${one.id}`);

test('every kind of change is found by identity', () => {
  const wanted = [
    want('new', 'a'),
    want('same', 'a'),
    want('other', 'b'),
    want('theirs', 'a'),
    want('board', 'a', { place: 'new' }),
  ];
  const plan = makePlan(
    wanted,
    seen(
      see('same', 'a'),
      see('other', 'a'),
      see('theirs', 'x', { owner: 'foreign' }),
      see('gone', 'a'),
      see('board', 'a', { place: 'old' }),
    ),
    ORDER,
  );
  expect(lines(plan.changes)).toEqual(['move board', 'create new', 'update other', 'keep same', 'refuse theirs', 'delete gone']);
  expect(planSummary(plan)).toBe('1 to create, 1 to update, 1 to move, 1 to delete, 1 unchanged, 1 refused');
});

test('a foreign thing that nothing wants is no change', () => {
  expect(makePlan([], seen(see('theirs', 'x', { owner: 'foreign' })), ORDER).changes).toEqual([]);
});

test('changes are made in the order of what needs what, deletions the other way round and last', () => {
  const grafana = (id: string, kind: string) => want(id, 'a', { server: 'grafana', kind });
  const gone = (id: string, kind: string) => see(id, 'a', { server: 'grafana', kind });
  const plan = makePlan(
    [
      grafana('board', 'grafana-dashboard'),
      grafana('source', 'grafana-datasource'),
      grafana('folder', 'grafana-folder'),
      want('r', 'a'),
    ],
    seen(gone('old-folder', 'grafana-folder'), gone('old-board', 'grafana-dashboard')),
    ORDER,
  );
  expect(lines(plan.changes)).toEqual([
    'create r',
    'create folder',
    'create source',
    'create board',
    'delete old-board',
    'delete old-folder',
  ]);
});

test('the fingerprint changes with what matters, and with nothing else', () => {
  const base = makePlan([want('a', '1')], seen(see('a', '0')), ORDER).fingerprint;
  expect(makePlan([want('a', '2')], seen(see('a', '0')), ORDER).fingerprint).toBe(base);
  expect(makePlan([want('a', '1')], seen(see('a', '0'), see('z', '9', { owner: 'foreign' })), ORDER).fingerprint).toBe(base);
  expect(makePlan([want('a', '1')], seen(see('a', '5')), ORDER).fingerprint).not.toBe(base);
  expect(makePlan([want('a', '1')], seen(see('a', '0'), see('z', '9')), ORDER).fingerprint).not.toBe(base);
});

const before =
  'groups:\n  - name: checkout\n    rules:\n      - alert: A\n        expr: up == 0\n      - alert: B\n        expr: up == 1\n';
const after =
  'groups:\n  - name: checkout\n    rules:\n      - alert: New\n        expr: x\n      - alert: A\n        expr: up == 2\n';

test('the text of a plan names what differs, by name and as lines', () => {
  const plan = makePlan([want('rules/a.yaml', after)], seen(see('rules/a.yaml', before, { drifted: true })), ORDER);
  const text = printPlan(plan, { color: false });
  expect(text.split('\n').slice(0, 6)).toEqual([
    `live (production), plan ${shortHash(planHash(plan))}`,
    '  ~ prometheus rules/a.yaml  (changed by somebody else since we wrote it; B stops being watched; because of checkout/slo/availability)',
    '      ~ alert "A": threshold 0 → 2',
    '      - alert "B": gone',
    '      + alert "New": new',
    '        @@ line 2 @@',
  ]);
  expect(text).toContain('0 to create, 1 to update, 0 to delete, 0 unchanged\n');
  expect(printPlan(plan, { color: true })).toContain('\u001b[');
});

test('a deletion that stops alerts says so', () => {
  expect(printPlan(makePlan([], seen(see('rules/a.yaml', 'x')), ORDER), { color: false })).toContain(
    '  - prometheus rules/a.yaml  (alerts stop being watched or told)',
  );
});

test('no form of a plan holds a secret that stood on the server', () => {
  const secrets = [
    '  password: canary-1',
    '  password: |\n    canary-2\n    canary-3',
    '  "bearer_token": "canary-4",',
    '  url: https://user:canary-5@host/x',
    '  - routing_key: canary-6',
    '  header: Bearer canary-seven',
    '  hook: https://hooks.slack.com/services/canary-8',
    '  query: https://host/?token=canary-9',
    '  client_secret: "canary-10"',
  ];
  for (const secret of secrets) {
    const plan = makePlan([want('a', 'x:\n  y: 1\n')], seen(see('a', `x:\n${secret}\n  y: 2\n`)), ORDER);
    const all = [printPlan(plan, { color: false }), JSON.stringify(planToJson(plan)), planFileText(plan)].join('\n');
    expect(all, secret).not.toContain('canary');
    expect(all, secret).toContain('y: 2');
  }
});

test('a plan file holds the plan, and a file that is none is told apart', () => {
  const plan = makePlan([want('a', after), want('b', 'c')], seen(see('a', before), see('z', '1')), ORDER, [
    { path: 'x', reason: 'y' },
  ]);
  expect(readPlanFile(planFileText(plan))).toEqual({ plan: JSON.parse(JSON.stringify(plan)) });
  expect(readPlanFile('{')).toEqual({ problem: 'it is no JSON' });
  expect(readPlanFile('{}')).toEqual({ problem: expect.stringContaining('`version` is not') });
  const edited = planFileText(plan).replace(JSON.stringify(plan.fingerprint), '"another"');
  expect(readPlanFile(edited)).toEqual({ problem: expect.stringContaining('was edited') });
  expect(readPlanFile(planFileText(plan).replace('"version": 1', '"version": 2'))).toHaveProperty('problem');
});

test('the JSON of a plan has a version and no texts', () => {
  const plan = makePlan([want('a', after)], seen(see('a', before)), ORDER);
  const json = planToJson(plan);
  expect(json).toMatchObject({
    version: 1,
    changed: true,
    counts: { update: 1, keep: 0 },
    changes: [{ action: 'update', id: 'a' }],
  });
  expect(json.changes[0]).not.toHaveProperty('after');
});

test('kinds that wait for each other are our bug', () => {
  const circle = [
    { kind: 'a', applyAfter: ['b'] },
    { kind: 'b', applyAfter: ['a'] },
  ];
  expect(() => makePlan([], seen(), circle)).toThrow('a → b → a');
});

test('planning is linear: ten thousand things take no noticeable time', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => want(`rules/${index}.yaml`, `x: ${index}\n`));
  const there = seen(...many.map((one) => see(one.id, one.state)));
  const plan = makePlan(many, there, ORDER);
  expect(plan.changes.every((one) => one.action === 'keep')).toBe(true);
});
