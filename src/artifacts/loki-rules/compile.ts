import { type Diagnostic, error } from '../../kernel/diagnostic.ts';
import { type Outcome, outcome } from '../../kernel/outcome.ts';
import { type AlertRule, isAlertRule, type RuleGroup } from '../../model/alert.ts';
import type { Environment } from '../../model/environment.ts';
import { evaluatesRules } from '../../model/sharing.ts';
import type { CompileInput, Draft } from '../kind.ts';
import { ruleFiles } from '../prometheus-rules/compile.ts';
import type { RuleFile } from '../prometheus-rules/wire.ts';

/** One file per scope; the directory of the tenant (`fake/` where there is none) is the business of whoever deploys. */
export function compileLokiRules(input: CompileInput): Outcome<readonly Draft<RuleFile>[]> {
  const { derived, environment } = input;
  const { loki } = environment.servers;
  if (!evaluatesRules(environment.servers)) return outcome([]);
  const groups = derived.groups.filter((group) => group.engine === 'loki');
  const unheard = loki ? untold : unevaluated;
  return outcome(
    loki ? ruleFiles(input, 'loki', 'loki/rules') : [],
    groups.flatMap((group) => [...unheard(group, environment), ...unrecorded(group, environment)]),
  );
}

function alertsOf(group: RuleGroup): AlertRule[] {
  return group.rules.filter(isAlertRule);
}

/** An objective over logs is told by Loki and kept by Prometheus. */
function unrecorded(group: RuleGroup, { name, servers }: Environment): Diagnostic[] {
  const [rule] = group.rules.filter((one) => !isAlertRule(one));
  const lacking = servers.loki ? (servers.prometheus ? undefined : 'Prometheus') : 'Loki';
  if (!rule || !lacking || alertsOf(group).length > 0) return [];
  const message = `Nothing of this is measured in ${name}: it counts lines of logs, and the environment has no ${lacking}.`;
  const fix = `give the environment ${lacking.toLowerCase()}({ … })`;
  return [error('loki/lines-not-counted', rule.cause, message, { fix, origin: rule.origin })];
}

function unevaluated(group: RuleGroup, { name }: Environment): Diagnostic[] {
  return alertsOf(group).map((alert) => {
    const message = `Nobody evaluates this alert in ${name}: it reads logs, and the environment has no Loki.`;
    return error('loki/alert-without-loki', alert.address, message, {
      fix: 'give the environment loki({ … })',
      origin: alert.origin,
    });
  });
}

function untold(group: RuleGroup, { name, servers }: Environment): Diagnostic[] {
  if (servers.alertmanager) return [];
  return alertsOf(group).map((alert) => {
    const message = `Loki evaluates this alert in ${name} and tells nobody: the environment has no Alertmanager.`;
    const fix = 'give the environment alertmanager({ … })';
    return error('loki/alert-without-alertmanager', alert.address, message, { fix, origin: alert.origin });
  });
}
