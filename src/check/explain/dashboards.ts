import type { Row } from './rows.ts';

/** Dashboards. */
export const dashboardRows: readonly Row[] = [
  [
    'dashboard/duplicate-panel',
    'error',
    'The id of a panel is made of its section and title: links could not tell two such panels apart.',
    [
      "panel.stat({ title: 'Requests', show: rate(requests, '5m') });",
      "panel.stat({ title: 'Requests', show: rate(errors, '5m') });",
    ],
    [
      "panel.stat({ title: 'Requests', show: rate(requests, '5m') });",
      "panel.stat({ title: 'Errors', show: rate(errors, '5m') });",
    ],
  ],
  [
    'dashboard/duplicate-section',
    'error',
    'The id of a panel is made of its section and title: panels of two such sections would share ids.',
    [
      "section({ title: 'Traffic', panels: [panel.stat({ title: 'Requests', show: rate(requests, '5m') })] });",
      "section({ title: 'Traffic', panels: [panel.stat({ title: 'Errors', show: rate(errors, '5m') })] });",
    ],
    [
      "section({ title: 'Traffic', panels: [panel.stat({ title: 'Requests', show: rate(requests, '5m') })] });",
      "section({ title: 'Errors', panels: [panel.stat({ title: 'Errors', show: rate(errors, '5m') })] });",
    ],
  ],
  [
    'dashboard/unknown-goal',
    'error',
    'The objective gives the panel its unit and colours; one that is no part of the estate gives neither.',
    [
      "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
      "const goal = () => slo({ service: checkout, name: 'availability', objective: '99.9%', window: '30d', sli });",
      "const answered = promql`1 - sum(rate(${requests.where({ code: '5xx' })}[5m])) / sum(rate(${requests}[5m]))`;",
      "panel.stat({ title: 'Answered', show: answered, goal: goal() }); // made here, and not exported",
    ],
    [
      "const sli = events({ total: requests, bad: requests.where({ code: '5xx' }) });",
      "const goal = slo({ service: checkout, name: 'availability', objective: '99.9%', window: '30d', sli });",
      "const answered = promql`1 - sum(rate(${requests.where({ code: '5xx' })}[5m])) / sum(rate(${requests}[5m]))`;",
      "panel.stat({ title: 'Answered', show: answered, goal });",
    ],
  ],
  [
    'dashboard/unknown-service',
    'error',
    'The board would lie in no folder and mark no alerts: the service it is about is no part of the estate.',
    "dashboard({ name: 'cart', title: 'Cart', service: service({ name: 'cart', owner: payments }), sections: [] });",
    [
      "const cart = service({ name: 'cart', owner: payments });",
      "dashboard({ name: 'cart', title: 'Cart', service: cart, sections: [] });",
    ],
  ],
  [
    'dashboard/unknown-system',
    'error',
    'The board would lie in no folder and mark no alerts: the system it is about is no part of the estate.',
    "dashboard({ name: 'billing', title: 'Billing', system: system({ name: 'billing', owner: payments }), sections: [] });",
    [
      "const billing = system({ name: 'billing', owner: payments });",
      "dashboard({ name: 'billing', title: 'Billing', system: billing, sections: [] });",
    ],
  ],
  [
    'dashboard/unknown-variable',
    'error',
    'Grafana sends a variable it does not know as text: the query finds nothing.',
    'panel.timeseries({ title: \'Queue\', show: promql`queue_depth{queue=~"$quue"}` });',
    [
      "const which = labelValues({ of: queue, label: 'queue', name: 'which' });",
      "const it = section({ title: 'Queue', panels: [panel.timeseries({ title: 'Depth', show: promql`${queue.where({ queue: which })}` })] });",
      "dashboard({ name: 'queue', title: 'Queue', variables: [which], sections: [it] });",
    ],
  ],
  [
    'dashboard/unused-variable',
    'warning',
    'Whoever chooses a value sees nothing change, and trusts what is shown for the wrong instance.',
    [
      "const which = labelValues({ of: queue, label: 'queue' });",
      "const depth = panel.timeseries({ title: 'Depth', show: promql`sum(${queue})` });",
      "dashboard({ name: 'queue', title: 'Queue', variables: [which], sections: [section({ title: 'Queue', panels: [depth] })] });",
    ],
    [
      "const which = labelValues({ of: queue, label: 'queue' });",
      "const depth = panel.timeseries({ title: 'Depth', show: promql`${queue.where({ queue: which })}` });",
      "dashboard({ name: 'queue', title: 'Queue', variables: [which], sections: [section({ title: 'Queue', panels: [depth] })] });",
    ],
  ],
  [
    'dashboard/missing-server',
    'warning',
    'A panel that asks a server this environment lacks only shows an error.',
    [
      "prometheus({ version: '3.15' }); // staging: without a Loki",
      "grafana({ version: '12.4', url: 'https://grafana.staging.example.org' });",
      "panel.logs({ title: 'Access', show: accessLogs });",
    ],
    [
      "prometheus({ version: '3.15' });",
      "loki({ version: '3.7' });",
      "grafana({ version: '12.4', url: 'https://grafana.staging.example.org' });",
      "panel.logs({ title: 'Access', show: accessLogs });",
    ],
  ],
  [
    'dashboard/folder-clash',
    'error',
    'Two titles that differ only in case or punctuation become one folder, named after whichever came last.',
    [
      "dashboard({ name: 'orders', title: 'Orders', folder: 'The shop', sections: [] });",
      "dashboard({ name: 'mails', title: 'Mails', folder: 'the-shop', sections: [] });",
    ],
    [
      "dashboard({ name: 'orders', title: 'Orders', folder: 'The shop', sections: [] });",
      "dashboard({ name: 'mails', title: 'Mails', folder: 'The shop', sections: [] });",
    ],
  ],
  [
    'dashboard/folder-permissions',
    'error',
    'Grafana keeps one list of who may do what in a folder: of two, one would be lost without a word.',
    [
      "const open = folder({ title: 'Payments', permissions: [{ role: 'Viewer', may: 'view' }] });",
      "const closed = folder({ title: 'Payments', permissions: [] });",
      "dashboard({ name: 'orders', title: 'Orders', folder: open, sections: [] });",
      "dashboard({ name: 'mails', title: 'Mails', folder: closed, sections: [] });",
    ],
    [
      "const shared = folder({ title: 'Payments', permissions: [{ role: 'Viewer', may: 'view' }] });",
      "dashboard({ name: 'orders', title: 'Orders', folder: shared, sections: [] });",
      "dashboard({ name: 'mails', title: 'Mails', folder: shared, sections: [] });",
    ],
  ],
  [
    'dashboard/folder-reserved',
    'error',
    'Grafana keeps this folder for itself and refuses dashboards in it.',
    "dashboard({ name: 'orders', title: 'Orders', folder: 'General', sections: [] });",
    "dashboard({ name: 'orders', title: 'Orders', folder: 'Overview', sections: [] });",
  ],
  [
    'dashboard/library-clash',
    'error',
    'Grafana keeps one panel of a name: the other board would show what is not meant.',
    [
      "const first = libraryPanel({ name: 'queue', panel: panel.stat({ title: 'Queue', show: queue }) });",
      "const other = libraryPanel({ name: 'queue', panel: panel.timeseries({ title: 'Queue', show: queue }) });",
      "dashboard({ name: 'orders', title: 'Orders', panels: [first] });",
      "dashboard({ name: 'mails', title: 'Mails', panels: [other] });",
    ],
    [
      "const waiting = libraryPanel({ name: 'queue', panel: panel.stat({ title: 'Queue', show: queue }) });",
      "dashboard({ name: 'orders', title: 'Orders', panels: [waiting] });",
      "dashboard({ name: 'mails', title: 'Mails', panels: [waiting] });",
    ],
  ],
  [
    'panel/no-query',
    'error',
    'Grafana shows "No data", as it does when nothing is wrong: whoever looks believes that all is quiet.',
    "panel.timeseries({ title: 'Waiting' });",
    "panel.timeseries({ title: 'Waiting', show: queue });",
  ],
];
