/** Deploys as the command line does: plan, apply exactly that, prove it. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Artifact } from '../../../src/artifacts/kind.ts';
import { artifactKinds } from '../../../src/artifacts/kinds.ts';
import { addressOf, ESTATE } from '../../../src/kernel/address.ts';
import type { Environment } from '../../../src/model/environment.ts';
import type { Target } from '../../../src/model/target.ts';
import { type ApplyResult, applyPlan } from '../../../src/targets/apply.ts';
import { planTarget } from '../../../src/targets/observe.ts';
import { ioAt } from '../../unit/targets/samples.ts';

export async function deploy(
  artifacts: readonly Artifact[],
  environment: Environment,
  reach: Target['reach'],
): Promise<ApplyResult> {
  const target: Target = {
    address: addressOf(ESTATE, 'target', 'test'),
    name: 'test',
    origin: environment.origin,
    environment,
    reach,
    confirm: [],
    audit: [],
  };
  const io = ioAt('/', { wait: (milliseconds) => sleep(milliseconds) });
  return applyPlan(await planTarget(target, artifacts, artifactKinds, io), target, io);
}
