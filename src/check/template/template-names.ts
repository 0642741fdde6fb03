import { URGENCY_TEXTS } from '../../receivers/urgency-texts.ts';

/** `<kind>.default.<name>`, in the binary of Alertmanager 0.34. https://github.com/prometheus/alertmanager/tree/main/template */
const DEFAULTS: Readonly<Record<string, string>> = {
  discord: 'content message title',
  email: 'html subject',
  jira: 'description priority summary',
  mattermost: 'color fallback text title titlelink username',
  msteams: 'summary text title',
  msteamsv2: 'text title',
  opsgenie: 'description message source',
  pagerduty: 'client clientURL description instances',
  pushover: 'message title url',
  rocketchat: 'alias emoji iconurl text title titlelink',
  slack: 'callbackid color fallback footer iconemoji iconurl pretext text title titlelink username',
  sns: 'message subject',
  telegram: 'message',
  victorops: 'entity_display_name monitoring_tool state_message',
  webex: 'message',
  wechat: 'agent_id message to_party to_tag to_user',
};
const SHARED = '__alertmanager __alertmanagerURL __description __subject __text_alert_list __text_alert_list_markdown';
/** Those of `templates/signalbox.tmpl`. */
const OURS = ['signalbox.title', 'signalbox.link', 'signalbox.text', ...Object.keys(URGENCY_TEXTS)];

/** Every template a text of a receiver may call. */
export const knownTemplates: ReadonlySet<string> = new Set([
  ...SHARED.split(' '),
  ...OURS,
  ...Object.entries(DEFAULTS).flatMap(([kind, names]) => names.split(' ').map((name) => `${kind}.default.${name}`)),
]);
