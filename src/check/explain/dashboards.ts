import type { Row } from './rows.ts';

/** Dashboards. */
export const dashboardRows: readonly Row[] = [
  [
    'dashboard/duplicate-panel',
    'error',
    'The id of a panel is made of its section and title: links could not tell two such panels apart.',
    "two panel.stat({ title: 'Requests', … }) in one section",
    "panel.stat({ title: 'Requests', … }) and panel.stat({ title: 'Requests by route', … })",
  ],
  [
    'dashboard/duplicate-section',
    'error',
    'The id of a panel is made of its section and title: panels of two such sections would share ids.',
    "two section({ title: 'Traffic', … })",
    "section({ title: 'Traffic', … }) and section({ title: 'Errors', … })",
  ],
  [
    'dashboard/unknown-goal',
    'error',
    'The objective gives the panel its unit and colours; one that is no part of the estate gives neither.',
    'panel.stat({ …, goal: privateSlo })',
    'export the SLO, then panel.stat({ …, goal: availability })',
  ],
  [
    'dashboard/unknown-service',
    'error',
    'The board would lie in no folder and mark no alerts: the service it is about is no part of the estate.',
    'dashboard({ …, service: privateService })',
    'export the service, then dashboard({ …, service: checkout })',
  ],
  [
    'dashboard/unknown-system',
    'error',
    'The board would lie in no folder and mark no alerts: the system it is about is no part of the estate.',
    'dashboard({ …, system: privateSystem })',
    'export the system, then dashboard({ …, system: phoenix })',
  ],
  [
    'dashboard/unknown-variable',
    'error',
    'Grafana sends a variable it does not know as text: the query finds nothing.',
    'promql`rate(${requests}{instance=~"$instnace"}[5m])`',
    'promql`rate(${requests.where({ instance })}[5m])`',
  ],
  [
    'dashboard/unused-variable',
    'warning',
    'Whoever chooses a value sees nothing change, and trusts what is shown for the wrong instance.',
    'dashboard({ …, variables: [instance] })   // and no query reads it',
    'promql`rate(${requests.where({ instance })}[5m])`',
  ],
  [
    'dashboard/missing-server',
    'warning',
    'A panel that asks a server this environment lacks only shows an error.',
    'panel.logs({ … }) in an environment without loki',
    'environment({ …, loki: loki({ … }) })',
  ],
  [
    'dashboard/folder-clash',
    'error',
    'Two titles that differ only in case or punctuation become one folder, named after whichever came last.',
    "folder: 'Phoenix' and folder: 'phoenix'",
    "folder: 'Phoenix' in both",
  ],
  [
    'dashboard/folder-reserved',
    'error',
    'Grafana keeps this folder for itself and refuses dashboards in it.',
    "dashboard({ …, folder: 'General' })",
    "dashboard({ …, folder: 'Overview' })",
  ],
];
