import { emailKind } from './email.ts';
import type { ReceiverKind } from './kind.ts';
import { pagerdutyKind } from './pagerduty.ts';
import { slackKind } from './slack.ts';
import { webhookKind } from './webhook.ts';

/** Every way to deliver an alert. */
export const receiverKinds: ReadonlyMap<string, ReceiverKind> = new Map(
  ([emailKind, pagerdutyKind, slackKind, webhookKind] as ReceiverKind[]).map((kind) => [kind.type, kind]), // each is called only with its own settings
);
