import type { Channel } from '../authored/references.ts';
import type { Url } from '../kernel/literals.ts';
import { channel } from './channel.ts';
import { exactlyOne, group } from './group-fields.ts';
import { type ChannelOptions, http, type ReceiverKind, sendResolved } from './kind.ts';
import type { NotificationText } from './notification-text.ts';
import { noFileForm, url } from './secret-fields.ts';
import { text, texts } from './text-fields.ts';
import { flag, plain } from './value-fields.ts';

/** How Alertmanager signs: by the role of its machine, a role it takes on, or a profile of its credentials file. Never by a key: no file form exists. */
export interface SnsSigning {
  readonly region: string;
  /** A section of `~/.aws/credentials`. */
  readonly profile?: string;
  readonly roleArn?: `arn:${string}`;
  /** What the role's trust policy asks for. */
  readonly externalId?: string;
  readonly accessKey?: never;
  readonly secretKey?: never;
}
interface SnsMessage extends ChannelOptions {
  readonly signing: SnsSigning;
  /** Shown by mail, not by SMS. @default the number of alerts, the service and the alert's name */
  readonly subject?: NotificationText;
  /** @default summary, description, runbook and dashboard of each alert */
  readonly message?: NotificationText;
  readonly attributes?: Readonly<Record<string, NotificationText>>;
  /** @default that of the region */
  readonly apiUrl?: Url;
  /** Amazon's own HTTP client, which reads `ca_bundle` of its configuration. @default false */
  readonly useAwsHttpClient?: boolean;
}
export type SnsOptions = SnsMessage &
  (
    | { readonly topicArn: NotificationText; readonly targetArn?: never; readonly phoneNumber?: never }
    /** An endpoint of a mobile platform. */
    | { readonly targetArn: NotificationText; readonly topicArn?: never; readonly phoneNumber?: never }
    /** An SMS to one number: `'+4915112345678'`. */
    | { readonly phoneNumber: NotificationText; readonly topicArn?: never; readonly targetArn?: never }
  );

/** Amazon SNS: topics, mobile endpoints, SMS. Compiles to `sns_configs`. https://prometheus.io/docs/alerting/latest/configuration/#sns_configs */
export function sns(options: SnsOptions): Channel {
  return channel('sns', options, sns);
}

const KEYLESS = 'sign by the role of the machine, roleArn, or profile';

export const snsKind: ReceiverKind<SnsOptions> = {
  type: 'sns',
  field: 'sns_configs',
  fields: {
    signing: {
      ...group('sigv4', {
        region: plain('region', { required: true }),
        profile: plain('profile'),
        roleArn: plain('role_arn', { form: /^arn:/, wanted: "'arn:aws:iam::123456789012:role/alerts'" }),
        externalId: plain('external_id', { since: '0.34' }),
        accessKey: noFileForm(KEYLESS),
        secretKey: noFileForm(KEYLESS),
      }),
      required: true,
    },
    topicArn: text('topic_arn'),
    targetArn: text('target_arn'),
    phoneNumber: text('phone_number'),
    sendResolved,
    subject: text('subject', { fallback: '{{ template "signalbox.title" . }}' }),
    message: text('message', { fallback: '{{ template "signalbox.text" . }}' }),
    attributes: texts('attributes'),
    apiUrl: url('api_url'),
    useAwsHttpClient: flag('use_aws_http_client', { since: '0.33' }),
    http,
  },
  rules: (settings) => exactlyOne(settings, ['topicArn', 'targetArn', 'phoneNumber']),
};
