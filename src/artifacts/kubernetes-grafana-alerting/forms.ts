/** How one kind of receiver is an integration of Grafana's. What no line names cannot be said there. */
export interface ContactForm {
  /** Grafana's type. */
  readonly type: string;
  /** Alertmanager's keys, as paths, and Grafana's. */
  readonly settings: Readonly<Record<string, string>>;
  /** Secrets: the key without `_file`, and Grafana's. */
  readonly secrets: Readonly<Record<string, string>>;
  /** What Grafana wants besides. */
  readonly constant?: Readonly<Record<string, string>>;
  /** Values of a key by another name. */
  readonly words?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Keys whose numbers Grafana reads as texts. */
  readonly texts?: readonly string[];
}

const TEAMS: ContactForm = { type: 'teams', settings: { title: 'title', text: 'message' }, secrets: { webhook_url: 'url' } };
const TOKEN = 'http_config.authorization.credentials';

/**
 * By the key in Alertmanager's receiver. The names are those of Grafana's own list of integrations.
 * https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/
 */
export const CONTACT_FORMS: Readonly<Record<string, ContactForm>> = {
  discord_configs: {
    type: 'discord',
    settings: { title: 'title', message: 'message', avatar_url: 'avatar_url' },
    secrets: { webhook_url: 'url' },
  },
  email_configs: {
    type: 'email',
    settings: { to: 'addresses', 'headers.Subject': 'subject', text: 'message' },
    secrets: {},
  },
  jira_configs: {
    type: 'jira',
    settings: {
      api_url: 'api_url',
      project: 'project',
      issue_type: 'issue_type',
      summary: 'summary',
      'summary.template': 'summary',
      description: 'description',
      'description.template': 'description',
      labels: 'labels',
      priority: 'priority',
      reopen_transition: 'reopen_transition',
      resolve_transition: 'resolve_transition',
      wont_fix_resolution: 'wont_fix_resolution',
      reopen_duration: 'reopen_duration',
      fields: 'fields',
      'http_config.basic_auth.username': 'user',
    },
    secrets: { 'http_config.basic_auth.password': 'password', [TOKEN]: 'api_token' },
  },
  msteams_configs: TEAMS,
  msteamsv2_configs: TEAMS,
  opsgenie_configs: {
    type: 'opsgenie',
    settings: { message: 'message', description: 'description', responders: 'responders' },
    secrets: { api_key: 'apiKey' },
    constant: { apiUrl: 'https://api.opsgenie.com/v2/alerts' },
  },
  pagerduty_configs: {
    type: 'pagerduty',
    settings: {
      severity: 'severity',
      description: 'summary',
      component: 'component',
      group: 'group',
      class: 'class',
      source: 'source',
      client: 'client',
      client_url: 'client_url',
      details: 'details',
      url: 'url',
    },
    secrets: { routing_key: 'integrationKey' },
  },
  pushover_configs: {
    type: 'pushover',
    settings: { title: 'title', message: 'message', device: 'device', sound: 'sound' },
    secrets: { user_key: 'userKey', token: 'apiToken' },
  },
  slack_configs: {
    type: 'slack',
    settings: {
      channel: 'recipient',
      title: 'title',
      text: 'text',
      username: 'username',
      icon_emoji: 'icon_emoji',
      icon_url: 'icon_url',
      api_url: 'endpointUrl',
      app_url: 'endpointUrl',
    },
    secrets: { api_url: 'url', app_token: 'token', [TOKEN]: 'token' },
  },
  sns_configs: {
    type: 'sns',
    settings: {
      topic_arn: 'topic_arn',
      target_arn: 'target_arn',
      phone_number: 'phone_number',
      subject: 'subject',
      message: 'message',
      attributes: 'attributes',
      api_url: 'api_url',
      'sigv4.region': 'sigv4.region',
      'sigv4.profile': 'sigv4.profile',
      'sigv4.role_arn': 'sigv4.role_arn',
    },
    secrets: {},
  },
  telegram_configs: {
    type: 'telegram',
    settings: { chat_id: 'chatid', message_thread_id: 'message_thread_id', message: 'message', parse_mode: 'parse_mode' },
    secrets: { bot_token: 'bottoken', chat_id: 'chatid' },
    words: { parse_mode: { '': 'None' } },
    texts: ['chat_id', 'message_thread_id'],
  },
  webex_configs: {
    type: 'webex',
    settings: { room_id: 'room_id', message: 'message', api_url: 'api_url' },
    secrets: { [TOKEN]: 'bot_token' },
  },
  webhook_configs: {
    type: 'webhook',
    settings: {
      url: 'url',
      max_alerts: 'maxAlerts',
      'http_config.basic_auth.username': 'username',
      'http_config.authorization.type': 'authorization_scheme',
    },
    secrets: { url: 'url', 'http_config.basic_auth.password': 'password', [TOKEN]: 'authorization_credentials' },
  },
  wechat_configs: {
    type: 'wecom',
    settings: { corp_id: 'corp_id', agent_id: 'agent_id', to_user: 'touser', message: 'message', message_type: 'msgtype' },
    secrets: { api_secret: 'secret' },
  },
};
