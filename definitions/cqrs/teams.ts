import { email, pagerduty, secret, slack, team } from 'signalbox';

/** The severity of an alert says which of them is told: `critical` the page, `warning` the ticket, `info` the mail. Nothing else is written of routes. */
export const users = team({
  name: 'user-team',
  page: pagerduty({ routingKey: secret.file('pagerduty-users') }),
  ticket: slack({ channel: '#users', apiUrl: secret.file('slack-url') }),
  info: email({ to: 'users@example.org' }),
});
