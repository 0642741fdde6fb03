import { ESCALATED } from '../../derive/escalations.ts';
import { sortedBy } from '../../kernel/canonical.ts';
import { printDuration } from '../../kernel/duration.ts';
import { outcome } from '../../kernel/outcome.ts';
import type { AlertRule } from '../../model/alert.ts';
import { escalationsOf } from '../../model/escalation.ts';
import { evaluatesRules } from '../../model/sharing.ts';
import { MadeDraft } from '../draft.ts';
import { headerLines } from '../header.ts';
import type { ArtifactKind, CompileInput, Draft } from '../kind.ts';
import { dashboardUrl, runbookPath } from '../links.ts';
import { alertNumbers } from './alert-numbers.ts';
import { explainQuery } from './explain-query.ts';
import { sloNumbers } from './slo-numbers.ts';

/** One page for each alert of an environment that evaluates any: what it means, what to do, whom to ask. The alert's `runbook_url` leads here. */
export const runbook: ArtifactKind<string> = {
  kind: 'runbook',
  server: 'docs',
  perScope: true,
  applyAfter: [],
  compile: (input) => outcome(evaluatesRules(input.environment.servers) ? pages(input) : []),
  print: (text) => text,
  comparable: (text) => text,
};

function pages(input: CompileInput): Draft<string>[] {
  const byPath = new Map<string, AlertRule[]>();
  for (const alert of input.derived.alerts) {
    const path = runbookPath(alert);
    const there = byPath.get(path);
    if (there) there.push(alert);
    else byPath.set(path, [alert]);
  }
  return sortedBy(byPath, ([path]) => path).flatMap(([path, alerts]) => {
    const [first] = alerts;
    return first && first.runbook.url === undefined ? [new MadeDraft(path, [first.cause], () => page(first, alerts, input))] : [];
  });
}

function page(first: AlertRule, alerts: readonly AlertRule[], input: CompileInput): string {
  const { service } = first;
  const dashboard = dashboardUrl(first, input.derived, input.environment);
  const owner = service.owner;
  return `${[
    `<!-- ${headerLines(input.environment).join(' ')} -->`,
    `# ${first.name}${first.labels['slo'] === undefined ? '' : ` (${first.labels['slo']})`}`,
    first.annotations['summary'] ?? '',
    '## What it means',
    first.runbook.impact || `${service.title} may not work as it should.`,
    '## When it fires',
    ...alerts.map(condition),
    ...sloNumbers(first, input),
    ...alertNumbers(first, input),
    '## What to do',
    steps(first),
    '## Whom to ask',
    `${owner.name} owns ${service.title}${service.system ? ` (${service.system.title})` : ''}.${escalation(first, alerts, input)}`,
    ...(dashboard === undefined ? [] : ['## Where to look', `[The dashboard](${dashboard})`]),
  ].join('\n\n')}\n`;
}

function condition(alert: AlertRule): string {
  const wait = alert.forMs > 0 ? ` for ${printDuration(alert.forMs)}` : '';
  const tier = alert.labels['slo_tier'];
  return `**${alert.severity}**${tier === undefined ? '' : ` (\`${tier}\`)`}: when this holds${wait}\n\n\`\`\`${alert.query.engine === 'loki' ? 'logql' : 'promql'}\n${explainQuery(alert.query)}\n\`\`\``;
}

function steps(alert: AlertRule): string {
  const own = alert.runbook.steps;
  const all =
    own.length > 0
      ? own
      : [
          'Open the dashboard and find when it began.',
          'Look at what was deployed or changed just before.',
          'Read the logs of the service around that time.',
        ];
  return all.map((step, index) => `${index + 1}. ${step}`).join('\n');
}

/** Of its levels those that escalate; an escalation itself does not. */
function escalation({ service, labels }: AlertRule, alerts: readonly AlertRule[], { derived }: CompileInput): string {
  if (labels[ESCALATED] !== undefined) return '';
  const levels = [...new Set(alerts.map(({ severity }) => severity))];
  return escalationsOf(service.owner, derived.estate.severities)
    .map((plan) => {
      const named = levels.filter((level) => plan.levels.some(({ name }) => name === level));
      const after = `${printDuration(plan.afterMs)} without an end`;
      if (named.length === levels.length) return ` After ${after}, ${plan.to.name} is told too.`;
      return named.length === 0 ? '' : ` Where it is ${named.join(' or ')}, ${plan.to.name} is told too after ${after}.`;
    })
    .join('');
}
