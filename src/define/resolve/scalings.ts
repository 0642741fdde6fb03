import type { QueryContext } from '../../authored/context.ts';
import type { Address } from '../../kernel/address.ts';
import { sortedBy } from '../../kernel/canonical.ts';
import { isObjectName } from '../../kernel/kubernetes-names.ts';
import type { Scaling } from '../../model/scaling.ts';
import type { Service } from '../../model/service.ts';
import type { AuthoredScaling } from '../scaling.ts';
import { addressIn, durationIn, type Report } from './report.ts';
import { shown } from './shown.ts';

/** Defaults of KEDA. https://keda.sh/docs/latest/reference/scaledobject-spec/ */
const EVERY_MS = 30_000;
const COOLDOWN_MS = 300_000;
/** As the autoscaler of Kubernetes begins. */
const FEWEST = 1;

export function resolveScalings(
  authored: readonly AuthoredScaling[],
  services: ReadonlyMap<object, Service>,
  context: QueryContext,
  report: Report,
): Scaling[] {
  const scalings = sortedBy(authored, (one) => `${one.service?.name}/${one.name}`).flatMap((one) => {
    const service = services.get(one.service);
    return service ? [scalingOf(one, service, context, report)] : [];
  });
  reportSameWorkload(scalings, report);
  return scalings;
}

/** KEDA refuses the second ScaledObject of a workload. */
function reportSameWorkload(scalings: readonly Scaling[], report: Report): void {
  const first = new Map<string, Scaling>();
  for (const one of scalings) {
    const { address, origin, workload } = one;
    const key = `${workload.kind} ${workload.name}`;
    const other = first.get(key);
    if (!other) first.set(key, one);
    else if (other.address !== address)
      report.error('scaling/same-workload', address, `The ${key} is scaled by ${other.address} too.`, {
        origin,
        fix: 'write the signals of both into one scaling; the one that asks for most replicas decides',
        related: [{ at: other.address, message: 'the other is here', origin: other.origin }],
      });
  }
}

function scalingOf(one: AuthoredScaling, service: Service, context: QueryContext, report: Report): Scaling {
  const at = addressIn(service.name, 'scaling', one, report);
  const { name, min = FEWEST, max, whenUnknown, workload = { kind: 'Deployment', name: service.name } } = one;
  reportRange({ ...one, min }, at, one, report);
  reportWorkload(workload.name, at, one, report);
  return {
    address: at,
    name,
    origin: one,
    service,
    signals: one.signals.map(({ query, each }) => ({ query: context.promql(query, { at, origin: one }), each })),
    workload,
    min,
    max,
    everyMs: durationIn(one.every, EVERY_MS, 'every', at, one, report),
    cooldownMs: durationIn(one.cooldown, COOLDOWN_MS, 'cooldown', at, one, report),
    whenUnknown,
  };
}

function reportRange(one: AuthoredScaling & { readonly min: number }, at: Address, origin: object, report: Report): void {
  const { min, max, whenUnknown = min, signals } = one;
  const tell = (message: string, fix: string) => report.error('scaling/range', at, message, { origin, fix });
  const whole = [min, max, whenUnknown].every((count) => Number.isInteger(count) && count >= 0);
  if (!whole || max < 1 || min > max || whenUnknown > max)
    tell(
      `It asks for ${shown(min)} to ${shown(max)} replicas${one.whenUnknown === undefined ? '' : `, and ${shown(whenUnknown)} when it knows nothing`}.`,
      'write whole numbers, the smaller as `min`: min: 2, max: 20',
    );
  if (signals.length === 0) tell('It has no signal to scale by.', 'write signals: [{ query: promql`sum(rate(…))`, each: 100 }]');
  for (const { each } of signals)
    if (!(Number.isFinite(each) && each > 0))
      tell(`One replica takes ${shown(each)} of a signal.`, 'write how much of it one replica takes, above zero: each: 100');
}

function reportWorkload(name: string, at: Address, origin: object, report: Report): void {
  if (isObjectName(name)) return;
  report.error('scaling/workload', at, `${shown(name)} is the name of no Deployment.`, {
    origin,
    fix: "write workload: { kind: 'Deployment', name: 'checkout' } with the name it has in the cluster",
  });
}
