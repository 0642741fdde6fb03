import { metricOf } from '../../authored/expr.ts';
import type { AnyMetric, Of } from '../../authored/metric.ts';
import type { Address } from '../../kernel/address.ts';
import { didYouMean } from '../../kernel/nearest.ts';
import type { Sli } from '../../model/slo.ts';
import type { SliKind } from '../../sli/kind.ts';
import type { AuthoredSlo } from '../slo.ts';
import type { Report } from './report.ts';

const TARGET_LABELS = ['cluster', 'environment', 'instance', 'job', 'namespace', 'pod'];

/** What an SLO counts, grouped only by labels that its series have. */
export function sliOf(slo: AuthoredSlo, kind: SliKind, address: Address, report: Report): Sli {
  const { type, settings } = slo.sli;
  const reads = kind.reads(settings);
  const groupBy = kind.groupBy(settings).filter((label) => {
    const lacking = reads?.find((of) => !labelsOf(of).includes(label));
    if (lacking) unknownLabel(label, lacking, slo, address, report);
    return !lacking;
  });
  return { type, settings: { ...settings, groupBy }, groupBy };
}

function unknownLabel(label: string, of: Of<AnyMetric>, slo: AuthoredSlo, address: Address, report: Report): void {
  const labels = labelsOf(of);
  report.error('slo/unknown-group-label', address, `${metricOf(of).name} has no label ${label} to group by.`, {
    origin: slo,
    fix: didYouMean(label, labels) ?? `group by one of: ${labels.join(', ')}`,
  });
}

function labelsOf(of: Of<AnyMetric>): readonly string[] {
  const { labels = {} } = metricOf(of) as { readonly labels?: object }; // every metric with labels of its own has the field
  return [...Object.keys(labels), ...TARGET_LABELS];
}
