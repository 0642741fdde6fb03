import type { Row } from './rows.ts';

/** Ways to reach a team. */
export const receiverRows: readonly Row[] = [
  [
    'receiver/setting',
    'error',
    'Alertmanager refuses its whole configuration for one wrong receiver, and keeps routing by the old one.',
    "slack({ channel: '#Pay Ments', apiUrl: secret.file('slack-url') });",
    "slack({ channel: '#payments', apiUrl: secret.file('slack-url') });",
  ],
  [
    'receiver/secret-literal',
    'error',
    'A secret in a definition is in the repository, the generated files and every log of the build, for ever.',
    "pagerduty({ routingKey: 'a1b2c3d4e5f6' });",
    "pagerduty({ routingKey: secret.file('pagerduty-payments') });",
  ],
  [
    'receiver/secret-reference',
    'error',
    'A reference that names no file compiles to a path nobody can read, and Alertmanager finds that out when it has to page. One that is the secret itself stands in the generated files.',
    "slack({ channel: '#payments', apiUrl: secret.file('') });",
    "slack({ channel: '#payments', apiUrl: secret.file('slack-url') });",
  ],
  [
    'receiver/no-secret-file',
    'error',
    'Alertmanager can be told this secret only in its configuration, which is generated, committed and shown in plans.',
    [
      "const keys = { accessKey: secret.file('sns-id'), secretKey: secret.file('sns-key') };",
      "sns({ signing: { region: 'eu-central-1', ...keys }, phoneNumber: '+4915112345678' });",
    ],
    "sns({ signing: { region: 'eu-central-1', roleArn: 'arn:aws:iam::123456789012:role/alerts' }, phoneNumber: '+4915112345678' });",
  ],
  [
    'receiver/channel',
    'error',
    'A team that is told by nothing is told nothing: its alerts are routed, and delivered to nobody.',
    "team({ name: 'platform', ticket: [] });",
    "team({ name: 'platform', ticket: [slack({ channel: '#platform', apiUrl: secret.file('slack-url') })] });",
  ],
  [
    'environment/smtp',
    'error',
    'Alertmanager refuses a configuration whose mail server has no port or whose mails have no sender.',
    "alertmanager({ version: '0.34', smtp: { smarthost: 'mail.example.org', from: 'alerts@example.org' } });",
    "alertmanager({ version: '0.34', smtp: { smarthost: 'mail.example.org:587', from: 'alerts@example.org' } });",
  ],
];
