import type { Unit } from '../../../kernel/unit.ts';
import { finding } from '../../finding.ts';
import type { AnalysedQuery } from '../../queries.ts';
import type { Rule } from '../../rule.ts';
import { isValue } from '../../template/reads.ts';
import type { Template } from '../../template/tree.ts';
import { annotationTemplates } from './templates-of.ts';
import { writtenAlertQueries } from './written-alerts.ts';

/** What makes a number of each unit readable. */
const HUMANIZED: Readonly<Partial<Record<Unit, string>>> = {
  ratio: '{{ $value | humanizePercentage }}',
  seconds: '{{ $value | humanizeDuration }}',
  bytes: '{{ $value | humanize1024 }}B',
};

export const rawValue: Rule = {
  code: 'alert/raw-value',
  severity: 'info',
  about: 'alert',
  why: 'At night nobody turns 0.034482758620689655 into 3.4%, or 5368709120 into 5GiB. What is computed comes with fifteen digits and without its unit.',
  bad: `alert({
  service: checkout,
  name: 'CheckoutsFail',
  severity: 'warning',
  when: promql\`sum(rate(\${errors}[5m])) > 1\`,
  summary: 'Checkouts fail.',
  description: '{{ $value }} checkouts fail a second.',
});`,
  good: `alert({
  service: checkout,
  name: 'CheckoutsFail',
  severity: 'warning',
  when: promql\`sum(rate(\${errors}[5m])) > 1\`,
  summary: 'Checkouts fail.',
  description: '{{ $value | humanize }} checkouts fail a second.',
});`,
  *run(input) {
    for (const one of writtenAlertQueries(input)) {
      const form = readable(one);
      if (form === undefined) continue;
      for (const { where, template } of annotationTemplates(one.alert)) {
        if (!printsRaw(template)) continue;
        const { unit } = one.analysis;
        const what = HUMANIZED[unit ?? 'count'] === undefined ? 'a rate' : unit;
        const message = `The ${where} prints $value as it is; it is ${what === 'ratio' ? 'a ratio' : what}.`;
        yield finding(rawValue, one.alert, message, { fix: `write ${form}` });
      }
    }
  },
};

function readable({ analysis, expr }: AnalysedQuery): string | undefined {
  const form = analysis.unit === undefined ? undefined : HUMANIZED[analysis.unit];
  return form ?? (analysis.facts.get(expr)?.perSecond === undefined ? undefined : '{{ $value | humanize }}');
}

/** `{{ $value }}` alone; inside a range `.Value` is another's. */
function printsRaw({ pipelines }: Template): boolean {
  return pipelines.some(({ commands: [command, ...more], printed }) => {
    const [only, ...others] = command ?? [];
    return printed && more.length + others.length === 0 && only?.kind === 'reference' && only.root !== '.' && isValue(only);
  });
}
