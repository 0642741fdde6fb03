/** Section 2: Alertmanager notifies Slack, PagerDuty and email. The plan does not say who they are, or who gets what. */
import { email, pagerduty, secret, slack, team } from 'signalbox';

export const phoenix = team({
  name: 'phoenix',
  page: pagerduty({ routingKey: secret.file('pagerduty') }),
  ticket: slack({ channel: '#phoenix', apiUrl: secret.file('slack') }),
  info: email({ to: 'phoenix@example.org' }),
});
