import { type Diagnostic, error, warning } from '../../kernel/diagnostic.ts';
import type { GrafanaServer, KubernetesServer } from '../../model/environment.ts';
import type { CompileInput } from '../kind.ts';
import type { Loss } from '../kubernetes-alertmanager/wire.ts';

interface Found {
  readonly grafana: GrafanaServer;
  readonly server: KubernetesServer;
  readonly losses: readonly Loss[];
}

/** What would be another in Grafana than the definitions say. */
export function problemsOf(input: CompileInput, { grafana, losses, server }: Found): Diagnostic[] {
  const { address, name, servers } = input.environment;
  const { origin } = server;
  if (server.grafana !== 'operator')
    return [
      error('kubernetes/setting', address, '`contactPoints` needs the Grafana Operator.', {
        origin,
        fix: "leave out grafana: 'sidecar', or contactPoints",
      }),
    ];
  if (!grafana.managedAlerts)
    return [
      error('kubernetes/setting', address, 'With `contactPoints` Grafana would tell of alerts it does not evaluate.', {
        origin,
        fix: 'write grafana({ managedAlerts: true }), or leave out contactPoints',
      }),
    ];
  const twice = `Alertmanager and Grafana both tell of every alert in ${name}.`;
  const fix = 'leave out the alertmanager of the environment, or contactPoints';
  return [
    ...(servers.alertmanager ? [warning('kubernetes/told-twice', address, twice, { origin, fix })] : []),
    ...losses.map((loss) => lost(loss, input)),
    ...inhibitions(input, origin),
  ];
}

function lost({ at, origin, secret, what }: Loss, { environment }: CompileInput): Diagnostic {
  if (secret) {
    const fix = "write secret.file('key') for a key of kubernetes({ secrets }), or secret.file('secret/key')";
    return error('kubernetes/secret', at, `${what} is no key of a Secret in ${environment.name}.`, { origin, fix });
  }
  const message = `Grafana's own alerting cannot say ${what}, so it would be lost in ${environment.name}.`;
  return error('kubernetes/not-carried', at, message, {
    origin,
    fix: 'leave it out, or let Alertmanager tell, without contactPoints',
  });
}

/** Grafana has none: what they silence is told. */
function inhibitions({ derived, environment }: CompileInput, origin: object): Diagnostic[] {
  const count = derived.inhibitions.length;
  if (count === 0) return [];
  const message = `Grafana has no inhibitions: in ${environment.name} it tells also of what ${count === 1 ? 'one' : count} would silence.`;
  return [
    warning('grafana/alert-limits', environment.address, message, {
      origin,
      fix: 'let Alertmanager tell, without contactPoints',
    }),
  ];
}
