import { alert, dashboard, environment, routing, section, service, slo, team } from 'signalbox';
import { checkout, payments } from '../../../docs/examples/shop.ts';

/** What may stand alone in an example without being a definition: docs/checks.md says where it then belongs. */
export interface Part {
  readonly kind: string;
  /** Of servers: which. */
  readonly server?: string;
}
/** The definitions that parts of one kind stand in. Options come as the constructors made them, so their types are known there. */
type Place = (parts: never[]) => readonly object[];

const alerts: Place = (queries) =>
  queries.map((when, index) =>
    alert({
      service: checkout,
      name: index === 0 ? 'Example' : `Example${index + 1}`,
      severity: 'warning',
      when,
      summary: 'An example.',
      runbook: { impact: 'None.' },
    }),
  );
const metrics: Place = (listed) => [service({ name: 'cart', owner: payments, metrics: listed, scrape: { port: 9465 } })];
const objectives: Place = (slis) =>
  slis.map((sli, index) => slo({ service: checkout, name: `example-${index + 1}`, objective: '99%', window: '30d', sli }));
const panels: Place = (shown) => [
  dashboard({ name: 'example', title: 'Example', service: checkout, sections: [section({ title: 'Example', panels: shown })] }),
];
const servers: Place = (parts: Part[]) => [
  environment({
    name: 'staging',
    runbooks: 'https://runbooks.example.org',
    ...Object.fromEntries(parts.map((server) => [server.server, server])),
  }),
];

const PLACES: Readonly<Record<string, Place>> = {
  expr: alerts,
  'log-expr': alerts,
  counter: metrics,
  gauge: metrics,
  histogram: metrics,
  summary: metrics,
  info: metrics,
  stateset: metrics,
  sli: objectives,
  panel: panels,
  section: (sections) => [dashboard({ name: 'example', title: 'Example', service: checkout, sections })],
  channel: (channels) => channels.map((ticket, index) => team({ name: `example-${index + 1}`, ticket })),
  server: servers,
};
/** A part of the shop's only route tree, so what it stands in replaces that. */
const ROUTED = new Set(['route', 'inhibition']);

/** The definitions that parts stand in, by name: one that is a name of the shop's replaces that. */
export function placeParts(parts: readonly Part[]): Record<string, unknown> {
  const places = new Set(parts.map(({ kind }) => PLACES[kind]));
  const placed = [...places].flatMap((place) => place?.(parts.filter(({ kind }) => PLACES[kind] === place) as never[]) ?? []); // its own kinds
  const of = (kind: string): never[] => parts.filter((part) => part.kind === kind) as never[]; // its own kind
  const routes = routing({ fallback: payments.ticket, overrides: of('route'), inhibit: of('inhibition') });
  const whole = parts.filter(({ kind }) => PLACES[kind] === undefined && !ROUTED.has(kind));
  return { $placed: { ...placed }, $whole: { ...whole }, ...(parts.some(({ kind }) => ROUTED.has(kind)) ? { routes } : {}) };
}
