import type { Rule } from '../../rule.ts';
import { boardOfNobody } from './board-of-nobody.ts';
import { tenantEnvironmentName } from './environment-name.ts';
import { foreignReceiver } from './foreign-receiver.ts';
import { keptTogether } from './kept-together.ts';
import { tenantNowhere } from './nowhere.ts';
import { tenantSamePlace } from './same-place.ts';
import { serviceOfNone } from './service-of-none.ts';
import { withoutLimits } from './without-limits.ts';
import { withoutServices } from './without-services.ts';

/** What tenants that share an environment must be. */
export const tenantRules: readonly Rule[] = [
  boardOfNobody,
  foreignReceiver,
  keptTogether,
  serviceOfNone,
  tenantEnvironmentName,
  tenantNowhere,
  tenantSamePlace,
  withoutLimits,
  withoutServices,
];
