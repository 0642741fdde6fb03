import { describe, expect, test } from 'vitest';
import { alert } from '../../../src/alerts/alert.ts';
import { promql } from '../../../src/authored/query.ts';
import type { Severity } from '../../../src/authored/references.ts';
import { service } from '../../../src/define/service.ts';
import { severities, severity } from '../../../src/define/severity.ts';
import { team } from '../../../src/define/team.ts';
import { secret } from '../../../src/kernel/secret.ts';
import { pagerduty } from '../../../src/receivers/pagerduty.ts';
import { base, payments, resolveAll } from '../../support/estate.ts';
import { promtool, ruleFailures } from '../../support/rule-tests.ts';

const page = pagerduty({ routingKey: secret.file('crew') });
const crew = team({ name: 'crew', page, ticket: page, escalate: { after: '20m', to: payments.page } });
const boat = service({ name: 'boat', owner: crew });
const emergency = severity({ name: 'emergency', means: 'x', to: 'page', escalate: { after: '5m' } });
const grave = severity({ name: 'grave', means: 'x', to: 'page' });
const soon = severity({ name: 'soon', means: 'x', to: 'ticket', escalate: { after: '1h30m' } });
const scale = severities({
  levels: [
    emergency,
    severity({ name: 'urgent', means: 'x', to: 'page' }),
    grave,
    soon,
    severity({ name: 'later', means: 'x', to: 'ticket' }),
    severity({ name: 'fyi', means: 'x', to: 'info' }),
  ],
});
const gone = (name: string, level: Severity) =>
  alert({ service: boat, name, severity: level, when: promql`up{job="boat"} == 0`, summary: 'x', runbook: { impact: 'x' } });
const estates = {
  'the usual scale': { ...base, crew, boat, gone: gone('Gone', 'critical') },
  'a scale of one’s own': {
    ...base,
    crew,
    boat,
    scale,
    gone: [gone('Sunk', emergency), gone('Stranded', grave), gone('Late', soon)],
  },
};

describe.skipIf(!promtool).each(Object.entries(estates))('generated tests of escalations: %s', (_, exports) => {
  const { artifacts } = resolveAll(exports);
  const failures = (change?: (text: string) => string) =>
    ruleFailures(artifacts, { generated: 'boat', ...(change ? { change } : {}) });
  const killed = async (pattern: RegExp, by: string) => {
    const rules = artifacts.filter(({ kind }) => kind === 'prometheus-rules').map(({ text }) => text);
    expect(rules.join('')).toMatch(pattern);
    expect(await failures((text) => text.replace(pattern, by))).not.toEqual([]);
  };

  test('pass', async () => {
    expect(await failures()).toEqual([]);
  });

  test.each<[string, RegExp, string]>([
    ['without `for`', / +for: .*\n/, ''],
    ['ten minutes late', /for: "(\d+)m"/, 'for: "1$1m"'],
    ['of what is pending', /alertstate="firing",/, ''],
    ['of any level', /severity=~?"[a-z|]+",/, ''],
    ['of any service', /,service="boat"/, ''],
    ['of escalations', /,escalated_to=""/, ''],
  ])('fail for a rule %s', async (_, pattern, by) => {
    await killed(pattern, by);
  });
});

test('an escalation is derived only where an alert of the service can be left unanswered', () => {
  const escalated = (exports: object) =>
    resolveAll({ ...base, crew, boat, ...exports }).derived.alerts.flatMap(({ labels, name }) =>
      labels['escalated_to'] ? [name] : [],
    );
  expect(escalated({})).toEqual([]);
  expect(escalated({ gone: gone('Gone', 'warning') })).toEqual([]);
  expect(escalated({ gone: gone('Gone', 'critical') })).toEqual(['PageUnanswered']);
});
