import type { AnyCounter, Of } from '../authored/metric.ts';
import { duration as milliseconds } from '../kernel/duration.ts';
import { printPromql } from '../query/promql/print.ts';
import { inBaseUnit } from './in-base-unit.ts';
import type { AlertParts, AlertScope } from './kind.ts';
import { recordAhead } from './record-ahead.ts';
import { regressionCases } from './regression-cases.ts';
import { holdsText, labelsText, sentence, valueText } from './texts.ts';
import type { Regression, VersionSettings } from './version-options.ts';

/** Recordings of both rates by version, and a comparison of what is new with what was there before. */
export function regressionParts(options: VersionSettings, regression: Regression, scope: AlertScope): AlertParts {
  const { of, label = 'version' } = options;
  const { times = 2, atLeast = '1%', window = '10m', minCount = 100, newFor = '1d' } = regression;
  const info = printPromql(scope.context.selector(of, scope.site));
  const rateOf = (counter: Of<AnyCounter>) => {
    const rate = `rate(${printPromql(scope.context.selector(counter, scope.site))}[${window}])`;
    return recordAhead(`sum by (${label}) (${rate} * on (job, instance) group_left (${label}) ${info})`, scope, {
      level: label,
      operation: `rate${window}`,
      of: counter,
    });
  };
  const [bad, total] = [rateOf(regression.bad), rateOf(regression.total)];
  const seconds = milliseconds(window) / 1000;
  const before = `${info} offset ${newFor}`;
  const share = `${bad.selector} / on (${label}) ${total.selector}`;
  const fresh = `${share} unless on (${label}) ${before} and on (${label}) ${total.selector} * ${seconds} >= ${minCount}`;
  const of_ = (selector: string) => `sum(${selector} and on (${label}) ${before})`;
  const still = `(${of_(bad.selector)} or vector(0)) / ${of_(total.selector)}`;
  const then = `(sum(${bad.selector} offset ${newFor}) or vector(0)) / sum(${total.selector} offset ${newFor})`;
  const bound = `clamp_min((${still} or ${then}) * ${times}, ${inBaseUnit(atLeast)})`;
  return {
    query: scope.context.text(`(${fresh}) > on () group_left () ${bound}`, scope.site),
    recordings: [bad, total],
    summary: sentence(`a new version of ${scope.service.name} fails more often than the one before`),
    description: sentence(
      `${labelsText([label])}${valueText('ratio')} fail, more than ${times} times the share of the version before`,
    ),
    numbers: [
      `A version is new for ${newFor} after it was first seen. It fires when over ${window}, its share of failures is more than ${times} times that of the version before and more than ${atLeast}, of at least ${minCount} events${holdsText(options)}`,
      `The version before is what still runs of it; where nothing does, it is all there was ${newFor} ago.`,
    ],
    cases: regressionCases({ options, regression: { ...regression, times, atLeast, window, minCount, newFor }, scope, label }),
  };
}
