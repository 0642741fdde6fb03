import { receiversOf } from '../../../artifacts/alertmanager-config/compile.ts';
import type { Environment } from '../../../model/environment.ts';
import type { Receiver, ReceiverIntegration } from '../../../model/routing.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { TEMPLATE_FUNCTIONS_SINCE } from '../../template/functions.ts';
import { parseNotification } from '../../template/notification.ts';
import { calls } from '../../template/reads.ts';
import { placeOf, readIntegration } from './receiver-texts.ts';

export const version: Rule = {
  code: 'receiver/version',
  severity: 'error',
  about: 'environment',
  why: 'An Alertmanager refuses its whole configuration for one setting it does not know, and cannot send a text with a function it does not have.',
  bad: [
    "const production = environment({ name: 'production', alertmanager: alertmanager({ version: '0.33' }) });",
    'sns({',
    "  signing: { region: 'eu-central-1', roleArn: 'arn:aws:iam::123456789012:role/alerts', externalId: 'shop' },",
    "  phoneNumber: '+4915112345678',",
    '});',
  ].join('\n'),
  good: [
    "const production = environment({ name: 'production', alertmanager: alertmanager({ version: '0.34' }) });",
    'sns({',
    "  signing: { region: 'eu-central-1', roleArn: 'arn:aws:iam::123456789012:role/alerts', externalId: 'shop' },",
    "  phoneNumber: '+4915112345678',",
    '});',
  ].join('\n'),
  *run({ derived }) {
    const { route, estate } = derived;
    if (!route) return;
    for (const environment of estate.environments) {
      const has = environment.servers.alertmanager?.version;
      if (has === undefined) continue;
      for (const receiver of receiversOf(route)) {
        for (const integration of receiver.integrations) {
          for (const need of needsOf(integration))
            if (isOlder(has, need.since)) yield tooOld(environment, receiver, integration, need);
        }
      }
    }
  },
};

interface Need {
  readonly what: string;
  readonly since: string;
}

function needsOf(integration: ReceiverIntegration): Need[] {
  const read = readIntegration(integration);
  const settings = (read?.needs ?? []).map(({ where, since }) => ({
    what: where === '' ? integration.type : `\`${where}\` of ${integration.type}`,
    since,
  }));
  const templates = (read?.texts ?? []).map(({ where, text }) => ({ where, template: parseNotification(text) }));
  const functions = Object.entries(TEMPLATE_FUNCTIONS_SINCE).flatMap(([name, since]) =>
    templates
      .filter(({ template }) => calls(template, name))
      .map(({ where }) => ({ what: `${name} in \`${where}\` of ${integration.type}`, since })),
  );
  return [...settings, ...functions];
}

function tooOld(environment: Environment, receiver: Receiver, integration: ReceiverIntegration, { what, since }: Need) {
  const { version: has = '', origin } = environment.servers.alertmanager ?? {};
  const message = `${receiver.name} needs ${what}, which Alertmanager has since ${since}; that of ${environment.name} is ${has}.`;
  return finding(version, placeOf({ receiver, integration }), message, {
    fix: `leave it out, or run Alertmanager ${since} there`,
    related: [{ at: environment.address, message: 'the Alertmanager is here', origin: origin ?? environment.origin }],
  });
}

function isOlder(version: string, than: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = than.split('.').map(Number);
  return major < wantedMajor || (major === wantedMajor && minor < wantedMinor);
}
