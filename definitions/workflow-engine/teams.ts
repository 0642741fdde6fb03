import { email, pagerduty, secret, slack, team } from 'signalbox';

/** The channels of the document: PagerDuty wakes, Slack takes tickets, what is only worth knowing comes by mail. */
export const workflows = team({
  name: 'workflows',
  page: pagerduty({ routingKey: secret.file('pagerduty-workflows') }),
  ticket: slack({ channel: '#workflows', apiUrl: secret.file('slack-url') }),
  info: email({ to: 'workflows@example.org' }),
});
