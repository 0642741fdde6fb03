import type { Row } from './rows.ts';

const CRITICAL = "const critical = severity({ name: 'critical', means: 'Users are hurt: somebody is woken.', to: 'page' });";
const WARNING = "const warning = severity({ name: 'warning', means: 'It needs work within days.', to: 'ticket' });";

/** The scale of severities. */
export const severityRows: readonly Row[] = [
  [
    'severity/several',
    'error',
    'A scale is an order of everything: with two of them nobody can say which of two alerts is the graver one.',
    [
      CRITICAL,
      WARNING,
      'const ours = severities({ levels: [critical, warning] });',
      'const theirs = severities({ levels: [warning] });',
    ],
    [CRITICAL, WARNING, 'const ours = severities({ levels: [critical, warning] });'],
  ],
  [
    'severity/no-level',
    'error',
    'Every alert is on a level of the scale. Without one, nothing could be alerted on.',
    'severities({ levels: [] });',
    [CRITICAL, 'severities({ levels: [critical] });'],
  ],
  [
    'severity/duplicate',
    'error',
    'A word that means two levels pages on one day and waits on the other, as the order of the definitions has it.',
    [
      "const critical = severity({ name: 'critical', means: 'Somebody is woken.', to: 'page', also: ['high'] });",
      "const warning = severity({ name: 'warning', means: 'It needs work within days.', to: 'ticket', also: ['high'] });",
      'severities({ levels: [critical, warning] });',
    ],
    [
      "const critical = severity({ name: 'critical', means: 'Somebody is woken.', to: 'page', also: ['high'] });",
      "const warning = severity({ name: 'warning', means: 'It needs work within days.', to: 'ticket', also: ['medium'] });",
      'severities({ levels: [critical, warning] });',
    ],
  ],
  [
    'severity/order',
    'warning',
    'The scale is read from the gravest level down. Where a lesser one pages and a graver one does not, one of the two is not what it says.',
    [CRITICAL, WARNING, 'severities({ levels: [warning, critical] });'],
    [CRITICAL, WARNING, 'severities({ levels: [critical, warning] });'],
  ],
];
