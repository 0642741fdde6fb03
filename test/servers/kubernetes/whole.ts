import { promql } from '../../../src/authored/query.ts';
import { service } from '../../../src/define/service.ts';
import { slo } from '../../../src/define/slo.ts';
import { events } from '../../../src/sli/events.ts';
import { payments } from '../../support/estate.ts';
import { checkout, queue, requests, warned } from '../../support/shop.ts';
import { inCluster } from '../../unit/artifacts/kubernetes/cluster.ts';

const cart = service({ name: 'cart', owner: payments, scrape: { port: 8080, path: '/stats', interval: '1m', keep: 'declared' } });
const legacy = service({ name: 'legacy', owner: payments, scrape: { port: 80, scheme: 'https' } });
const availability = slo({
  service: checkout,
  name: 'availability',
  objective: '99.9%',
  window: '30d',
  sli: events({ total: requests, bad: requests.where({ code: '5xx' }) }),
});
const stuck = warned(promql`${queue} > 5`, { for: '10m' });
const more = { cart, legacy, availability, stuck };
const runs = [{ service: legacy, at: ['legacy.example.org:443'] }];
const monitors = [
  { service: checkout, services: { app: 'checkout' }, port: 'metrics' },
  { service: cart, pods: { app: 'cart' }, namespaces: ['shop'] },
] as const;

/** Definitions of which every kind of object is made, in every form. */
export const WHOLE = {
  operators: inCluster({ monitors, labels: { release: 'prometheus' } }, { runs }, more),
};
