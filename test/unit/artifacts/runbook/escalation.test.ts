import { expect, test } from 'vitest';
import { alert } from '../../../../src/alerts/alert.ts';
import { promql } from '../../../../src/authored/query.ts';
import type { Severity } from '../../../../src/authored/references.ts';
import { service } from '../../../../src/define/service.ts';
import { severities, severity } from '../../../../src/define/severity.ts';
import { team } from '../../../../src/define/team.ts';
import { secret } from '../../../../src/kernel/secret.ts';
import { pagerduty } from '../../../../src/receivers/pagerduty.ts';
import { base, payments, resolveAll } from '../../../support/estate.ts';
import { checkout, queue } from '../../../support/shop.ts';

const page = pagerduty({ routingKey: secret.file('crew') });
const crew = team({ name: 'crew', page, ticket: page, escalate: { after: '20m', to: payments.page } });
const boat = service({ name: 'boat', owner: crew });
const alerting = (name: string, level: Severity) =>
  alert({ service: boat, name, severity: level, when: promql`${queue} > 1`, summary: 'It.', runbook: { impact: 'x' } });
const whomToAsk = (exports: object, name: string) =>
  resolveAll({ ...base, checkout, crew, boat, ...exports })
    .artifacts.find(({ path }) => path.endsWith(`/${name}.md`))
    ?.text.split('## Whom to ask\n\n')[1]
    ?.split('\n')[0];

test('says who is told too of what escalates, and of nothing else', () => {
  const exports = { a: alerting('Sinks', 'critical'), b: alerting('Leaks', 'warning') };
  expect(whomToAsk(exports, 'Sinks')).toBe('crew owns boat. After 20m without an end, payments/page is told too.');
  expect(whomToAsk(exports, 'Leaks')).toBe('crew owns boat.');
  expect(whomToAsk(exports, 'PageUnanswered')).toBe('crew owns boat.');
});

test('goes by the scale, level by level', () => {
  const levels = [
    severity({ name: 'emergency', means: 'x', to: 'page', escalate: { after: '5m' } }),
    severity({ name: 'soon', means: 'x', to: 'ticket', escalate: { after: '1d' } }),
    severity({ name: 'later', means: 'x', to: 'ticket' }),
  ];
  const exports = {
    scale: severities({ levels }),
    a: alerting('Sinks', levels[0] as never),
    b: alerting('Leaks', levels[1] as never),
  };
  expect(whomToAsk(exports, 'Sinks')).toBe('crew owns boat. After 5m without an end, payments/page is told too.');
  expect(whomToAsk(exports, 'Leaks')).toBe('crew owns boat. After 1d without an end, payments/page is told too.');
});
