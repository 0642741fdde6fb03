import { email, pagerduty, secret, slack, team } from 'signalbox';

export const users = team({
  name: 'user-team',
  page: pagerduty({ routingKey: secret.file('pagerduty-users') }),
  ticket: slack({ channel: '#users', apiUrl: secret.file('slack-url') }),
  info: email({ to: 'users@example.org' }),
});
