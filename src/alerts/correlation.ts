import { authoredAlert } from './authored-alert.ts';
import { correlationCases } from './correlation/cases.ts';
import { conditionsIn, type Held, heldOf } from './correlation/held.ts';
import type { CorrelationOptions } from './correlation/options.ts';
import { conditionList, correlationProblems } from './correlation/problems.ts';
import { duration, labelNames, needed, wholeNumber } from './field.ts';
import type { AlertKind, AlertParts, AlertRule, AlertScope } from './kind.ts';
import { snakeCase } from './record-ahead.ts';
import { holdsText, sentence } from './texts.ts';

/**
 * Fires when several conditions have held shortly after each other; a coincidence is no cause. What has held is recorded as `…:held` with the
 * label `condition`, and stands in the annotation `matched`. Alerts count from when they fire, not while they are pending. Compiles to
 * a recording over `ALERTS` and the conditions, and an alerting rule that counts it.
 */
export function correlation(options: CorrelationOptions): AlertRule<'correlation'> {
  return authoredAlert('correlation', options, correlation);
}

export const correlationKind: AlertKind<CorrelationOptions> = {
  form: 'correlation',
  fields: { all: conditionList, some: conditionList, atLeast: wholeNumber, within: needed(duration), by: labelNames },
  problems: (options) => [...correlationProblems(options)],
  parts: (options, scope) => partsOf(options, heldOf(conditionsIn(options), options, scope), scope),
};

function partsOf(options: CorrelationOptions, conditions: readonly Held[], scope: AlertScope): AlertParts {
  const { context, site } = scope;
  const { within, by = [], atLeast } = options;
  const name = `${snakeCase(scope.service.name)}:${snakeCase(scope.name)}:held`;
  const union = conditions
    .map(({ id, held }) => `label_replace(${held}, "condition", ${JSON.stringify(id)}, "", "")`)
    .join(' or ');
  const enough = `count by (${by.join(', ')}) (${name}) >= ${atLeast ?? conditions.length}`;
  const all = atLeast === undefined;
  const names = conditions.map(({ id }) => id);
  return {
    query: context.text(all ? enough : `${name} and on (${by.join(', ')}) (${enough})`, site),
    recordings: [
      ...conditions.flatMap(({ recordings }) => recordings),
      { name, query: context.text(union, site), labels: {}, selector: name },
    ],
    annotations: { matched: all ? names.join(', ') : '{{ $labels.condition }}' },
    summary: sentence(
      all
        ? `${names.join(' and ')} held within ${within}`
        : `At least ${atLeast} of ${names.length} conditions held within ${within}`,
    ),
    numbers: [
      `It fires when ${all ? 'all' : atLeast} of ${names.join(', ')} have held in the last ${within}${holdsText(options)}`,
    ],
    cases: correlationCases(options, conditions),
  };
}
