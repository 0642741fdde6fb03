import { discordKind } from './discord.ts';
import { emailKind } from './email.ts';
import { incidentioKind } from './incidentio.ts';
import { jiraKind } from './jira.ts';
import type { ReceiverKind } from './kind.ts';
import { mattermostKind } from './mattermost.ts';
import { msteamsKind } from './msteams.ts';
import { msteamsConnectorKind } from './msteams-connector.ts';
import { opsgenieKind } from './opsgenie.ts';
import { pagerdutyKind } from './pagerduty.ts';
import { pushoverKind } from './pushover.ts';
import { rocketchatKind } from './rocketchat.ts';
import { slackKind } from './slack.ts';
import { snsKind } from './sns.ts';
import { telegramKind } from './telegram.ts';
import { victoropsKind } from './victorops.ts';
import { webexKind } from './webex.ts';
import { webhookKind } from './webhook.ts';
import { wechatKind } from './wechat.ts';

const all = [
  discordKind,
  emailKind,
  incidentioKind,
  jiraKind,
  mattermostKind,
  msteamsKind,
  msteamsConnectorKind,
  opsgenieKind,
  pagerdutyKind,
  pushoverKind,
  rocketchatKind,
  slackKind,
  snsKind,
  telegramKind,
  victoropsKind,
  webexKind,
  webhookKind,
  wechatKind,
] as ReceiverKind[];

/** Every way to deliver an alert. */
export const receiverKinds: ReadonlyMap<string, ReceiverKind> = new Map(all.map((kind) => [kind.type, kind])); // each is called only with its own settings
