import { KUSTOMIZE } from '../../../artifacts/kubernetes-kustomization/overlays.ts';
import { GENERATED_LIST } from '../../../compile/generated-list.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const reservedName: Rule = {
  code: 'environment/reserved-name',
  severity: 'error',
  about: 'environment',
  why: 'Each environment has a folder of its name, and generated/kustomize is that of the overlays of all; generated/files.txt lists what was written.',
  bad: "const staging = environment({ name: 'kustomize' });",
  good: "const staging = environment({ name: 'staging' });",
  *run({ derived: { estate } }) {
    for (const environment of estate.environments) {
      const name = String(environment.name).toLowerCase(); // one folder where case does not tell names apart
      const is = RESERVED.get(name);
      const message = `An environment cannot be called ${environment.name}: generated/${name} is ${is}.`;
      if (is !== undefined) yield finding(reservedName, environment, message, { fix: 'give it another name' });
    }
  },
};

const RESERVED: ReadonlyMap<string, string> = new Map([
  [KUSTOMIZE, 'the folder of the overlays'],
  [GENERATED_LIST, 'the list of what was written'],
]);
