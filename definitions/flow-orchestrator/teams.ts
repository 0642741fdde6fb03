import { email, pagerduty, secret, sns, team, webhook } from 'signalbox';

/** Whoever the first call did not wake. */
export const management = team({
  name: 'service-management',
  page: pagerduty({ routingKey: secret.file('pagerduty-service-management') }),
});

/** Urgent by SMS and mail, warnings by mail, what is only worth knowing to the API of the orchestrator. What it does by itself: `response.ts`. */
export const flows = team({
  name: 'flows',
  page: [sns({ signing: { region: 'eu-central-1' }, phoneNumber: '+4915112345678' }), email({ to: 'flows-oncall@example.org' })],
  ticket: email({ to: 'flows@example.org' }),
  info: webhook({ url: secret.file('flow-orchestrator-hook') }),
  escalate: { after: '20m', to: management.page },
});
