import { pagerduty, secret, slack, team } from 'signalbox';

/** The second to be called. */
export const leads = team({ name: 'leads', page: pagerduty({ routingKey: secret.file('pagerduty-leads') }) });

export const product = team({
  name: 'product',
  page: pagerduty({ routingKey: secret.file('pagerduty-product') }),
  ticket: slack({ channel: '#product-alerts', apiUrl: secret.file('slack-url') }),
  escalate: { after: '15m', to: leads.page },
});
