import { receiversOf } from '../../../artifacts/alertmanager-config/compile.ts';
import type { ReceiverIntegration } from '../../../model/routing.ts';
import type { EmailOptions } from '../../../receivers/email.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const emailWithoutSmtp: Rule = {
  code: 'receiver/email-without-smtp',
  severity: 'error',
  about: 'environment',
  why: 'Alertmanager refuses a configuration with an email receiver and no SMTP server to send by: none of the routes load.',
  bad: "email({ to: 'shop@example.org' }); // the shop's Alertmanager has no smtp",
  good: [
    "const mails = alertmanager({ version: '0.34', smtp: { smarthost: 'mail.example.org:587', from: 'alerts@example.org' } });",
    "const production = environment({ name: 'production', alertmanager: mails });",
    "email({ to: 'shop@example.org' });",
  ].join('\n'),
  *run({ derived }) {
    const { route, estate } = derived;
    if (!route) return;
    const mails = [...receiversOf(route)].filter(({ integrations }) => integrations.some(needsSmtp));
    for (const environment of estate.environments) {
      const server = environment.servers.alertmanager;
      if (!server || server.smtp) continue;
      for (const receiver of mails) {
        yield finding(
          emailWithoutSmtp,
          receiver,
          `${receiver.name} sends mail, but the Alertmanager of ${environment.name} has no smtp.`,
          {
            fix: "add smtp: { smarthost: 'mail.example.org:587', from: 'alerts@example.org' } to it",
            related: [{ at: environment.address, message: 'the Alertmanager is here', origin: server.origin }],
          },
        );
      }
    }
  },
};

/** One that names its own server and sender asks nothing of Alertmanager's. */
function needsSmtp({ type, settings }: ReceiverIntegration): boolean {
  const { smarthost, from } = settings as EmailOptions; // of this type alone are they read
  return type === 'email' && (smarthost === undefined || from === undefined);
}
