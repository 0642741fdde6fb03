import { addressOf, ESTATE } from '../../../kernel/address.ts';
import type { Inhibition, LabelMatch } from '../../../model/routing.ts';
import { finding } from '../../finding.ts';
import { type AlertLabels, canCarry, meets } from '../../routing/alert-labels.ts';
import type { Rule } from '../../rule.ts';

export const inhibitionCannotWork: Rule = {
  code: 'inhibition/cannot-work',
  severity: 'error',
  about: 'route',
  why: 'Alertmanager loads an inhibition that silences nothing, or everything, without a word; one learns of it in the incident.',
  bad: [
    'promql`sum by (reason) (rate(${errors}[5m])) > 1`;',
    'alert({',
    "  service: checkout, name: 'CheckoutFails', severity: 'critical', summary: 'Checkouts fail.',",
    '  when: promql`sum by (reason) (rate(${errors}[5m])) > 10`,',
    '});',
    "inhibit({ while: { severity: 'critical' }, silence: { severity: 'warning' }, equal: ['raeson'] });",
  ].join('\n'),
  good: [
    'promql`sum by (reason) (rate(${errors}[5m])) > 1`;',
    'alert({',
    "  service: checkout, name: 'CheckoutFails', severity: 'critical', summary: 'Checkouts fail.',",
    '  when: promql`sum by (reason) (rate(${errors}[5m])) > 10`,',
    '});',
    "inhibit({ while: { severity: 'critical' }, silence: { severity: 'warning' }, equal: ['reason'] });",
  ].join('\n'),
  *run(input) {
    const alerts = input.alerts;
    if (alerts.length === 0) return;
    for (const inhibition of input.derived.inhibitions) {
      const problem = inhibition.origin ? problemOf(inhibition, alerts) : undefined;
      if (!inhibition.origin || !problem) continue;
      const about = { address: addressOf(ESTATE, 'routing', 'routing'), origin: inhibition.origin };
      yield finding(inhibitionCannotWork, about, problem.message, { fix: problem.fix });
    }
  },
};

interface InhibitionProblem {
  readonly message: string;
  readonly fix: string;
}

function problemOf({ source, target, equal }: Inhibition, alerts: readonly AlertLabels[]): InhibitionProblem | undefined {
  const sources = alerts.filter((labels) => meets(source, labels) !== 'never');
  const targets = alerts.filter((labels) => meets(target, labels) !== 'never');
  if (sources.length === 0)
    return { message: `No alert is ${print(source)}, so nothing is ever silenced.`, fix: 'correct `while`' };
  if (targets.length === 0)
    return { message: `No alert is ${print(target)}, so there is nothing to silence.`, fix: 'correct `silence`' };
  if (print(source) === print(target)) {
    const message = `\`while\` and \`silence\` are both ${print(source)}; an alert that is both is never silenced.`;
    return { message, fix: 'name the cause in `while` and its consequences in `silence`' };
  }
  return equal.map((label) => equalProblem(label, sources, targets)).find((problem) => problem !== undefined);
}

/** Missing on both sides counts as equal, missing on one never is. */
function equalProblem(
  label: string,
  sources: readonly AlertLabels[],
  targets: readonly AlertLabels[],
): InhibitionProblem | undefined {
  const onSource = sources.some((labels) => canCarry(labels, label));
  const onTarget = targets.some((labels) => canCarry(labels, label));
  if (onSource && onTarget) return undefined;
  const fix = 'choose a label both sides carry, or keep it in their queries';
  if (!onSource && !onTarget)
    return {
      message: `Neither side carries the label ${label} of \`equal\`: it is equal everywhere and restricts nothing.`,
      fix,
    };
  return {
    message: `Only ${onSource ? '`while`' : '`silence`'} carries the label ${label} of \`equal\`, so the two never agree.`,
    fix,
  };
}

function print(matchers: readonly LabelMatch[]): string {
  return `{${matchers
    .map(({ label, op, value }) => `${label}${op}${JSON.stringify(value)}`)
    .sort()
    .join(', ')}}`;
}
