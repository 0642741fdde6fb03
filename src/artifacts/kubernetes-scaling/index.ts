import { compact } from '../../kernel/canonical.ts';
import { outcome } from '../../kernel/outcome.ts';
import type { Scaling } from '../../model/scaling.ts';
import { samplesFrom, TENANT_HEADER } from '../../model/sharing.ts';
import { canonicalText } from '../../query/promql/own-query.ts';
import { objectDraft, objectKind } from '../kubernetes-object.ts';

const SECOND_MS = 1000;
/** Readings that fail before the signal is unknown. */
const FAILURES = 3;

/** How many replicas services have: a ScaledObject of KEDA for each `scaling`. https://keda.sh/docs/latest/reference/scaledobject-spec/ */
export const kubernetesScaling = objectKind(
  'kubernetes-scaling',
  ({ derived, environment }, server) => {
    const asked = samplesFrom(environment.servers);
    if (!asked) return outcome([]);
    return outcome(
      derived.estate.scalings.map((one) =>
        objectDraft(environment, server, {
          kind: 'ScaledObject',
          name: `${one.service.name}-${one.name}`,
          from: [one.address],
          about: { owner: one.service.owner.name, service: one.service.name },
          make: () => ({ spec: specOf(one, asked) }),
        }),
      ),
    );
  },
  'each-tenant',
);

function specOf(one: Scaling, { url, ...asked }: NonNullable<ReturnType<typeof samplesFrom>>): object {
  const { workload, min, max, everyMs, cooldownMs, whenUnknown, signals } = one;
  const tenant = 'tenant' in asked ? asked.tenant : undefined;
  const customHeaders = tenant === undefined ? {} : { customHeaders: `${TENANT_HEADER}=${tenant}` }; // an id has no `=` and no comma
  return compact({
    scaleTargetRef: { apiVersion: 'apps/v1', kind: workload.kind, name: workload.name },
    pollingInterval: Math.ceil(everyMs / SECOND_MS),
    cooldownPeriod: Math.ceil(cooldownMs / SECOND_MS),
    minReplicaCount: min,
    maxReplicaCount: max,
    fallback: whenUnknown === undefined ? undefined : { failureThreshold: FAILURES, replicas: whenUnknown },
    triggers: signals.map(({ query, each }) => ({
      type: 'prometheus',
      // no series is no answer: else an outage of what is measured would stop what is running
      metadata: {
        serverAddress: url,
        ...customHeaders,
        query: canonicalText(query),
        threshold: String(each),
        ignoreNullValues: 'false',
      },
    })),
  });
}
