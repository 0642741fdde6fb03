import type { QueryContext } from '../../authored/context.ts';
import type { RuleGroup } from '../../model/alert.ts';
import type { Slo } from '../../model/slo.ts';
import { sloAlerts } from './alerts.ts';
import { recordingsOf } from './recordings.ts';
import { groupIntervalMs } from './timing.ts';

/** Everything an SLO implies, in one group: alerts read what the same evaluation recorded. */
export function sloGroup(slo: Slo, context: QueryContext): RuleGroup {
  return {
    name: `slo-${slo.service.name}-${slo.name}`,
    engine: 'prometheus',
    scope: slo.service.name,
    intervalMs: groupIntervalMs(slo),
    rules: [...recordingsOf(slo, context), ...sloAlerts(slo, context)],
  };
}
