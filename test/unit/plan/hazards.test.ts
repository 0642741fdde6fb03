import { marked } from 'marked';
import { expect, test } from 'vitest';
import { addressOf } from '../../../src/kernel/address.ts';
import type { Change, Plan } from '../../../src/plan/change.ts';
import { diffStates } from '../../../src/plan/diff-states.ts';
import { hazardsOf } from '../../../src/plan/hazards-of.ts';
import { markdownPlan } from '../../../src/plan/markdown-plan.ts';

const before = { revision: '1', place: '', drifted: false };
const about = (kind: string, id = 'x') => ({ id, server: 'prometheus', kind, hazard: 'none', because: [] }) as const;

function update(kind: string, was: string, now: string, id = 'x'): Change {
  const after = { id, server: 'prometheus', kind, from: [addressOf('a', 'b', 'c')], state: now, place: '', body: null } as const;
  return { ...about(kind, id), action: 'update', before, after, diff: diffStates(was, now) };
}
const rules = (...lines: string[]) => `groups:\n  - name: g\n    rules:\n${lines.map((line) => `      - ${line}\n`).join('')}`;
const BURN = '{alert: Burn, expr: up > 0.05, labels: {severity: page}}';

test.each([
  ['an alert that goes', rules(BURN, '{alert: Other, expr: up}'), rules(BURN), ['Other stops being watched']],
  [
    'a recording that goes',
    rules(BURN, '{record: "a:b", expr: up}'),
    rules(BURN),
    ['a:b is recorded no more: what reads it stays empty'],
  ],
  [
    'labels of an alert',
    rules(BURN),
    rules(BURN.replace('page', 'ticket')),
    ['Burn starts anew: what fires is resolved, and fires again'],
  ],
  ['a threshold', rules(BURN), rules(BURN.replace('0.05', '0.1')), []],
])('%s', (_, was, now, hazards) => {
  expect(hazardsOf(update('prometheus-rules', was, now))).toEqual(hazards);
});

test('a route that loses its receiver, and a receiver that is told no more', () => {
  const config = (receiver: string, receivers: string) =>
    `route: {receiver: all, routes: [{matchers: [severity="page"], receiver: ${receiver}}]}\nreceivers: [{name: all}${receivers}]\n`;
  const hazards = hazardsOf(update('alertmanager-config', config('pager', ', {name: pager}'), config('all', '')));
  expect(hazards).toContain('pager is told nothing any more');
  expect(hazards).toContain('a route to pager is gone');
});

test('a panel that goes, and a board that goes', () => {
  const board = (...titles: string[]) => JSON.stringify({ panels: titles.map((title) => ({ title, type: 'stat' })) });
  expect(hazardsOf(update('grafana-dashboard', board('A', 'B'), board('B')))).toEqual(['links to the panel A break']);
  const gone: Change = { ...about('grafana-dashboard'), hazard: 'data', action: 'delete', before };
  expect(hazardsOf(gone)).toEqual(['what the server keeps with it is lost', 'links to it break']);
});

test('a configuration that goes leaves a server that cannot start', () => {
  const gone: Change = { ...about('file', 'prometheus.yml'), hazard: 'alerting', action: 'delete', before };
  expect(hazardsOf(gone)).toEqual([
    'alerts stop being watched or told',
    expect.stringContaining('runs on with what it has read'),
  ]);
});

const plan = (...changes: Change[]): Plan => ({ target: 'live', environment: 'production', changes, fingerprint: 'f', left: [] });

test('a pull request shows what can go wrong first, then each change with what differs', () => {
  const said = markdownPlan(
    plan(update('prometheus-rules', rules(BURN, '{alert: Other, expr: up}'), rules(BURN.replace('0.05', '0.1')))),
  );
  expect(said.indexOf('Look at these')).toBeLessThan(said.indexOf('<details>'));
  expect(said).toContain('- **`prometheus x`**: Other stops being watched');
  expect(said).toContain('- alert "Burn": threshold: 0.05\n+ alert "Burn": threshold: 0.1');
  expect(said).toMatch(/0 to create, 1 to update, 0 to delete, 0 unchanged\. Plan `[0-9a-f]{12}`\./);
});

test('what others wrote cannot become a heading, a link, a mention or the end of a block', () => {
  const evil = '```\n# Approved by @everyone\n<script>';
  const said = markdownPlan(
    plan(update('prometheus-rules', rules(BURN), rules(`{alert: ${JSON.stringify(evil)}, expr: up}`), '`<b>@all`')),
  );
  const html = marked.parse(said, { async: false });
  expect(html).not.toMatch(/<h1|<script|<b>/);
  expect(said.match(/^```/gm)).toHaveLength(2);
});

test('a plan that is too long for a comment is cut, and says so', () => {
  const many = Array.from(
    { length: 5_000 },
    (_, at): Change => ({ ...about('prometheus-rules', `file-${at}.yaml`), action: 'delete', before }),
  );
  const said = markdownPlan(plan(...many));
  expect(said.length).toBeLessThan(65_000);
  expect(said).toMatch(/… and \d+ more: run `signalbox plan`/);
});
