import { error } from '../../kernel/diagnostic.ts';
import { outcome } from '../../kernel/outcome.ts';
import type { KubernetesServer } from '../../model/environment.ts';
import { commonAlertmanager } from '../../model/sharing.ts';
import { receiversOf } from '../alertmanager-config/compile.ts';
import type { CompileInput } from '../kind.ts';
import { objectDraft, objectKind } from '../kubernetes-object.ts';
import { configSpec } from './spec.ts';
import type { Loss } from './wire.ts';

/** Without `alertmanagerConfigMatcherStrategy` the operator adds a matcher on the label `namespace`, which most alerts have not. */
const STRATEGY = [
  'The Alertmanager object has to select it, with alertmanagerConfigMatcherStrategy: { type: None };',
  'the templates its receivers use are the ConfigMap of alertmanager.templates.',
];

/**
 * `kubernetes/alertmanagerconfigs/<name>.yaml`: routes, receivers, inhibitions and time intervals for the Prometheus Operator. What it
 * cannot say is reported. https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1alpha1.AlertmanagerConfig
 */
export const kubernetesAlertmanager = objectKind(
  'kubernetes-alertmanager',
  (input, server) => {
    const { derived, environment } = input;
    const alertmanager = commonAlertmanager(environment);
    if (!alertmanager || !derived.route || server.alertmanager !== 'operator') return outcome([]);
    const { route } = derived;
    const losses: Loss[] = [];
    const context = { route, derived, alertmanager, server };
    configSpec(context, losses);
    const receivers = [...receiversOf(route)].map(({ address }) => address);
    const draft = objectDraft(environment, server, {
      kind: 'AlertmanagerConfig',
      name: 'alertmanager',
      from: [environment.address, ...receivers],
      make: () => ({ spec: configSpec(context, []), header: STRATEGY }),
    });
    return outcome(
      [draft],
      losses.map((loss) => lost(loss, server, input)),
    );
  },
  'all',
);

function lost({ at, what, origin, secret }: Loss, server: KubernetesServer, { environment }: CompileInput) {
  if (secret) {
    const message = `${what} is no key of a Secret in ${environment.name}.`;
    const fix = "write secret.file('key') for a key of kubernetes({ secrets }), or secret.file('secret/key')";
    return error('kubernetes/secret', at, message, { fix, origin });
  }
  const message = `An AlertmanagerConfig cannot say ${what}, so it would be lost in ${environment.name}.`;
  const fix = `leave it out, or write kubernetes({ alertmanager: 'files' }) to mount alertmanager.yml as it is`;
  return error('kubernetes/not-carried', at, message, {
    fix,
    origin,
    related: [{ at: environment.address, message: 'the cluster', origin: server.origin }],
  });
}
