import type { Row } from './rows.ts';

const LIMITS = 'limits: { metrics: { series: 500_000 } }';
const LIVE = "const live = environment({ name: 'live', mimir: mimirServer({ version: '3.0' }), tenants: [bank] });";
const BANK = `const bank = tenant({ name: 'bank', services: [checkout], ${LIMITS} });`;
const API = "mimir({ url: 'https://mimir.example.org' })";

/** Whose things are kept apart. */
export const tenantRows: readonly Row[] = [
  [
    'tenant/id',
    'error',
    'Servers refuse every request in the name of such a tenant.',
    [`const bank = tenant({ name: 'bank', id: 'bank/eu', services: [checkout], ${LIMITS} });`, LIVE],
    [`const bank = tenant({ name: 'bank', id: 'bank-eu', services: [checkout], ${LIMITS} });`, LIVE],
  ],
  [
    'tenant/same-id',
    'error',
    'To Mimir, Loki and Tempo two tenants of one id are one: each sees everything of the other.',
    [BANK, `const other = tenant({ name: 'other', id: 'bank', ${LIMITS} });`, LIVE],
    [BANK, LIVE],
  ],
  [
    'tenant/service-twice',
    'error',
    'Samples go to one tenant: the rules and boards of the other would find nothing.',
    [BANK, `const other = tenant({ name: 'other', teams: [payments], ${LIMITS} });`, LIVE],
    [BANK, LIVE],
  ],
  [
    'tenant/not-there',
    'error',
    'An environment that does not list a tenant compiles nothing for it: the deployment would take away what stands there.',
    [
      BANK,
      LIVE,
      `const other = tenant({ name: 'other', ${LIMITS} });`,
      `target({ name: 'other', environment: live, tenant: other, mimir: ${API} });`,
    ],
    [BANK, LIVE, `target({ name: 'bank', environment: live, tenant: bank, mimir: ${API} });`],
  ],
  [
    'tenant/wrong-target',
    'error',
    'Configurations of servers are of all tenants, rules and boards of one: the wrong target would carry nothing, or to somebody else.',
    [BANK, LIVE, `target({ name: 'live', environment: live, mimir: ${API} });`],
    [
      BANK,
      LIVE,
      "target({ name: 'live', environment: live, mimir: files({ to: 'live/mimir' }) });",
      `target({ name: 'bank', environment: live, tenant: bank, mimir: ${API} });`,
    ],
  ],
  [
    'tenant/not-alone',
    'error',
    'Servers that keep tenants apart show a rule or a board of one nothing of the others: it would be empty, and an alert would never fire.',
    [
      `const bank = tenant({ name: 'bank', services: [checkout], ${LIMITS} });`,
      "const cart = service({ name: 'cart', owner: payments, tier: 1 });",
      `const store = tenant({ name: 'store', services: [cart], ${LIMITS} });`,
      "const live = environment({ name: 'live', mimir: mimirServer({ version: '3.0' }), tenants: [bank, store] });",
      "alert({ service: cart, name: 'TooManyRequests', severity: 'warning', when: promql`sum(rate(${requests}[5m])) > 100`, summary: 'Many requests.' });",
    ],
    [
      BANK,
      LIVE,
      "alert({ service: checkout, name: 'TooManyRequests', severity: 'warning', when: promql`sum(rate(${requests}[5m])) > 100`, summary: 'Many requests.' });",
    ],
  ],
];
