/** A small system with an alert for each thing that can happen to one, driven by a gauge, and seconds instead of minutes. */
import {
  alert,
  alertmanager,
  environment,
  gauge,
  inhibit,
  oneOf,
  prometheus,
  promql,
  route,
  routing,
  service,
  team,
  timeInterval,
  webhook,
} from 'signalbox';

/** Each is an alert of its own: `trouble{kind}` above 0 fires it. */
export const KINDS = ['Delivered', 'Dependency', 'Dependent', 'Muted', 'Taken', 'Stays', 'Mended'] as const;
export type Kind = (typeof KINDS)[number];

export interface Places {
  /** `host:port` of the gauge, and where notifications go, as containers see them. */
  readonly gauge: string;
  readonly webhook: string;
}

/** A page that is open for this long is escalated. */
export const ESCALATES_AFTER_SECONDS = 12;

export function operations(places: Places) {
  const to = (path: string) => webhook({ url: `http://${places.webhook}/${path}` });
  const boss = team({ name: 'boss', page: to('boss'), ticket: to('boss') });
  const oncall = team({
    name: 'oncall',
    page: to('page'),
    ticket: to('ticket'),
    escalate: { after: `${ESCALATES_AFTER_SECONDS}s`, to: boss.page },
  });
  const trouble = gauge({ name: 'trouble', help: 'What is wrong.', labels: { kind: oneOf(...KINDS), part: oneOf('a', 'b') } });
  const shop = service({ name: 'shop', owner: oncall, metrics: [trouble], scrape: { port: 1, interval: '1s' } });
  const of = (kind: Kind, severity: 'critical' | 'warning') =>
    alert({
      service: shop,
      name: kind,
      severity,
      for: '0s',
      when: promql`max by (part) (${trouble.where({ kind })}) > ${0}`,
      summary: `${kind} fires.`,
      description: 'Part {{ $labels.part }}.',
    });
  const dependency = of('Dependency', 'warning');
  const dependent = of('Dependent', 'warning');
  const muted = of('Muted', 'warning');
  const always = timeInterval({ name: 'always', times: '00:00-24:00', location: 'UTC' });
  return {
    shop,
    dependency,
    dependent,
    muted,
    always,
    delivered: of('Delivered', 'warning'),
    taken: of('Taken', 'critical'),
    stays: of('Stays', 'critical'),
    mended: of('Mended', 'critical'),
    here: environment({
      name: 'here',
      prometheus: prometheus({ version: '3.15', scrapeInterval: '1s', evaluationInterval: '1s' }),
      alertmanager: alertmanager({ version: '0.34' }),
      runs: [{ service: shop, at: [places.gauge] }],
      runbooks: 'https://runbooks.example.org',
    }),
    routes: routing({
      fallback: oncall.ticket,
      wait: '2s',
      interval: '1s',
      repeat: '1h',
      overrides: [route({ when: { alert: muted }, to: oncall.ticket, mute: always, groupBy: ['alertname', 'part'] })],
      inhibit: [inhibit({ while: { alert: dependency }, silence: { alert: dependent }, equal: ['service'] })],
    }),
  };
}
