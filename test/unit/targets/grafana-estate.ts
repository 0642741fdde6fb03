import { artifactKinds } from '../../../src/artifacts/kinds.ts';
import { compileModule } from '../../../src/program.ts';
import { applyPlan } from '../../../src/targets/apply.ts';
import { planDestruction, planTarget } from '../../../src/targets/observe.ts';
import { verifyTarget } from '../../../src/targets/verify.ts';
import { type FakeGrafana, fakeGrafana } from '../../support/fake-grafana.ts';
import { ioAt } from './samples.ts';

/** Definitions, deployed to a fake Grafana as the command line does. */
export async function grafanaWith(token = 'glsa_fake') {
  const fake = await fakeGrafana(token);
  const io = ioAt('/', { secret: () => token });
  const of = (module: object) => {
    const { artifacts, derived } = compileModule(module, '2026-11-21');
    const [target] = derived.estate.targets;
    if (!target) throw new Error('the definitions have no target');
    return { artifacts, target };
  };
  const plan = async (module: object) => {
    const { artifacts, target } = of(module);
    return planTarget(target, artifacts, artifactKinds, io);
  };
  return {
    fake,
    plan,
    deploy: async (module: object) => applyPlan(await plan(module), of(module).target, io),
    destroy: async (module: object) => {
      const { artifacts, target } = of(module);
      return applyPlan(await planDestruction(target, artifacts, artifactKinds, io), target, io);
    },
    verify: async (module: object) => verifyTarget(of(module).target, of(module).artifacts, io),
    actions: async (module: object) =>
      (await plan(module)).changes.filter(({ action }) => action !== 'keep').map((one) => `${one.action} ${one.id}`),
    ask: (method: string, path: string, body?: object) => ask(fake, token, method, path, body),
  };
}

async function ask({ url }: FakeGrafana, token: string, method: string, path: string, body?: object) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
}
