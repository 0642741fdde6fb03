import { inRegion } from '../../compile/in-region.ts';
import { ESCALATED } from '../../derive/escalations.ts';
import { splitAddress } from '../../kernel/address.ts';
import { type AlertRule, isAlertRule, type RecordingRule, type RuleGroup } from '../../model/alert.ts';
import type { Derived } from '../../model/derived.ts';
import type { Service } from '../../model/service.ts';
import { analysePromql } from '../../query/promql/analyse.ts';
import { selectorsOf } from '../../query/promql/visit.ts';
import { type EstateCatalogue, metricCatalogue } from '../metric-catalogue.ts';
import { holds } from '../routing/match.ts';
import { type Contribution, NOTHING } from './contribution.ts';
import { type CostSite, evaluationSeconds, retentionSeconds, SAMPLE_BYTES } from './site.ts';

/** `ALERTS` and `ALERTS_FOR_STATE`: what Prometheus writes of each alert that is pending or firing. */
const SERIES_OF_ALERT = 2;

/** What rules write: recordings, and alerts while they are open. Their queries are analysed, which knows upper bounds. */
export function evaluatedCosts(sites: readonly CostSite[]): Contribution[] {
  const [site] = sites;
  if (!site) return [];
  const count = counter(metricCatalogue(site.derived, { unknownValues: Number.POSITIVE_INFINITY }), site.derived);
  return sites.flatMap((one) => {
    const { groups } = one.environment ? inRegion(one.derived, one.environment) : one.derived;
    const services = new Map(one.derived.estate.services.map((service) => [service.name, service]));
    const costsOf = (group: RuleGroup) =>
      group.rules.map((rule) => {
        const service = isAlertRule(rule) ? rule.service : services.get(splitAddress(rule.cause).scope);
        return amountsOf(rule, service, {
          series: count(rule),
          everySeconds: evaluationSeconds(group.intervalMs, one),
          site: one,
        });
      });
    return groups.filter(({ engine }) => engine === 'prometheus').flatMap(costsOf);
  });
}

type Rule = RecordingRule | AlertRule;

/** Series a rule gives, however many environments evaluate it: instances are counted where there are most. */
function counter(catalogue: EstateCatalogue, { alerts }: Derived): (rule: Rule) => number {
  const known = new Map<Rule, number>();
  return (rule) => {
    const found = known.get(rule) ?? (isEscalation(rule) ? SERIES_OF_ALERT * watchedBy(rule, alerts) : seriesOf(rule, catalogue));
    known.set(rule, found);
    return found;
  };
}

function isEscalation(rule: Rule): rule is AlertRule {
  return isAlertRule(rule) && rule.labels[ESCALATED] !== undefined;
}

/** An escalation fires once for each name among the alerts of its service that may be open too long. */
function watchedBy({ query, service }: AlertRule, alerts: readonly AlertRule[]): number {
  const expr = query.engine === 'prometheus' ? query.expr : undefined;
  const severities = expr
    ? selectorsOf(expr).flatMap(({ matchers }) => matchers.filter(({ label }) => label === 'severity'))
    : [];
  const open = alerts.filter((one) => one.service === service && !isEscalation(one));
  return new Set(open.filter(({ severity }) => severities.every((one) => holds(one, severity))).map(({ name }) => name)).size;
}

function seriesOf(rule: Rule, catalogue: EstateCatalogue): number {
  const expr = rule.query.engine === 'prometheus' ? rule.query.expr : undefined;
  if (!expr) return Number.NaN;
  if (!isAlertRule(rule)) return catalogue.analyse(rule, expr).result.series;
  return SERIES_OF_ALERT * analysePromql(expr, catalogue.forRules, { alert: true }).result.series;
}

interface Evaluated {
  readonly series: number;
  readonly everySeconds: number;
  readonly site: CostSite;
}

function amountsOf(rule: Rule, service: Service | undefined, { everySeconds, series, site }: Evaluated): Contribution {
  const name = isAlertRule(rule) ? rule.name : rule.record;
  const isKnown = Number.isFinite(series);
  const samplesPerSecond = isKnown ? series / everySeconds : 0;
  return {
    ...NOTHING,
    environment: site.environment,
    service,
    source: isAlertRule(rule) ? 'alert' : 'recording',
    name,
    series: isKnown ? series : 0,
    samplesPerSecond,
    sampleBytes: samplesPerSecond * SAMPLE_BYTES * retentionSeconds(site, service),
    unknown: isKnown ? [] : [{ of: 'series', why: `the query of ${name} may give any number of series` }],
  };
}
