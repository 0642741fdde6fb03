/** Everything Alertmanager refuses about a receiver, and more, is said by us first: also to whom no compiler helped. */
import { describe, expect, it } from 'vitest';
import type { Channel } from '../../../src/authored/references.ts';
import { alertmanager, environment } from '../../../src/define/environment.ts';
import { routing } from '../../../src/define/routing.ts';
import { team } from '../../../src/define/team.ts';
import { secret } from '../../../src/kernel/secret.ts';
import { readReceiver } from '../../../src/receivers/kind.ts';
import { receiverKinds } from '../../../src/receivers/kinds.ts';
import { production, resolveAll, withCode } from '../../support/estate.ts';
import { key, receiverSamples } from '../../support/receivers.ts';

type Settings = Readonly<Record<string, unknown>>;

/** The sample of a kind, with some settings replaced; `undefined` takes one out. */
function found(kind: string, change: Settings): string[] {
  return problemsOf(kind, { ...receiverSamples[kind]?.minimal.settings, ...change });
}

function problemsOf(kind: string, settings: object): string[] {
  const of = receiverKinds.get(kind);
  if (!of) throw new Error(`no kind ${kind}`);
  const { problems } = readReceiver(of, settings, () => '/etc/x');
  return problems.map(({ code, message }) => (code === undefined ? message : `${code}: ${message}`));
}

const url = (kind: string, setting: string): [string, Settings, string][] =>
  ['ftp://x/', 'http://', 'x', 5, ['http://x']].map((value) => [kind, { [setting]: value }, setting]);

/** A kind, what is wrong, and a part of what is said. */
const CASES: readonly [string, Settings, string][] = [
  // required
  ...['discord', 'msteams', 'msteams-connector', 'mattermost'].map((kind): [string, Settings, string] => [
    kind,
    { webhookUrl: undefined },
    `\`webhookUrl\` of ${kind} is missing`,
  ]),
  ['email', { to: undefined }, '`to` of email is missing'],
  ['email', { to: 'nobody' }, '"nobody" is no mail address'],
  ['email', { to: 'a@example.org, b@example.org' }, 'no mail address'],
  ['incidentio', { url: undefined }, '`url` of incidentio is missing'],
  ['incidentio', { alertSourceToken: undefined }, 'Nothing logs in'],
  ['jira', { project: undefined }, '`project` of jira is missing'],
  ['jira', { issueType: undefined }, '`issueType` of jira is missing'],
  ['jira', { apiUrl: undefined }, '`apiUrl` of jira is missing'],
  ['jira', { http: undefined }, 'Nothing logs in'],
  ['opsgenie', { apiKey: undefined }, '`apiKey` of opsgenie is missing'],
  ['pagerduty', { routingKey: undefined }, 'None of `routingKey` and `serviceKey` is given'],
  ['pushover', { userKey: undefined }, '`userKey` of pushover is missing'],
  ['pushover', { token: null }, '`token` of pushover is missing'],
  ['rocketchat', { token: undefined }, '`token` of rocketchat is missing'],
  ['rocketchat', { tokenId: undefined }, '`tokenId` of rocketchat is missing'],
  ['slack', { apiUrl: undefined }, 'None of `apiUrl` and `appToken` is given'],
  ['slack', { channel: undefined }, '`channel` of slack is missing'],
  ['sns', { signing: undefined }, '`signing` of sns is missing'],
  ['sns', { signing: {} }, '`signing.region` of sns is missing'],
  ['telegram', { botToken: undefined }, '`botToken` of telegram is missing'],
  ['telegram', { chatId: undefined }, '`chatId` of telegram is missing'],
  ['telegram', { chatId: 0 }, '`chatId` of telegram is the number 0'],
  ['victorops', { routingKey: '' }, '`routingKey` of victorops is an empty text'],
  ['victorops', { apiKey: undefined }, '`apiKey` of victorops is missing'],
  ['webex', { roomId: undefined }, '`roomId` of webex is missing'],
  ['webex', { http: {} }, 'The bot has no token'],
  ['webhook', { url: undefined }, '`url` of webhook is missing'],
  ['wechat', { apiSecret: undefined }, '`apiSecret` of wechat is missing'],
  ['wechat', { corpId: undefined }, '`corpId` of wechat is missing'],
  ['wechat', { toUser: undefined }, 'It tells nobody'],
  // one of several
  ['incidentio', { http: { authorization: { credentials: key } } }, 'exclude each other'],
  ['pagerduty', { serviceKey: key }, '`routingKey` and `serviceKey` exclude each other'],
  ['pushover', { html: true, monospace: true }, '`html` and `monospace` exclude each other'],
  ['slack', { appToken: key }, '`apiUrl` and `appToken` exclude each other'],
  [
    'slack',
    { apiUrl: undefined, appToken: key, http: { authorization: { credentials: key } } },
    'sent as the authorization itself',
  ],
  ['slack', { appUrl: 'https://slack.com/api/chat.postMessage' }, '`appUrl` belongs to an `appToken`'],
  ['slack', { updateMessage: true }, 'Only a bot can change its messages'],
  ['slack', { apiUrl: 'https://slack.com/api/chat.postMessage' }, 'A bot has to log in'],
  ['sns', { topicArn: undefined }, 'None of `topicArn`, `targetArn` and `phoneNumber` is given'],
  ['sns', { targetArn: 'arn:x' }, '`topicArn` and `targetArn` exclude each other'],
  ['sns', { targetArn: 'arn:x', phoneNumber: '+1' }, '`topicArn`, `targetArn` and `phoneNumber` exclude each other'],
  // words
  ['telegram', { parseMode: 'markdown' }, '`parseMode` of telegram is another text'],
  ['jira', { apiType: 'server' }, '`apiType` of jira'],
  ['wechat', { messageType: 'html' }, '`messageType` of wechat'],
  ['email', { threads: 'weekly' }, '`threads` of email'],
  ['opsgenie', { responders: [{ type: 'group', name: 'x' }] }, '"group" is no type of responder in `responders.0`'],
  ['opsgenie', { responders: [{ type: 'team' }] }, 'A responder is nobody'],
  ['victorops', { customFields: { entity_id: 'x' } }, 'VictorOps has a field entity_id of its own'],
  ['slack', { channel: '#Pay Ments' }, 'Slack has no channel named "#Pay Ments"'],
  ['slack', { actions: [{ text: 'x' }] }, 'None of `url` and `name` is given in `actions.0`'],
  ['slack', { actions: [{ url: 'https://x' }] }, '`actions.0.text` of slack is missing'],
  ['slack', { actions: [{ text: 'x', name: 'x', confirm: {} }] }, '`actions.0.confirm.text` of slack is missing'],
  ...['slack', 'mattermost', 'rocketchat'].flatMap((kind): [string, Settings, string][] => [
    [kind, { fields: [{ title: 'x' }] }, `\`fields.0.value\` of ${kind} is missing`],
    [kind, { fields: [{ title: '', value: 'x' }] }, `\`fields.0.title\` of ${kind} is an empty text`],
  ]),
  // headers
  ['email', { headers: { 'Reply-To': 'x', 'reply-to': 'y' } }, 'has one header twice: Reply-To and reply-to'],
  ['email', { headers: { subject: 'x' } }, 'The subject stands among the headers'],
  ['email', { threads: 'all', headers: { References: 'x' } }, '`threads` writes the header References itself'],
  ['email', { threads: 'all', headers: { 'in-reply-to': 'x' } }, '`threads` writes the header in-reply-to itself'],
  ['email', { smarthost: 'mail.example.org' }, '`smarthost` of email'],
  ['webhook', { http: { headers: { Authorization: 'x' } } }, 'Alertmanager sets the header Authorization of webhook itself'],
  ['webhook', { http: { headers: { 'X A': 'x' } } }, '"X A" of webhook names no header'],
  ['webhook', { http: { headers: { 'X-A': 'x', 'x-a': 'y' } } }, 'has one header twice'],
  ['webhook', { http: { headers: { 'X-Api-Key': 'hunter2' } } }, 'receiver/secret-literal: `http.headers.X-Api-Key` of webhook'],
  // http
  [
    'webhook',
    { http: { basicAuth: { username: 'x', password: key }, authorization: { credentials: key } } },
    '`basicAuth` and `authorization` exclude each other in `http` of webhook',
  ],
  ['webhook', { http: { authorization: { type: 'basic', credentials: key } } }, '`http.authorization.type` of webhook'],
  ['webhook', { http: { authorization: {} } }, '`http.authorization.credentials` of webhook is missing'],
  ['webhook', { http: { oauth2: { clientId: 'x', clientSecret: key } } }, '`http.oauth2.tokenUrl` of webhook is missing'],
  ['webhook', { http: { noProxy: 'x' } }, '`noProxy` belongs to a `proxy` with an address in `http` of webhook'],
  ['webhook', { http: { proxy: 'environment', noProxy: 'x' } }, '`noProxy` belongs to a `proxy`'],
  ['webhook', { http: { proxyConnectHeader: { A: ['b'] } } }, 'receiver/no-secret-file: '],
  ['webhook', { http: { tls: { cert: '/x.pem' } } }, 'A certificate and its key come together in `http.tls` of webhook'],
  ['webhook', { http: { tls: { minVersion: '1.3', maxVersion: '1.2' } } }, 'minVersion is above maxVersion'],
  ['webhook', { http: { tls: { minVersion: '2' } } }, '`http.tls.minVersion` of webhook'],
  ['webhook', { http: { tls: { ca: 'ca.pem' } } }, '`http.tls.ca` of webhook'],
  ['webhook', { http: 'x' }, '`http` of webhook is another text'],
  // addresses
  ...url('webhook', 'url'),
  ...url('incidentio', 'url'),
  ...url('jira', 'apiUrl'),
  ...url('pagerduty', 'url'),
  ...url('opsgenie', 'apiUrl'),
  ...url('telegram', 'apiUrl'),
  // wrong values of every sort
  ['webhook', { timeout: 10 }, '`timeout` of webhook is the number 10'],
  ['webhook', { timeout: '10' }, '`timeout` of webhook is another text'],
  ['webhook', { maxAlerts: -1 }, '`maxAlerts` of webhook is the number -1'],
  ['webhook', { maxAlerts: 1.5 }, '`maxAlerts` of webhook is the number 1.5'],
  ['webhook', { sendResolved: 'yes' }, '`sendResolved` of webhook is another text'],
  ['webhook', { payload: { a: Number.NaN } }, '`payload.a` of webhook is the number NaN'],
  ['discord', { title: 5 }, '`title` of discord is the number 5'],
  ['discord', { title: {} }, '`title` of discord is an object'],
  ['discord', { title: () => 5 }, 'The function at `title` of discord returns no text'],
  ['discord', { title: ({ nope }: { nope: { x: string } }) => nope.x }, 'The function at `title` of discord fails'],
  ['discord', { titel: 'x' }, 'discord has no setting `titel`'],
  ['discord', { constructor: 'x' }, 'discord has no setting `constructor`'],
  ['pagerduty', { details: ['x'] }, '`details` of pagerduty is a list of 1'],
  ['pagerduty', { links: { href: 'x' } }, '`links` of pagerduty is an object'],
  ['slack', { markdownIn: 'text' }, '`markdownIn` of slack is another text'],
  ['sns', { signing: { region: '{{ .Status }}' } }, '`signing.region` of sns'],
  // secrets
  ['sns', { signing: { region: 'x', secretKey: key } }, 'receiver/no-secret-file: Alertmanager reads `signing.secretKey` of sns'],
  ['sns', { signing: { region: 'x', accessKey: 'AKIA' } }, 'receiver/no-secret-file: '],
  ['slack', { apiUrl: 'https://hooks.slack.com/services/T0/B0/x' }, 'receiver/secret-literal: '],
  ['pagerduty', { routingKey: 'hunter2' }, 'receiver/secret-literal: `routingKey` of pagerduty is no reference'],
  ...[secret.file(''), secret.file(' '), secret.env('' as 'X')].map((reference): [string, Settings, string] => [
    'pagerduty',
    { routingKey: reference },
    'receiver/secret-reference: The reference at `routingKey` of pagerduty is empty',
  ]),
  ...[
    'https://x/y',
    'a b',
    'a\nb',
    '../x',
    'a/../../x',
    'x/',
    '${KEY}',
    '$(cat x)',
    '{{ .x }}',
    5 as never, // plain JavaScript
  ].map((name): [string, Settings, string] => ['pagerduty', { routingKey: secret.file(name) }, 'receiver/secret-reference: ']),
  ...['xoxb-1-2-abc', 'AKIAIOSFODNN7EXAMPLE', '0123456789abcdef0123456789abcdef', 'ghp_abc'].map(
    (value): [string, Settings, string] => [
      'pagerduty',
      { routingKey: secret.file(value) },
      'receiver/secret-reference: The reference at `routingKey` of pagerduty looks like the secret itself',
    ],
  ),
];

describe('a setting Alertmanager would refuse, or misread', () => {
  it.each(CASES)('%s %j', (kind, change, said) => {
    const problems = found(kind, change);
    expect(problems.join('\n')).toContain(said);
    expect(problems.join('\n')).not.toMatch(/hunter2|xoxb-|hooks\.slack/);
  });

  it('and none in what is right', () => {
    const samples = Object.entries(receiverSamples).flatMap(([kind, { minimal, full }]) =>
      [minimal, ...full].map((one): [string, Channel] => [kind, one]),
    );
    expect(samples.flatMap(([kind, { settings }]) => problemsOf(kind, settings))).toEqual([]);
    expect(Object.keys(receiverSamples).sort()).toEqual([...receiverKinds.keys()].sort());
  });
});

describe('a team', () => {
  const codes = (page: unknown) => {
    const payments = team({ name: 'payments', page: page as Channel }); // plain JavaScript gives anything
    return resolveAll({ payments, routes: routing({ fallback: payments.page }), production }).diagnostics.map(({ code }) => code);
  };
  it.each([
    [[]],
    ['#payments'],
    [5],
    [[5]],
    [{}],
    [{ kind: 'channel', type: 'pager', settings: {} }],
    [{ kind: 'channel', type: 'slack' }],
  ])('told by %j is told so', (page) => expect(codes(page)).toContain('receiver/channel'));

  it('may be told by several channels at once, in the order written', () => {
    const { pagerduty, slack } = receiverSamples;
    if (!pagerduty || !slack) throw new Error('no samples');
    const payments = team({ name: 'payments', page: [pagerduty.minimal, slack.minimal, ...slack.full] });
    const { artifacts } = resolveAll({ payments, routes: routing({ fallback: payments.page }), production });
    const config = artifacts.find(({ kind }) => kind === 'alertmanager-config')?.text ?? '';
    expect(config.match(/^ {4}\w+_configs:$/gm)).toEqual(['    pagerduty_configs:', '    slack_configs:']);
    expect(config.match(/^ {6}- /gm)).toHaveLength(1 + 1 + slack.full.length);
  });
});

describe('environment/smtp', () => {
  const found = (smtp: unknown) => {
    const mails = alertmanager({ version: '0.34', smtp: smtp as never }); // plain JavaScript gives anything
    return withCode({ production: environment({ name: 'production', alertmanager: mails }) }, 'environment/smtp').map(
      ({ message }) => message,
    );
  };
  it('names what is missing and what is wrong', () => {
    expect(found({})).toEqual(['`smtp.from` is missing.', '`smtp.smarthost` is missing.']);
    expect(found({ smarthost: 'mail.example.org', from: 5 })).toEqual([
      '`smtp.from` is 5.',
      '`smtp.smarthost` is "mail.example.org".',
    ]);
    expect(found({ smarthost: 'mail.example.org:25', from: 'a@example.org' })).toEqual([]);
  });
});

describe('secrets', () => {
  it('only ever appear as the path of their file', () => {
    const canary = 'canary-of-secrets';
    const put = (value: unknown): unknown => {
      if (value === key) return secret.file(canary);
      if (Array.isArray(value)) return value.map(put);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, put(one)]));
    };
    for (const [type, { minimal, full }] of Object.entries(receiverSamples)) {
      const kind = receiverKinds.get(type);
      for (const { settings } of kind ? [minimal, ...full] : []) {
        const { wire } = readReceiver(kind as never, put(settings) as object, () => `/secrets/${canary}`); // the same shape
        const text = JSON.stringify(wire);
        const held = [...text.matchAll(/"(?<name>\w+)":(?:\["\/secrets\/|"\/secrets\/)canary-of-secrets/g)].map(
          ({ groups }) => groups?.['name'] ?? '',
        );
        expect(held.filter((name) => !name.endsWith('_file') && name !== 'files')).toEqual([]);
        expect(held).toHaveLength(text.split(canary).length - 1);
      }
    }
  });
});
