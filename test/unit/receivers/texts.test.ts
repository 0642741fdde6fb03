/** Texts of notifications: what a function prints, what cannot be filled in, what no alert there carries. */
import { describe, expect, it } from 'vitest';
import { alert } from '../../../src/alerts/alert.ts';
import { oneOf } from '../../../src/authored/label.ts';
import { counter } from '../../../src/authored/metric.ts';
import { promql } from '../../../src/authored/query.ts';
import type { Channel } from '../../../src/authored/references.ts';
import { alertmanager, environment } from '../../../src/define/environment.ts';
import { routing } from '../../../src/define/routing.ts';
import { service } from '../../../src/define/service.ts';
import { team } from '../../../src/define/team.ts';
import { discord } from '../../../src/receivers/discord.ts';
import { type NotificationText, printNotification } from '../../../src/receivers/notification-text.ts';
import { sns } from '../../../src/receivers/sns.ts';
import { telegram } from '../../../src/receivers/telegram.ts';
import { withCode } from '../../support/estate.ts';
import { key, receiverSamples } from '../../support/receivers.ts';

const errors = counter({ name: 'errors_total', help: 'Failures.', labels: { reason: oneOf('a', 'b') } });

/** One alert, which reaches this channel. */
function estate(page: Channel, version: '0.33' | '0.34' = '0.34') {
  const payments = team({ name: 'payments', page });
  const checkout = service({ name: 'checkout', owner: payments, metrics: { errors }, scrape: { port: 1 } });
  return {
    payments,
    checkout,
    routes: routing({ fallback: payments.page, groupBy: ['alertname', 'service'] }),
    production: environment({ name: 'production', alertmanager: alertmanager({ version }), labels: { region: 'eu' } }),
    failing: alert({
      service: checkout,
      name: 'Failing',
      severity: 'critical',
      when: promql`sum by (reason) (rate(${errors}[5m])) > 1`,
      summary: 'Fails.',
    }),
  };
}
const said = (code: string, text: NotificationText) =>
  withCode(estate(discord({ webhookUrl: key, message: text })), code).map(({ message, fix }) => `${message} ${fix}`);

describe('a function prints', () => {
  it.each<[NotificationText, string]>([
    [({ labels }) => `${labels.service}`, '{{ $.CommonLabels.service }}'],
    [({ labels }) => `${labels['a.b']}`, '{{ index $.CommonLabels "a.b" }}'],
    [({ annotations: { summary } }) => `${summary}`, '{{ $.CommonAnnotations.summary }}'],
    [({ groupLabels }) => `${groupLabels.alertname}`, '{{ $.GroupLabels.alertname }}'],
    [({ alerts }) => alerts.each((one) => `${one.labels.pod} `), '{{ range $.Alerts }}{{ .Labels.pod }} {{ end }}'],
    [({ alerts }) => alerts.first((one) => one.generatorUrl), '{{ with index $.Alerts 0 }}{{ .GeneratorURL }}{{ end }}'],
    [({ alerts, ifFiring }) => ifFiring(alerts.firing.count), '{{ if eq $.Status "firing" }}{{ len $.Alerts.Firing }}{{ end }}'],
    [({ ifFiring }) => ifFiring('on', 'off'), '{{ if eq $.Status "firing" }}on{{ else }}off{{ end }}'],
    ['{{ .Status }}', '{{ .Status }}'],
  ])('%s', (text, printed) => expect(printNotification(text)).toBe(printed));
});

describe('receiver/template: a text Alertmanager could not fill in', () => {
  it.each([
    ['{{ .Status', '{{ is not closed in `message` of discord'],
    ['{{ if .Status }}', 'has no {{ end }}'],
    ['{{ .Status | humanize }}', 'There is no function `humanize`'],
    ['{{ .Status | toupper }}', 'did you mean toUpper?'],
    ['{{ template "nope" . }}', 'There is no template "nope"'],
    ['{{ template "signalbox.titel" . }}', 'did you mean signalbox.title?'],
    ['{{ $labels.service }}', 'There is no variable $labels'],
    ['{{ $value }}', 'There is no variable $value'],
    ['{{ .Labels.service }}', 'A notification has no field .Labels'],
    ['{{ .CommonLabel.service }}', 'did you mean CommonLabels?'],
    ['{{ len .Alerts.Fireing }}', 'did you mean Firing?'],
    ['{{ .Status.x }}', 'A notification has no field .x'],
    ['{{ range .Alerts }}{{ .Label.pod }}{{ end }}', 'did you mean Labels?'],
  ])('%s', (text, part) => expect(said('receiver/template', text).join('\n')).toContain(part));

  it('in any field, also one inside a list', () => {
    const broken = telegram({ botToken: key, chatId: 1, message: '{{ nope }}' });
    expect(withCode(estate(broken), 'receiver/template').map(({ message }) => message)).toEqual([
      'There is no function `nope` in `message` of telegram.',
    ]);
  });

  it.each([
    'plain { text }',
    '{{ .Status | toUpper }} {{ len .Alerts.Firing }} {{ .ExternalURL }} {{ .NotificationReason }}',
    '{{ range .CommonLabels.SortedPairs }}{{ .Name }}={{ .Value }}{{ end }}',
    '{{ range .Alerts }}{{ .StartsAt.Format "15:04" }} {{ .Labels.Values | join " " }} {{ $.Status }}{{ end }}',
    '{{ (index .Alerts 0).Annotations.summary }}',
    '{{ template "slack.default.title" . }}{{ template "__subject" . }}{{ template "signalbox.text" . }}',
    '{{ define "x" }}{{ .y }}{{ end }}{{ template "x" (dict "y" 1) }}',
    '{{ with .GroupLabels.Remove (stringSlice "service") }}{{ .Names | join "," }}{{ end }}',
  ])('and nothing of %s', (text) => expect(said('receiver/template', text)).toEqual([]));

  it('nothing of the samples', () => {
    for (const { minimal, full } of Object.values(receiverSamples))
      for (const channel of [minimal, ...full]) expect(withCode(estate(channel), 'receiver/template')).toEqual([]);
  });
});

describe('receiver/template-label: what no alert of this receiver carries', () => {
  it.each<[NotificationText, string]>([
    [
      ({ labels }) => `${labels.servcie}`,
      'reads the label servcie, but no alert that reaches payments/page carries it. did you mean service?',
    ],
    ['{{ index .CommonLabels "pod" }}', 'reads the label pod'],
    ['{{ range .Alerts }}{{ .Labels.pod }}{{ end }}', 'reads the label pod'],
    ['{{ (index .Alerts 0).Labels.pod }}', 'reads the label pod'],
    [({ annotations }) => `${annotations.sumary}`, 'reads the annotation sumary'],
    [({ alerts }) => alerts.first((one) => `${one.annotations.impact}`), 'reads the annotation impact'],
    [({ groupLabels }) => `${groupLabels.reason}`, "reads the group's label reason, but no route to payments/page groups by it"],
  ])('%s', (text, part) => expect(said('receiver/template-label', text).join('\n')).toContain(part));

  it.each<[NotificationText]>([
    [
      ({ labels }) =>
        `${labels.service} ${labels.alertname} ${labels.reason} ${labels.region} ${labels.severity} ${labels.owner}`,
    ],
    [({ groupLabels }) => `${groupLabels.alertname} ${groupLabels.service}`],
    [({ annotations }) => `${annotations.summary} ${annotations.runbook_url}`],
    ['{{ .CommonLabels.SortedPairs.Values | join " " }} {{ .CommonLabels.Names }}'],
  ])('and nothing of %s', (text) => expect(said('receiver/template-label', text)).toEqual([]));
});

describe('receiver/version: what the Alertmanager there does not know', () => {
  const signing = { region: 'eu-central-1', externalId: 'x' };
  const messages = (channel: Channel, version: '0.33' | '0.34') =>
    withCode(estate(channel, version), 'receiver/version').map(({ message }) => message);

  it('a setting', () => {
    expect(messages(sns({ signing, phoneNumber: '+1' }), '0.33')).toEqual([
      'payments/page needs `signing.externalId` of sns, which Alertmanager has since 0.34; that of production is 0.33.',
    ]);
    expect(messages(sns({ signing, phoneNumber: '+1' }), '0.34')).toEqual([]);
  });

  it('a function of a text', () => {
    const dated = discord({ webhookUrl: key, message: '{{ toDate "2006" "2026" }}' });
    expect(messages(dated, '0.33')).toEqual([
      'payments/page needs toDate in `message` of discord, which Alertmanager has since 0.34; that of production is 0.33.',
    ]);
    expect(messages(dated, '0.34')).toEqual([]);
  });

  it('a whole kind', () => {
    const { mattermost } = receiverSamples;
    if (!mattermost) throw new Error('no sample');
    expect(messages(mattermost.minimal, '0.29' as '0.33')).toEqual([
      'payments/page needs mattermost, which Alertmanager has since 0.30; that of production is 0.29.', // plain JavaScript may ask for it
    ]);
  });
});
