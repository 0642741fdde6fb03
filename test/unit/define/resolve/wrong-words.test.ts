import { alertmanager, collector, environment, kubernetes, loki, prometheus, service, traces } from 'signalbox';
import { expect, test } from 'vitest';
import { base, payments, resolveAll } from '../../../support/estate.ts';

const forced = (options: object) => options as never;
const itself: Record<string, unknown> = {};
itself['again'] = { inner: itself };

/** What is said of an environment with these servers, and what is to be written. */
function told(servers: object): string[] {
  const live = environment(
    forced({ name: 'live', runbooks: 'https://r.example.org', prometheus: prometheus({ version: '3.15' }), ...servers }),
  );
  return resolveAll({ ...base, live }).diagnostics.map(({ fix, message }) => `${message} ${fix}`);
}
const lokiWith = (raw: unknown) => ({ loki: loki(forced({ version: '3.7', raw })) });
const monitored = (monitors: unknown) => ({
  kubernetes: kubernetes(forced({ version: '1.36', namespace: 'monitoring', monitors })),
});
const TREE = 'write { … } of texts, numbers, true, false, null, lists and objects, none of which holds itself';
const SERVICE = 'write service: checkout, where export const checkout = service({ … })';

test.each([
  ['a text for a service', monitored([{ service: 'checkout' }]), [`\`monitors.service\` is "checkout". ${SERVICE}`]],
  ['a text for a monitor', monitored(['checkout']), [`\`monitors.service\` is "checkout". ${SERVICE}`]],
  [
    'keys of raw',
    lokiWith({ a: () => 1, b: 10n, c: { d: [1, Number.NaN] }, e: 1 }),
    [`\`loki.raw.a\` is a function. ${TREE}`, `\`loki.raw.b\` is 10n. ${TREE}`, `\`loki.raw.c.d.1\` is NaN. ${TREE}`],
  ],
  ['raw that holds itself', lokiWith(itself), [`\`loki.raw.again.inner\` is an object. ${TREE}`]],
  ['raw that is a text', lokiWith('x'), [`\`loki.raw\` is "x". ${TREE}`]],
  [
    'a number for a version',
    { alertmanager: alertmanager(forced({ version: 0.34 })) },
    ["Alertmanager 0.34, a number and no text, is no version this release compiles for. write version: '0.34'"],
  ],
])('%s is said as it was seen', (_, servers, said) => {
  expect(told(servers)).toEqual(said);
});

test('a time that is too short for Loki is told once', () => {
  const said = told({ loki: loki({ version: '3.7', retention: '1h' }) });
  expect(said).toEqual(["Loki deletes by the day: retention 1h is below 24h. write retention: '1d' or more"]);
});

test('an environment that cannot be named so', () => {
  expect(told({ name: 'a b' })).toContainEqual(expect.stringContaining('"a b" cannot name an environment.'));
});

test('of two ways to find gateways one is too many', () => {
  const gateways = { dns: 'x', at: ['gateway-0:4317'] };
  const [first, ...others] = told({ collector: collector(forced({ version: '0.156', form: 'tiers', gateways })) });
  expect(first).toContain('gateways has at and dns: only one of them can be given.');
  expect(others).toEqual([]);
});

test('what was left out is told with what may stand there', () => {
  const cart = service({ name: 'cart', owner: payments });
  const spans = traces(forced({ service: cart, propagation: ['tracecontext'] }));
  const { diagnostics } = resolveAll({ ...base, cart, spans });
  expect(diagnostics.map(({ fix }) => fix)).toEqual([
    "write `sampling`: tail({ … }), head({ ratio: '10%' }) or another sampling, or check the import of what it names: it is missing, or the two files import each other",
  ]);
});
