import { mustHave } from '../../../query/promql/labels.ts';
import { finding } from '../../finding.ts';
import type { AnalysedQuery } from '../../queries.ts';
import type { Rule } from '../../rule.ts';
import { operandsOf } from '../../template/reads.ts';
import { isPinned } from './pinned.ts';
import { annotationTemplates } from './templates-of.ts';
import { writtenAlertQueries } from './written-alerts.ts';

/** Labels of the place rather than of the thing: every notification says them anyway. */
const OF_EVERY_TARGET = new Set(['job', 'cluster', 'environment', 'namespace', 'le']);

export const descriptionNamesNothing: Rule = {
  code: 'alert/description-names-nothing',
  severity: 'info',
  about: 'alert',
  why: 'The alert fires once for each series. Where no text says which, all its notifications read alike, and whoever is called has to run the query to learn where.',
  bad: `alert({
  service: checkout,
  name: 'QueueLong',
  severity: 'warning',
  when: promql\`max by (queue) (\${queue}) > 100\`,
  summary: 'A queue is long.',
  description: 'Messages wait for more than they should.',
});`,
  good: `alert({
  service: checkout,
  name: 'QueueLong',
  severity: 'warning',
  when: promql\`max by (queue) (\${queue}) > 100\`,
  summary: 'A queue is long.',
  description: 'Queue {{ $labels.queue }} holds {{ $value }} messages.',
});`,
  *run(input) {
    for (const one of writtenAlertQueries(input)) {
      const labels = telling(one);
      const says = annotationTemplates(one.alert).some(({ template }) => readsLabels(operandsOf(template)));
      if (labels.length === 0 || says) continue;
      const message = `${one.alert.name} fires for each ${labels.join(', ')}, and no text says for which.`;
      yield finding(descriptionNamesNothing, one.alert, message, { fix: `write {{ $labels.${labels[0]} }} in the description` });
    }
  },
};

/** Labels by which one firing series is surely told from another; of a query that may carry any, nothing is said. */
function telling({ analysis, expr }: AnalysedQuery): string[] {
  const labels = analysis.facts.get(expr)?.labels;
  if (!labels || labels.open) return [];
  return [...labels.exact]
    .filter((label) => mustHave(labels, label) && !OF_EVERY_TARGET.has(label) && !isPinned(expr, label))
    .sort();
}

function readsLabels(operands: ReturnType<typeof operandsOf>): boolean {
  return operands.some(
    (operand) =>
      operand.kind === 'reference' && (operand.root === '$labels' || operand.fields[0] === 'Labels' || operand.root === '$'),
  );
}
