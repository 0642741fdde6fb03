import type { Row } from './rows.ts';

/** Something to suppress `metric/name` at. */
const MISNAMED = [
  "const threads = gauge({ name: 'threads_total', help: 'Threads.' });",
  "const cart = service({ name: 'cart', owner: payments, metrics: [threads], scrape: { port: 9465 } });",
];

/** Turning what was written into the estate. */
export const definitionRows: readonly Row[] = [
  [
    'definition/name',
    'error',
    'Names become file paths, labels and URLs; other characters would be escaped differently on every server.',
    "service({ name: 'the cart', owner: payments });",
    "service({ name: 'the-cart', owner: payments });",
  ],
  [
    'definition/secret-literal',
    'error',
    'A password in a definition is a password in the repository. It is not used, so the server would be reached without one.',
    "prometheus({ version: '3.15', remoteWrite: [{ url: 'https://mimir.example.org/api/v1/push', credentials: 'hunter2' }] });",
    [
      "const token = secret.file('mimir-token');",
      "prometheus({ version: '3.15', remoteWrite: [{ url: 'https://mimir.example.org/api/v1/push', credentials: token }] });",
    ],
  ],
  [
    'alert/severity',
    'error',
    'Routes and teams know the severities of the scale: critical, warning and info, where none is written. An alert with another word is delivered to the fallback, or to nobody who is awake.',
    "alert({ service: checkout, name: 'QueueLong', severity: 'page', when: promql`${queue} > 100`, summary: 'A queue is long.' });",
    "alert({ service: checkout, name: 'QueueLong', severity: 'critical', when: promql`${queue} > 100`, summary: 'A queue is long.' });",
  ],
  [
    'definition/duration',
    'error',
    'Prometheus reads whole units, largest first; anything else would be refused by the server, or read as something else.',
    [
      'alert({',
      "  service: checkout, name: 'QueueStuck', severity: 'warning', summary: 'The queue is not draining.',",
      '  when: promql`${queue} > 100`,',
      "  for: '1.5h',",
      '});',
    ],
    [
      'alert({',
      "  service: checkout, name: 'QueueStuck', severity: 'warning', summary: 'The queue is not draining.',",
      '  when: promql`${queue} > 100`,',
      "  for: '1h30m',",
      '});',
    ],
  ],
  [
    'definition/duplicate',
    'error',
    'Two definitions with one address cannot be told apart on any server: the one written last would win.',
    ["service({ name: 'cart', owner: payments });", "service({ name: 'cart', owner: payments, scrape: { port: 9465 } });"],
    ["service({ name: 'cart', owner: payments });", "service({ name: 'cart-cache', owner: payments, scrape: { port: 9465 } });"],
  ],
  [
    'definition/undefined-reference',
    'error',
    'The field holds undefined: an import that does not exist, or two files that import each other.',
    ['const teams = { payments };', "service({ name: 'cart', owner: teams.paymnets });"],
    ['const teams = { payments };', "service({ name: 'cart', owner: teams.payments });"],
  ],
  [
    'definition/unknown-option',
    'error',
    'A constructor does not read an option it has no name for: what was meant would silently not happen. The compiler says so in TypeScript, not in plain JavaScript or behind a cast.',
    [
      'const size = { widht: 12 };',
      "dashboard({ name: 'queues', title: 'Queues', panels: [panel.stat({ title: 'Depth', show: queue, ...size })] });",
    ],
    [
      'const size = { width: 12 };',
      "dashboard({ name: 'queues', title: 'Queues', panels: [panel.stat({ title: 'Depth', show: queue, ...size })] });",
    ],
  ],
  [
    'definition/wrong-value',
    'error',
    'The field cannot hold this. A cast or plain JavaScript let it pass the compiler; in a query it would become text that means something else.',
    "promql`sum(${'queue_depth'}) > 100`;",
    'promql`sum(${queue}) > 100`;',
  ],
  [
    'definition/stray-export',
    'warning',
    'What is exported is the estate. A value that is no definition does nothing there, and usually was meant to be one.',
    ['const port = 9465;', "service({ name: 'cart', owner: payments, scrape: { port } });"],
    "service({ name: 'cart', owner: payments, scrape: { port: 9465 } });",
  ],
  [
    'service/no-owner',
    'error',
    'Alerts are routed to the owner of their service; without one they fall through to nobody in particular.',
    "service({ name: 'cart' });",
    "service({ name: 'cart', owner: payments });",
  ],
  [
    'service/port',
    'error',
    'Prometheus refuses its whole configuration for one target with an impossible port.',
    "service({ name: 'cart', owner: payments, scrape: { port: 94650 } });",
    "service({ name: 'cart', owner: payments, scrape: { port: 9465 } });",
  ],
  [
    'catalogue/unknown-metric',
    'error',
    'The exporter never had a metric of this name in this version, so every query on it would stay empty.',
    [
      "const metrics = redisExporter.pick('redis_used_memory');",
      "service({ name: 'cart-cache', owner: payments, metrics, scrape: { port: 9121 } });",
    ],
    [
      "const metrics = redisExporter.pick('redis_memory_used_bytes');",
      "service({ name: 'cart-cache', owner: payments, metrics, scrape: { port: 9121 } });",
    ],
  ],
  [
    'routing/several',
    'error',
    'An Alertmanager has one route tree; of two, one would be dropped in silence.',
    'const more = routing({ fallback: payments.page }); // the shop exports `routes` already',
    'const routes = routing({ fallback: payments.page });',
  ],
  [
    'inhibition/no-equal',
    'error',
    'Without labels that must agree, one firing alert anywhere silences the others everywhere.',
    "inhibit({ while: { severity: 'critical' }, silence: { severity: 'warning' }, equal: [] });",
    "inhibit({ while: { severity: 'critical' }, silence: { severity: 'warning' }, equal: ['service'] });",
  ],
  [
    'suppression/unknown',
    'error',
    'A suppression about something that is no part of the estate silences nothing, and hides that somebody thought it did.',
    [
      "const removed = () => service({ name: 'old-cart', owner: payments }); // makes one that is never exported",
      "suppress({ code: 'metric/name', at: removed(), reason: 'The library names it.' });",
    ],
    [...MISNAMED, "suppress({ code: 'metric/name', at: cart, reason: 'The library names it.' });"],
  ],
  [
    'suppression/no-reason',
    'error',
    'Nobody can decide later whether a suppression still holds if it does not say why it was written.',
    [...MISNAMED, "suppress({ code: 'metric/name', at: cart, reason: '' });"],
    [...MISNAMED, "suppress({ code: 'metric/name', at: cart, reason: 'The library names it; see issue 12.' });"],
  ],
  [
    'suppression/until',
    'error',
    'A day that cannot be read never comes: the suppression would hold for ever.',
    [...MISNAMED, "suppress({ code: 'metric/name', at: cart, reason: 'The library names it.', until: '2027-13-01' });"],
    [...MISNAMED, "suppress({ code: 'metric/name', at: cart, reason: 'The library names it.', until: '2099-01-31' });"],
  ],
  [
    'suppression/expired',
    'error',
    'The day until which this was accepted has passed: mend it, or say anew why not.',
    [...MISNAMED, "suppress({ code: 'metric/name', at: cart, reason: 'Renamed in the next release.', until: '2026-01-31' });"],
    [
      ...MISNAMED,
      "suppress({ code: 'metric/name', at: cart, reason: 'The release is late; see issue 12.', until: '2099-01-31' });",
    ],
  ],
  [
    'suppression/unused',
    'warning',
    'What it silenced is gone; left in place it would silence the next mistake of that kind.',
    "suppress({ code: 'metric/name', at: checkout, reason: 'The library names it.' }); // its names are all right",
    [...MISNAMED, "suppress({ code: 'metric/name', at: cart, reason: 'The library names it.' });"],
  ],
];
