import { NO_RUNBOOKS } from '../../../define/resolve/environments.ts';
import { evaluatesRules } from '../../../model/sharing.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const noRunbooksUrl: Rule = {
  code: 'environment/no-runbooks-url',
  severity: 'warning',
  about: 'environment',
  why: 'Every alert links to its generated runbook; without an address the link in the page at night opens nothing.',
  bad: [
    "const staging = environment({ name: 'staging', prometheus: prometheus({ version: '3.15' }) });",
    'promql`rate(${errors}[5m]) > 1`;',
  ].join('\n'),
  good: [
    "const staging = environment({ name: 'staging', prometheus: prometheus({ version: '3.15' }), runbooks: 'https://runbooks.example.org' });",
    'promql`rate(${errors}[5m]) > 1`;',
  ].join('\n'),
  *run({ derived }) {
    const generated = derived.alerts.filter(({ runbook }) => runbook.url === undefined);
    if (generated.length === 0) return;
    for (const environment of derived.estate.environments) {
      if (environment.runbooksUrl !== NO_RUNBOOKS || !evaluatesRules(environment.servers)) continue;
      yield finding(noRunbooksUrl, environment, `${runbooksOf(generated.length)} no address in ${environment.name}.`, {
        fix: "publish generated/<environment>/runbooks and write runbooks: 'https://…'",
      });
    }
  },
};

function runbooksOf(alerts: number): string {
  return alerts === 1 ? 'The runbook of one alert has' : `The runbooks of ${alerts} alerts have`;
}
