/** A channel of every kind: with what it must have, and with everything it may have. */
import type { Channel } from '../../src/authored/references.ts';
import { secret } from '../../src/kernel/secret.ts';
import { discord } from '../../src/receivers/discord.ts';
import { email } from '../../src/receivers/email.ts';
import type { HttpOptions } from '../../src/receivers/http.ts';
import { incidentio } from '../../src/receivers/incidentio.ts';
import { jira } from '../../src/receivers/jira.ts';
import { mattermost } from '../../src/receivers/mattermost.ts';
import { msteams } from '../../src/receivers/msteams.ts';
import { msteamsConnector } from '../../src/receivers/msteams-connector.ts';
import type { NotificationText } from '../../src/receivers/notification-text.ts';
import { opsgenie } from '../../src/receivers/opsgenie.ts';
import { pagerduty } from '../../src/receivers/pagerduty.ts';
import { pushover } from '../../src/receivers/pushover.ts';
import { rocketchat } from '../../src/receivers/rocketchat.ts';
import { slack } from '../../src/receivers/slack.ts';
import { sns } from '../../src/receivers/sns.ts';
import { telegram } from '../../src/receivers/telegram.ts';
import { victorops } from '../../src/receivers/victorops.ts';
import { webex } from '../../src/receivers/webex.ts';
import { webhook } from '../../src/receivers/webhook.ts';
import { wechat } from '../../src/receivers/wechat.ts';

export interface ReceiverSample {
  readonly minimal: Channel;
  /** More than one where settings exclude each other. */
  readonly full: readonly Channel[];
}

export const key = secret.file('key');
const tls = {
  ca: '/etc/ssl/ca.pem',
  cert: secret.file('cert.pem'),
  key,
  serverName: 'x',
  minVersion: '1.2',
  maxVersion: '1.3',
  insecureSkipVerify: false,
} as const;
const common = { tls, headers: { 'X-Team': 'payments', 'X-Api-Key': key }, followRedirects: false, http2: false } as const;
const token: HttpOptions & { authorization: { credentials: typeof key } } = {
  ...common,
  authorization: { type: 'Token', credentials: key },
  proxy: 'environment',
};
const basic: HttpOptions = {
  ...common,
  basicAuth: { username: 'alerts', password: key },
  proxy: 'http://proxy:3128',
  noProxy: '10.0.0.0/8',
};
const oauth: HttpOptions = {
  ...common,
  oauth2: {
    clientId: 'alerts',
    clientSecret: key,
    tokenUrl: 'https://login.example.org/token',
    scopes: ['alerts'],
    endpointParams: { audience: 'alerts' },
    tls,
  },
};

const own: NotificationText = ({ labels, annotations, alerts, ifFiring, groupLabels, status, externalUrl, receiver }) =>
  [
    `${status} ${labels.service} ${annotations.summary} ${groupLabels.alertname} ${receiver} ${externalUrl}`,
    alerts.each((one) => `${one.labels.alertname} ${one.annotations.summary} ${one.startsAt}`),
    alerts.firing.each((one) => one.status),
    alerts.first(({ annotations: { runbook_url } }) => `${runbook_url}`),
    ifFiring(`${alerts.firing.count} fire`, `${alerts.resolved.count} are over`),
  ].join('\n');
const fields = [{ title: 'Owner', value: own, short: true }];
const sendResolved = false;
const attachment = {
  fallback: own,
  color: '#fff',
  pretext: own,
  text: own,
  authorName: 'a',
  authorLink: 'https://a',
  authorIcon: 'https://a',
  title: own,
  titleLink: 'https://a',
  fields,
  thumbUrl: 'https://a',
  footer: own,
  footerIcon: 'https://a',
  imageUrl: 'https://a',
};
const message = {
  channel: '#payments',
  title: own,
  titleLink: own,
  text: own,
  pretext: own,
  messageText: own,
  fallback: own,
  color: 'good',
  footer: own,
  fields,
  shortFields: true,
  actions: [
    { text: 'Runbook', url: own, style: 'primary' },
    {
      text: 'Silence',
      name: 'silence',
      value: '1h',
      confirm: { text: 'Sure?', title: 'Silence', okText: 'Yes', dismissText: 'No' },
    },
  ],
  username: 'alerts',
  iconEmoji: ':fire:',
  iconUrl: 'https://a',
  imageUrl: 'https://a',
  thumbUrl: 'https://a',
  callbackId: 'x',
  linkNames: true,
  markdownIn: ['text', 'fields'],
  timeout: '1d',
  sendResolved,
} as const;
const incident = {
  description: own,
  severity: 'critical',
  component: own,
  group: own,
  class: own,
  source: own,
  client: own,
  clientUrl: 'https://a',
  details: { owner: own },
  links: [{ href: own, text: 'Runbook' }],
  images: [{ src: 'https://a', alt: 'a', href: 'https://a' }],
  url: 'https://events.eu.pagerduty.com/v2/enqueue',
  timeout: '10s',
  sendResolved,
} as const;
const issue = { apiUrl: 'https://jira.example.org/rest/api/2/', project: 'OPS', issueType: 'Bug' } as const;
const push = {
  userKey: key,
  token: key,
  title: own,
  message: own,
  url: own,
  urlTitle: own,
  device: 'phone',
  sound: 'siren',
  priority: '2',
  retry: '1m',
  expire: '1h',
  ttl: '1d',
  sendResolved,
} as const;
const notice = { signing: { region: 'eu-central-1' } } as const;

/** By kind. */
export const receiverSamples: Readonly<Record<string, ReceiverSample>> = {
  discord: {
    minimal: discord({ webhookUrl: key }),
    full: [
      discord({
        webhookUrl: key,
        title: own,
        message: own,
        content: own,
        username: 'a',
        avatarUrl: 'https://a',
        sendResolved,
        http: basic,
      }),
    ],
  },
  email: {
    minimal: email({ to: 'payments@example.org' }),
    full: [
      email({
        to: 'payments@example.org',
        subject: own,
        text: own,
        html: own,
        headers: { 'Reply-To': 'x@example.org' },
        from: 'alerts@example.org',
        smarthost: 'mail.example.org:465',
        hello: 'x',
        username: 'a',
        password: key,
        authSecret: key,
        authIdentity: 'x',
        requireTls: true,
        implicitTls: true,
        tls,
        threads: 'daily',
        sendResolved,
      }),
      email({ to: 'payments@example.org', threads: 'all' }),
    ],
  },
  incidentio: {
    minimal: incidentio({ url: 'https://api.incident.io/x', alertSourceToken: key }),
    full: [incidentio({ url: key, http: token, maxAlerts: 5, timeout: '10s', sendResolved })],
  },
  jira: {
    minimal: jira({ ...issue, http: { basicAuth: { username: key, password: key } } }),
    full: [
      jira({
        ...issue,
        http: oauth,
        apiType: 'datacenter',
        summary: { template: own, update: false },
        description: { template: own, update: true },
        labels: ['alert', own],
        priority: 'High',
        resolveTransition: 'Done',
        reopenTransition: 'To do',
        wontFixResolution: "Won't do",
        reopenDuration: '30d',
        fields: { customfield_10001: 'x', customfield_10002: { value: own }, customfield_10003: [1, true] },
        sendResolved,
      }),
    ],
  },
  mattermost: {
    minimal: mattermost({ webhookUrl: key }),
    full: [
      mattermost({
        ...attachment,
        webhookUrl: key,
        channel: 'payments',
        username: 'a',
        iconUrl: 'https://a',
        iconEmoji: ':fire:',
        attachments: [attachment],
        type: 'custom_alert',
        card: own,
        priority: { priority: 'urgent', requestedAck: true, persistentNotifications: true },
        sendResolved,
        http: token,
      }),
    ],
  },
  msteams: {
    minimal: msteams({ webhookUrl: key }),
    full: [msteams({ webhookUrl: key, title: own, text: own, sendResolved, http: basic })],
  },
  'msteams-connector': {
    minimal: msteamsConnector({ webhookUrl: key }),
    full: [msteamsConnector({ webhookUrl: key, title: own, summary: own, text: own, sendResolved, http: basic })],
  },
  opsgenie: {
    minimal: opsgenie({ apiKey: key }),
    full: [
      opsgenie({
        apiKey: key,
        apiUrl: 'https://api.eu.opsgenie.com/',
        message: own,
        description: own,
        source: own,
        details: { owner: own },
        entity: own,
        responders: [
          { type: 'team', name: 'payments' },
          { type: 'user', username: 'x@example.org' },
          { type: 'schedule', id: '1' },
          { type: '{{ .CommonLabels.kind }}', name: 'x' },
        ],
        actions: 'restart',
        tags: 'a,b',
        note: own,
        priority: 'P1',
        updateAlerts: true,
        sendResolved,
        http: basic,
      }),
    ],
  },
  pagerduty: {
    minimal: pagerduty({ routingKey: key }),
    full: [pagerduty({ ...incident, routingKey: key, http: basic }), pagerduty({ ...incident, serviceKey: key })],
  },
  pushover: {
    minimal: pushover({ userKey: key, token: key }),
    full: [pushover({ ...push, html: true, http: basic }), pushover({ ...push, monospace: true })],
  },
  rocketchat: {
    minimal: rocketchat({ token: key, tokenId: key, channel: '#payments' }),
    full: [
      rocketchat({
        token: key,
        tokenId: key,
        apiUrl: 'https://chat.example.org',
        channel: own,
        color: 'red',
        title: own,
        titleLink: own,
        text: own,
        fields,
        shortFields: true,
        emoji: ':fire:',
        iconUrl: 'https://a',
        imageUrl: 'https://a',
        thumbUrl: 'https://a',
        linkNames: true,
        actions: [
          { text: 'Runbook', url: own },
          { text: 'Mine', msg: 'mine' },
        ],
        sendResolved,
        http: basic,
      }),
    ],
  },
  slack: {
    minimal: slack({ channel: '#payments', apiUrl: key }),
    full: [
      slack({ ...message, apiUrl: key, http: basic }),
      slack({ ...message, appToken: key, appUrl: 'https://slack.com/api/chat.postMessage' }),
      slack({ ...message, apiUrl: 'https://slack.com/api/chat.postMessage', updateMessage: true, http: token }),
    ],
  },
  sns: {
    minimal: sns({ ...notice, topicArn: 'arn:aws:sns:eu-central-1:123456789012:alerts' }),
    full: [
      sns({
        signing: { region: 'eu-central-1', profile: 'alerts', roleArn: 'arn:aws:iam::123456789012:role/alerts', externalId: 'x' },
        phoneNumber: '+4915112345678',
        subject: own,
        message: own,
        attributes: { owner: own },
        apiUrl: 'https://sns.eu-central-1.amazonaws.com',
        useAwsHttpClient: true,
        sendResolved,
        http: basic,
      }),
      sns({ ...notice, targetArn: 'arn:aws:sns:eu-central-1:123456789012:endpoint/x' }),
    ],
  },
  telegram: {
    minimal: telegram({ botToken: key, chatId: -1001234567890 }),
    full: [
      telegram({
        botToken: key,
        chatId: key,
        messageThreadId: 7,
        message: own,
        parseMode: 'MarkdownV2',
        silent: true,
        apiUrl: 'https://telegram.example.org',
        sendResolved,
        http: basic,
      }),
    ],
  },
  victorops: {
    minimal: victorops({ apiKey: key, routingKey: 'payments' }),
    full: [
      victorops({
        apiKey: key,
        routingKey: own,
        apiUrl: 'https://alert.example.org/',
        messageType: 'WARNING',
        entityDisplayName: own,
        stateMessage: own,
        monitoringTool: own,
        customFields: { owner: own },
        sendResolved,
        http: basic,
      }),
    ],
  },
  webex: {
    minimal: webex({ roomId: 'x', http: { authorization: { credentials: key } } }),
    full: [webex({ roomId: own, http: token, message: own, apiUrl: 'https://webex.example.org/v1/messages', sendResolved })],
  },
  webhook: {
    minimal: webhook({ url: 'https://alerts.example.org/alerts' }),
    full: [
      webhook({
        url: key,
        maxAlerts: 5,
        timeout: '90m',
        payload: { title: own, list: [own, 1, true] },
        sendResolved,
        http: oauth,
      }),
      webhook({ url: 'https://alerts.example.org/{{ .CommonLabels.service }}' }),
    ],
  },
  wechat: {
    minimal: wechat({ apiSecret: key, corpId: 'x', agentId: '1', toUser: '@all' }),
    full: [
      wechat({
        apiSecret: key,
        corpId: 'x',
        agentId: '1',
        toUser: 'a|b',
        toParty: '1',
        toTag: 'x',
        message: own,
        messageType: 'markdown',
        apiUrl: 'https://wechat.example.org/cgi-bin/',
        sendResolved,
        http: basic,
      }),
    ],
  },
};
