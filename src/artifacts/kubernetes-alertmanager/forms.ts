/** How one kind of setting is written in the operator's form. What no line names cannot be said there. */
export interface Form {
  /** Keys that are carried, in words; their names follow `operatorName` unless `named` says otherwise. */
  readonly keys: string;
  /** Values that are taken, where not all are. */
  readonly words?: Readonly<Record<string, readonly string[]>>;
  readonly named?: Readonly<Record<string, string>>;
  /** Secrets: the key without `_file`, and the operator's name. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Maps that the operator has as lists of key and value. */
  readonly pairs?: readonly string[];
  /** Objects, or lists of them, with a form of their own. */
  readonly parts?: Readonly<Record<string, readonly [name: string, form: Form]>>;
}

const TLS: Form = {
  keys: 'server_name min_version max_version insecure_skip_verify',
  secrets: { ca: 'ca.secret', cert: 'cert.secret', key: 'keySecret' },
};
const HTTP: Form = {
  keys: 'proxy_url no_proxy proxy_from_environment follow_redirects enable_http2',
  named: { proxy_url: 'proxyUrl' },
  parts: {
    basic_auth: ['basicAuth', { keys: '', secrets: { username: 'username', password: 'password' } }],
    authorization: ['authorization', { keys: 'type', secrets: { credentials: 'credentials' } }],
    tls_config: ['tlsConfig', TLS],
  },
};

const http = { http_config: ['httpConfig', HTTP] } as const;
const FIELD: Form = { keys: 'title value short' };
const CONFIRM: Form = { keys: 'text title ok_text dismiss_text' };
const SLACK_ACTION: Form = { keys: 'type text url style name value', parts: { confirm: ['confirm', CONFIRM] } };

const RESPONDER: Form = {
  keys: 'type id name username',
  words: { type: ['team', 'teams', 'user', 'escalation', 'schedule'] },
};

/** By the key in Alertmanager's receiver. https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1alpha1.Receiver */
export const FORMS: Readonly<Record<string, Form>> = {
  discord_configs: {
    keys: 'send_resolved title message content username avatar_url',
    secrets: { webhook_url: 'apiURL' },
    parts: http,
  },
  email_configs: {
    keys: 'to send_resolved html text from smarthost hello auth_username auth_identity require_tls force_implicit_tls',
    secrets: { auth_password: 'authPassword', auth_secret: 'authSecret' },
    pairs: ['headers'],
    parts: { tls_config: ['tlsConfig', TLS] },
  },
  msteams_configs: { keys: 'send_resolved title summary text', secrets: { webhook_url: 'webhookUrl' }, parts: http },
  msteamsv2_configs: { keys: 'send_resolved title text', secrets: { webhook_url: 'webhookURL' }, parts: http },
  opsgenie_configs: {
    keys: 'send_resolved api_url message description source entity actions tags note priority update_alerts',
    secrets: { api_key: 'apiKey' },
    pairs: ['details'],
    parts: { ...http, responders: ['responders', RESPONDER] },
  },
  pagerduty_configs: {
    keys: 'send_resolved severity description component group class source client client_url url timeout',
    secrets: { routing_key: 'routingKey', service_key: 'serviceKey' },
    pairs: ['details'],
    parts: {
      ...http,
      links: ['pagerDutyLinkConfigs', { keys: 'href text', named: { text: 'alt' } }],
      images: ['pagerDutyImageConfigs', { keys: 'src alt href' }],
    },
  },
  pushover_configs: {
    keys: 'send_resolved title message url url_title device sound priority retry expire ttl html monospace',
    secrets: { user_key: 'userKey', token: 'token' },
    parts: http,
  },
  rocketchat_configs: {
    keys: 'send_resolved api_url channel color title title_link text short_fields emoji icon_url image_url thumb_url link_names',
    secrets: { token: 'token', token_id: 'tokenID' },
    parts: { ...http, fields: ['fields', FIELD], actions: ['actions', { keys: 'text url msg' }] },
  },
  slack_configs: {
    keys: `send_resolved channel color title title_link text pretext message_text fallback footer short_fields username icon_emoji
      icon_url image_url thumb_url callback_id link_names mrkdwn_in update_message timeout`,
    named: { callback_id: 'callbackId' },
    secrets: { api_url: 'apiURL' },
    parts: { ...http, fields: ['fields', FIELD], actions: ['actions', SLACK_ACTION] },
  },
  sns_configs: {
    keys: 'send_resolved topic_arn target_arn phone_number subject message attributes api_url use_aws_http_client',
    parts: {
      ...http,
      sigv4: [
        'sigv4',
        { keys: 'region profile role_arn external_id', named: { role_arn: 'roleArn', external_id: 'externalId' } },
      ],
    },
  },
  telegram_configs: {
    keys: 'send_resolved chat_id message_thread_id message parse_mode disable_notifications api_url',
    secrets: { bot_token: 'botToken' },
    parts: http,
  },
  victorops_configs: {
    keys: 'send_resolved routing_key message_type entity_display_name state_message monitoring_tool api_url',
    named: { api_url: 'apiUrl' },
    secrets: { api_key: 'apiKey' },
    pairs: ['custom_fields'],
    parts: http,
  },
  webex_configs: { keys: 'send_resolved room_id message api_url', parts: http },
  webhook_configs: { keys: 'send_resolved url max_alerts timeout', secrets: { url: 'urlSecret' }, parts: http },
  wechat_configs: {
    keys: 'send_resolved corp_id agent_id to_user to_party to_tag message message_type api_url',
    secrets: { api_secret: 'apiSecret' },
    parts: http,
  },
};

const ACRONYMS: Readonly<Record<string, string>> = { url: 'URL', id: 'ID', arn: 'ARN', tls: 'TLS', aws: 'AWS', http: 'HTTP' };

/** `icon_url` is `iconURL` to the operator. */
export function operatorName(key: string, { named = {} }: Form): string {
  if (named[key] !== undefined) return named[key];
  const [first = '', ...rest] = key.split('_');
  return [first, ...rest.map((word) => ACRONYMS[word] ?? word.charAt(0).toUpperCase() + word.slice(1))].join('');
}
