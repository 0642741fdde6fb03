/** Alerts that are told to people and answered by a handler: one for real, one as a rehearsal, one that is guarded. */
import {
  alert,
  alertmanager,
  environment,
  gauge,
  prometheus,
  promql,
  remediation,
  routing,
  secret,
  service,
  team,
  text,
  webhook,
} from 'signalbox';

interface Parts {
  readonly people: `http://${string}`;
  readonly handler: `http://${string}`;
  readonly act: (queue: string) => Promise<void>;
}

export function answering({ people, handler, act }: Parts) {
  const oncall = team({ name: 'oncall', page: webhook({ url: people }), ticket: webhook({ url: people }) });
  const depth = gauge({ name: 'queue_depth', help: 'What waits.', labels: { queue: text({ series: 5 }) } });
  const worker = service({ name: 'worker', owner: oncall, metrics: [depth], scrape: { port: 9464 } });
  const of = (name: string) =>
    alert({
      service: worker,
      name,
      severity: 'critical',
      summary: 'A queue does not drain.',
      runbook: { impact: 'Orders wait.' },
      when: promql`${depth} > 100`,
    });
  const [stuck, full, slow] = [of('Stuck'), of('Full'), of('Slow')];
  const given = {
    action: ({ labels }: { readonly labels: Readonly<Record<string, string>> }) => act(labels['queue'] ?? ''),
    to: handler,
    token: secret.file('remediation-token'),
  };
  const restart = remediation({ ...given, name: 'restart', on: stuck, dryRun: false });
  const rehearsed = remediation({ ...given, name: 'rehearsed', on: full });
  const guarded = remediation({ ...given, name: 'guarded', on: slow, dryRun: false, guard: () => 'a deploy is under way' });
  const test = environment({
    name: 'test',
    prometheus: prometheus({ version: '3.15' }),
    alertmanager: alertmanager({ version: '0.34' }),
    runbooks: 'https://runbooks.example.org',
  });
  const routes = routing({ fallback: oncall.ticket, wait: '1s', interval: '1s', repeat: '1h' });
  return { oncall, worker, stuck, full, slow, restart, rehearsed, guarded, test, routes };
}
