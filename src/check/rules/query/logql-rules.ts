import type { Diagnostic } from '../../../kernel/diagnostic.ts';
import type { CheckInput, Explanation, Rule } from '../../rule.ts';
import { fieldValue } from './logql/field-value.ts';
import { filterAfterParser } from './logql/filter-after-parser.ts';
import { fixedWindow } from './logql/fixed-window.ts';
import { groupingCardinality } from './logql/grouping-cardinality.ts';
import { diagnoseLogql } from './logql/logql-use.ts';
import { logqlNotInVersion } from './logql/not-in-version.ts';
import { offByDefault } from './logql/off-by-default.ts';
import { linesInPanel, metricInLogsPanel } from './logql/panel-shape.ts';
import { parserMismatch } from './logql/parser-mismatch.ts';
import { selectsEverything } from './logql/selects-everything.ts';
import { unknownField } from './logql/unknown-field.ts';
import { unwrapErrors } from './logql/unwrap-errors.ts';
import { unwrapNoNumber } from './logql/unwrap-no-number.ts';
import { logqlExplanations } from './logql-explanations.ts';

/** One rule for each code the reading and analysis of LogQL give, and those about a query in its place. */
export const logqlRules: readonly Rule[] = [
  ...logqlExplanations.map((of): Rule => ({ ...of, about: 'query', run: (input) => problemsOf(of, input) })),
  unknownField,
  fieldValue,
  unwrapNoNumber,
  groupingCardinality,
  selectsEverything,
  filterAfterParser,
  unwrapErrors,
  parserMismatch,
  metricInLogsPanel,
  linesInPanel,
  fixedWindow,
  offByDefault,
  logqlNotInVersion,
];

function* problemsOf(of: Explanation, { logql }: CheckInput): Iterable<Diagnostic> {
  for (const use of logql) {
    for (const problem of use.problems) if (problem.code === of.code) yield diagnoseLogql(of, problem, use);
  }
}
