import { addressOf } from '../../../kernel/address.ts';
import type { Derived } from '../../../model/derived.ts';
import type { FiringCase } from '../../../model/route-test.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const testUnknownAlert: Rule = {
  code: 'route/test-unknown-alert',
  severity: 'error',
  about: 'route',
  why: 'A test about an alert that is no part of the estate proves nothing of what is deployed.',
  bad: [
    'const draft = () => alert({', // makes one that is never exported
    "  service: checkout, name: 'QueueLong', severity: 'warning', when: promql`${queue} > 100`, summary: 'A queue is long.',",
    '});',
    "routeTest({ name: 'a long queue is a ticket', alert: draft(), reaches: payments.ticket });",
  ].join('\n'),
  good: [
    'const long = alert({',
    "  service: checkout, name: 'QueueLong', severity: 'warning', when: promql`${queue} > 100`, summary: 'A queue is long.',",
    '});',
    "routeTest({ name: 'a long queue is a ticket', alert: long, reaches: payments.ticket });",
  ].join('\n'),
  *run({ derived }) {
    for (const test of derived.estate.routeTests) {
      for (const one of [...test.alerts, ...test.others]) {
        const problem = problemOf(one, derived);
        if (problem) yield finding(testUnknownAlert, test, problem.message, { fix: problem.fix });
      }
    }
  },
};

function problemOf({ of, labels }: FiringCase, { alerts }: Derived): { message: string; fix: string } | undefined {
  const address = addressOf(of.service.name, of.kind, of.name);
  const candidates = alerts.filter((rule) => (of.kind === 'slo' ? rule.cause : rule.address) === address);
  if (candidates.length === 0)
    return {
      message: `The estate has no ${address}.`,
      fix: 'export it from definitions/index.ts, and mend what else is said of it',
    };
  const set = new Set(candidates.flatMap((rule) => Object.keys(rule.labels)));
  const asked = Object.entries(labels).filter(([label]) => set.has(label));
  if (candidates.some((rule) => asked.every(([label, value]) => rule.labels[label] === value))) return undefined;
  const [wrong] = asked.filter(([label, value]) => !candidates.some((rule) => rule.labels[label] === value));
  const [label, value] = wrong ?? asked[0] ?? ['', ''];
  const values = [...new Set(candidates.map((rule) => rule.labels[label] ?? ''))].join(', ');
  return {
    message: `No alert of ${address} has ${label}=${JSON.stringify(value)}: its rules set it to ${values}.`,
    fix: `write one of those, or leave ${label} out`,
  };
}
