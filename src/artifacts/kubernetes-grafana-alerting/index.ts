import { sortedBy } from '../../kernel/canonical.ts';
import { dotted } from '../../kernel/kubernetes-names.ts';
import { outcome } from '../../kernel/outcome.ts';
import type { KubernetesServer } from '../../model/environment.ts';
import type { Route } from '../../model/routing.ts';
import { receiversOf } from '../alertmanager-config/compile.ts';
import { timeInterval } from '../alertmanager-config/time-intervals.ts';
import { notificationTemplates } from '../alertmanager-templates/index.ts';
import type { CompileInput } from '../kind.ts';
import type { Loss } from '../kubernetes-alertmanager/wire.ts';
import { type Described, objectDraft, objectKind } from '../kubernetes-object.ts';
import { contactPointSpec } from './contact-point.ts';
import { everyRoute, isSilent, NEVER, policyLosses, policyRoute } from './policy.ts';
import { problemsOf } from './problems.ts';

/**
 * For `kubernetes({ contactPoints: true })`: receivers, routes, time intervals and templates for the alerts that Grafana evaluates, as
 * GrafanaContactPoint, GrafanaNotificationPolicy, GrafanaMuteTiming and GrafanaNotificationTemplate. What they cannot say is reported.
 * https://grafana.github.io/grafana-operator/docs/alerting/
 */
export const kubernetesGrafanaAlerting = objectKind(
  'kubernetes-grafana-alerting',
  (input, server) => {
    const { derived, environment } = input;
    const { route } = derived;
    const { grafana } = environment.servers;
    if (!server.contactPoints || !grafana || !route) return outcome([]);
    const losses = policyLosses({ environment, root: route });
    for (const receiver of receiversOf(route)) contactPointSpec(receiver, server.secrets, losses);
    const problems = problemsOf(input, { grafana, server, losses });
    if (!grafana.managedAlerts || server.grafana !== 'operator') return outcome([], problems);
    const drafts = objectsOf(route, input, server).map((one) => objectDraft(environment, server, one));
    return outcome(drafts, problems);
  },
  'each-tenant',
);

function objectsOf(route: Route, input: CompileInput, server: KubernetesServer): Described[] {
  const { derived, environment } = input;
  const selected = { instanceSelector: { matchLabels: server.grafanaInstance } };
  const receivers = sortedBy(receiversOf(route), ({ name }) => name).filter(({ integrations }) => integrations.length > 0);
  const from = [environment.address, ...receivers.map(({ address }) => address)];
  const losses: Loss[] = []; // told before
  return [
    ...receivers.map((receiver): Described => {
      const make = () => ({ spec: { ...selected, ...contactPointSpec(receiver, server.secrets, losses) } });
      return { kind: 'GrafanaContactPoint', name: dotted(receiver.name, '/'), from: [receiver.address], make };
    }),
    {
      kind: 'GrafanaNotificationPolicy',
      name: 'policy',
      from,
      make: () => ({ spec: { ...selected, route: policyRoute(route, { environment, root: route }) } }),
    },
    ...timings(route, input).map((timing): Described => {
      return { kind: 'GrafanaMuteTiming', name: timing.name, from, make: () => ({ spec: { ...selected, ...timing } }) };
    }),
    {
      kind: 'GrafanaNotificationTemplate',
      name: 'templates',
      from: [environment.address],
      make: () => ({ spec: { ...selected, name: 'signalbox', template: notificationTemplates(derived.estate.severities) } }),
    },
  ];
}

/** Every interval, and what mutes the routes to nobody. */
function timings(route: Route, { derived }: CompileInput): { readonly name: string }[] {
  const declared = derived.estate.timeIntervals.map((one) => ({ ...timeInterval(one), name: one.name }));
  const silent = everyRoute(route).some((one) => one !== route && isSilent(one));
  return silent ? [...declared, NEVER] : declared;
}
