import { email, pagerduty, secret, slack, team } from 'signalbox';

export const platform = team({
  name: 'platform',
  page: pagerduty({ routingKey: secret.file('pagerduty-platform') }),
  ticket: slack({ channel: '#phoenix', apiUrl: secret.file('slack-url') }),
  info: email({ to: 'phoenix@example.org' }),
});

export const orchestration = team({
  name: 'orchestration',
  page: pagerduty({ routingKey: secret.file('pagerduty-orchestration') }),
  ticket: slack({ channel: '#phoenix-orchestration', apiUrl: secret.file('slack-url') }),
  info: email({ to: 'phoenix@example.org' }),
  escalate: { after: '30m', to: platform.page },
});
