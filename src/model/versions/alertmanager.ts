import type { Change } from './change.ts';

const CONFIG = 'https://prometheus.io/docs/alerting/latest/configuration/';
const RELEASES = 'https://github.com/prometheus/alertmanager/releases';
const CHECKED = 'A receiver or setting that the version does not have is an error (`receiver/version`).';

export const ALERTMANAGER_CHANGES = {
  utf8Matchers: {
    since: '0.27',
    differs: 'Matchers are read by a UTF-8 parser; what only the old one reads still works and is logged. API v1 is gone.',
    does: 'Writes every matcher so that both parsers read it alike.',
    byHand: 'Look for "Alertmanager is moving to a new parser" in its log before you drop --enable-feature=classic-mode.',
    source: `${CONFIG}#utf-8-matchers`,
  },
  receivers28: { since: '0.28', differs: 'Receivers jira, msteamsv2 and rocketchat.', does: CHECKED, source: RELEASES },
  receivers29: { since: '0.29', differs: 'The receiver incidentio.', does: CHECKED, source: RELEASES },
  receivers30: {
    since: '0.30',
    differs: 'The receiver mattermost; app_token and app_url of Slack.',
    does: CHECKED,
    source: RELEASES,
  },
  receivers31: {
    since: '0.31',
    differs: 'chat_id_file of Telegram, message_text of Slack. `group_by: []` replaces what is inherited.',
    does: `${CHECKED} Routes write their whole group_by.`,
    source: RELEASES,
  },
  receivers32: {
    since: '0.32',
    differs: 'update_message of Slack, payload of webhooks, updates of single Jira fields.',
    does: CHECKED,
    source: RELEASES,
  },
  receivers33: { since: '0.33', differs: 'use_aws_http_client of SNS.', does: CHECKED, source: RELEASES },
  receivers34: { since: '0.34', differs: 'external_id of SNS; labels of routes.', does: CHECKED, source: RELEASES },
} as const satisfies Readonly<Record<string, Change>>;
