import type { Channel } from '../authored/references.ts';
import { isRecord } from '../kernel/canonical.ts';
import type { Duration, Url } from '../kernel/literals.ts';
import type { Secret } from '../kernel/secret.ts';
import { channel } from './channel.ts';
import type { Field, SettingProblem } from './field.ts';
import { firstAnnotation } from './first-annotation.ts';
import { exactlyOne, list } from './group-fields.ts';
import { type ChannelOptions, http, type ReceiverKind, sendResolved } from './kind.ts';
import type { NotificationText } from './notification-text.ts';
import { secretFile, secretOrUrl, url } from './secret-fields.ts';
import { type SlackAction, slackActions } from './slack-actions.ts';
import { text } from './text-fields.ts';
import { byUrgency } from './urgency-texts.ts';
import { flag, goSpan, strings } from './value-fields.ts';

/** The method of Slack's API that also changes messages. */
const POST_MESSAGE = 'https://slack.com/api/chat.postMessage';

export interface SlackField {
  readonly title: NotificationText;
  readonly value: NotificationText;
  /** Beside other short ones. */
  readonly short?: boolean;
}
interface SlackMessage extends ChannelOptions {
  /** `'#payments'` */
  readonly channel: `#${string}`;
  /** @default the number of alerts, the service and the alert's name */
  readonly title?: NotificationText;
  /** @default the dashboard, or the runbook */
  readonly titleLink?: NotificationText;
  /** @default summary, description, runbook and dashboard of each alert */
  readonly text?: NotificationText;
  /** Above the attachment. */
  readonly pretext?: NotificationText;
  /** The text of the message itself: what a phone shows. */
  readonly messageText?: NotificationText;
  /** Where attachments are not shown. */
  readonly fallback?: NotificationText;
  /** `good`, `warning`, `danger` or `#rrggbb`. @default by severity, good when it is over */
  readonly color?: NotificationText;
  readonly footer?: NotificationText;
  readonly fields?: readonly SlackField[];
  readonly shortFields?: boolean;
  /** @default buttons for the runbook and the dashboard */
  readonly actions?: readonly SlackAction[];
  readonly username?: NotificationText;
  /** `':fire:'` */
  readonly iconEmoji?: NotificationText;
  readonly iconUrl?: NotificationText;
  readonly imageUrl?: NotificationText;
  readonly thumbUrl?: NotificationText;
  readonly callbackId?: NotificationText;
  /** Turn `@name` and `#channel` into links. */
  readonly linkNames?: boolean;
  /** Which parts are read as Slack's markdown. @default ['fallback', 'pretext', 'text'] */
  readonly markdownIn?: readonly ('fallback' | 'pretext' | 'text' | 'fields')[];
  readonly timeout?: Duration;
}
type SlackLogin =
  /** The incoming webhook. */
  | { readonly apiUrl: Secret; readonly appToken?: never; readonly appUrl?: never; readonly updateMessage?: never }
  /** A bot, whose token stands in `http: { authorization }`: it can change its message instead of sending another. */
  | { readonly apiUrl: typeof POST_MESSAGE; readonly updateMessage?: boolean; readonly appToken?: never; readonly appUrl?: never }
  /** The token of an app. */
  | { readonly appToken: Secret; readonly appUrl?: Url; readonly apiUrl?: never; readonly updateMessage?: never };
export type SlackOptions = SlackMessage & SlackLogin;

/**
 * A Slack channel; sends when it fires and when it clears, with the runbook and dashboard as buttons.
 * Compiles to `slack_configs`. https://prometheus.io/docs/alerting/latest/configuration/#slack_config
 */
export function slack(options: SlackOptions): Channel {
  return channel('slack', options, slack);
}

const BUTTONS = [
  { type: 'button', text: 'Runbook', url: firstAnnotation('runbook_url') },
  { type: 'button', text: 'Dashboard', url: firstAnnotation('dashboard_url') },
];

export const slackKind: ReceiverKind<SlackOptions> = {
  type: 'slack',
  field: 'slack_configs',
  fields: {
    apiUrl: secretOrUrl('api_url'),
    appToken: secretFile('app_token', { since: '0.30' }),
    appUrl: url('app_url', { since: '0.30' }),
    channel: channelField(),
    sendResolved,
    color: text('color', { fallback: byUrgency('signalbox.slack.color') }),
    title: text('title', { fallback: '{{ template "signalbox.title" . }}' }),
    titleLink: text('title_link', { fallback: '{{ template "signalbox.link" . }}' }),
    text: text('text', { fallback: '{{ template "signalbox.text" . }}' }),
    pretext: text('pretext'),
    messageText: text('message_text', { since: '0.31' }),
    fallback: text('fallback'),
    footer: text('footer'),
    fields: list('fields', {
      title: text('title', { required: true }),
      value: text('value', { required: true }),
      short: flag('short'),
    }),
    shortFields: flag('short_fields'),
    actions: slackActions('actions', BUTTONS),
    username: text('username'),
    iconEmoji: text('icon_emoji'),
    iconUrl: text('icon_url'),
    imageUrl: text('image_url'),
    thumbUrl: text('thumb_url'),
    callbackId: text('callback_id'),
    linkNames: flag('link_names'),
    markdownIn: strings('mrkdwn_in'),
    updateMessage: flag('update_message', { since: '0.32' }),
    timeout: goSpan('timeout'),
    http,
  },
  rules: slackProblems,
};

function channelField(): Field {
  return {
    required: true,
    read(value, { reading }) {
      if (typeof value === 'string' && /^#[a-z0-9][a-z0-9._-]*$/.test(value)) return { channel: value };
      const shown = typeof value === 'string' ? JSON.stringify(value) : 'this';
      reading.problems.push({ message: `Slack has no channel named ${shown}.`, fix: "write it in lower case: '#payments'" });
      return {};
    },
  };
}

function slackProblems(settings: Readonly<Record<string, unknown>>): SettingProblem[] {
  const { apiUrl, appToken, appUrl, updateMessage, http: requests } = settings;
  const authorized = isRecord(requests) && requests['authorization'] !== undefined;
  const found = exactlyOne(settings, ['apiUrl', 'appToken']);
  if (appToken !== undefined && authorized)
    found.push({ message: '`appToken` is sent as the authorization itself.', fix: 'leave out http.authorization' });
  if (appUrl !== undefined && appToken === undefined)
    found.push({ message: '`appUrl` belongs to an `appToken`.', fix: 'leave it out' });
  if (updateMessage === true && apiUrl !== POST_MESSAGE)
    found.push({
      message: 'Only a bot can change its messages.',
      fix: `write apiUrl: '${POST_MESSAGE}' and http: { authorization: { credentials: secret.file('slack-bot') } }`,
    });
  if (typeof apiUrl === 'string' && apiUrl !== POST_MESSAGE)
    found.push({
      code: 'receiver/secret-literal',
      message: '`apiUrl` of slack is no reference to a secret.',
      fix: "write apiUrl: secret.file('name-of-the-file'); the value itself never stands in a definition",
    });
  if (apiUrl === POST_MESSAGE && !authorized)
    found.push({
      message: 'A bot has to log in.',
      fix: "write http: { authorization: { credentials: secret.file('slack-bot') } }",
    });
  return found;
}
