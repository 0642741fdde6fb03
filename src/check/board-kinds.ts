import type { Rule } from './rule.ts';
import { duplicateUid } from './rules/dashboard/duplicate-uid.ts';
import { editable } from './rules/dashboard/editable.ts';
import { linkVariable } from './rules/dashboard/link-variable.ts';
import { refreshTooFast } from './rules/dashboard/refresh-too-fast.ts';
import { severalValues } from './rules/dashboard/several-values.ts';
import { tooManyPanels } from './rules/dashboard/too-many-panels.ts';
import { tooManyQueries } from './rules/dashboard/too-many-queries.ts';
import { unknownLink } from './rules/dashboard/unknown-link.ts';
import { variableChoice } from './rules/dashboard/variable-choice.ts';
import { variableName } from './rules/dashboard/variable-name.ts';
import { variableQuery } from './rules/dashboard/variable-query.ts';
import { fixedRateWindow } from './rules/panel/fixed-rate-window.ts';
import { legendLabelDropped } from './rules/panel/legend-label-dropped.ts';
import { missingAggregation } from './rules/panel/missing-aggregation.ts';
import { noDescription } from './rules/panel/no-description.ts';
import { noTitle } from './rules/panel/no-title.ts';
import { noUnit } from './rules/panel/no-unit.ts';
import { removedType } from './rules/panel/removed-type.ts';
import { tooManySeries } from './rules/panel/too-many-series.ts';
import { unitMismatch } from './rules/panel/unit-mismatch.ts';

/** The rules about boards and their panels, one line each. */
export const boardRules: readonly Rule[] = [
  duplicateUid,
  editable,
  linkVariable,
  refreshTooFast,
  severalValues,
  tooManyPanels,
  tooManyQueries,
  unknownLink,
  variableChoice,
  variableName,
  variableQuery,
  fixedRateWindow,
  legendLabelDropped,
  missingAggregation,
  noDescription,
  noTitle,
  noUnit,
  removedType,
  tooManySeries,
  unitMismatch,
];
