import { inRegion } from '../../compile/in-region.ts';
import { splitAddress } from '../../kernel/address.ts';
import { type AlertRule, isAlertRule, type RecordingRule, type RuleGroup } from '../../model/alert.ts';
import { analysePromql } from '../../query/promql/analyse.ts';
import { type EstateCatalogue, metricCatalogue } from '../metric-catalogue.ts';
import { type Contribution, NOTHING } from './contribution.ts';
import { type CostSite, evaluationSeconds, retentionSeconds, SAMPLE_BYTES } from './site.ts';

/** `ALERTS` and `ALERTS_FOR_STATE`: what Prometheus writes of each alert that is pending or firing. */
const SERIES_OF_ALERT = 2;

/** What rules write: recordings, and alerts while they are open. Their queries are analysed, which knows upper bounds. */
export function evaluatedCosts(sites: readonly CostSite[]): Contribution[] {
  const [site] = sites;
  if (!site) return [];
  const count = counter(metricCatalogue(site.derived, { unknownValues: Number.POSITIVE_INFINITY }));
  return sites.flatMap((one) => {
    const { groups } = one.environment ? inRegion(one.derived, one.environment) : one.derived;
    const services = new Map(one.derived.estate.services.map((service) => [service.name, service]));
    const costsOf = (group: RuleGroup) =>
      group.rules.map((rule) => ({
        ...amountsOf(rule, count(rule), evaluationSeconds(group.intervalMs, one), one),
        service: isAlertRule(rule) ? rule.service : services.get(splitAddress(rule.cause).scope),
      }));
    return groups.filter(({ engine }) => engine === 'prometheus').flatMap(costsOf);
  });
}

type Rule = RecordingRule | AlertRule;

/** Series a rule gives, however many environments evaluate it: instances are counted where there are most. */
function counter(catalogue: EstateCatalogue): (rule: Rule) => number {
  const known = new Map<Rule, number>();
  return (rule) => {
    const found = known.get(rule) ?? seriesOf(rule, catalogue);
    known.set(rule, found);
    return found;
  };
}

function seriesOf(rule: Rule, catalogue: EstateCatalogue): number {
  const expr = rule.query.engine === 'prometheus' ? rule.query.expr : undefined;
  if (!expr) return Number.NaN;
  if (!isAlertRule(rule)) return catalogue.analyse(rule, expr).result.series;
  return SERIES_OF_ALERT * analysePromql(expr, catalogue.forRules, { alert: true }).result.series;
}

function amountsOf(rule: Rule, series: number, everySeconds: number, site: CostSite): Omit<Contribution, 'service'> {
  const name = isAlertRule(rule) ? rule.name : rule.record;
  const isKnown = Number.isFinite(series);
  const samplesPerSecond = isKnown ? series / everySeconds : 0;
  return {
    ...NOTHING,
    environment: site.environment,
    source: isAlertRule(rule) ? 'alert' : 'recording',
    name,
    series: isKnown ? series : 0,
    samplesPerSecond,
    sampleBytes: samplesPerSecond * SAMPLE_BYTES * retentionSeconds(site),
    unknown: isKnown ? [] : [{ of: 'series', why: `the query of ${name} may give any number of series` }],
  };
}
