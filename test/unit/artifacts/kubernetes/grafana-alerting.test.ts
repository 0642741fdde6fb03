import { describe, expect, it } from 'vitest';
import type { Channel } from '../../../../src/authored/references.ts';
import { alertmanager, grafana } from '../../../../src/define/environment.ts';
import type { KubernetesOptions } from '../../../../src/define/kubernetes.ts';
import { inhibit, route, routing } from '../../../../src/define/routing.ts';
import { nobody, team } from '../../../../src/define/team.ts';
import { timeInterval } from '../../../../src/define/time-interval.ts';
import { secret } from '../../../../src/kernel/secret.ts';
import { email } from '../../../../src/receivers/email.ts';
import type { HttpOptions } from '../../../../src/receivers/http.ts';
import { jira } from '../../../../src/receivers/jira.ts';
import { pagerduty } from '../../../../src/receivers/pagerduty.ts';
import { slack } from '../../../../src/receivers/slack.ts';
import { telegram } from '../../../../src/receivers/telegram.ts';
import { victorops } from '../../../../src/receivers/victorops.ts';
import { webex } from '../../../../src/receivers/webex.ts';
import { webhook } from '../../../../src/receivers/webhook.ts';
import { codesOf, resolveAll, withCode } from '../../../support/estate.ts';
import { receiverSamples } from '../../../support/receivers.ts';
import { checkout } from '../../../support/shop.ts';
import { inCluster, objectsOf } from './cluster.ts';

const managed = { grafana: grafana({ version: '12.4', url: 'https://grafana.example.org', managedAlerts: true }) };
const apiUrl = secret.file('slack-url');

function told(page: Channel, options: Partial<KubernetesOptions> = {}, more: object = {}, servers: object = managed): object {
  const callers = team({ name: 'callers', page });
  return inCluster({ contactPoints: true, ...options }, servers, {
    callers,
    routes: routing({ fallback: callers.page }),
    ...more,
  });
}

interface Integration {
  readonly type: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly valuesFrom?: readonly { readonly targetPath: string }[];
}

function integrationsOf(definitions: object): readonly Integration[] {
  const spec = objectsOf(definitions)['grafanacontactpoints/signalbox-live-callers.page.yaml']?.spec;
  return (spec as { readonly receivers: readonly Integration[] }).receivers; // as compiled
}

function policyOf(definitions: object): { readonly route: { readonly routes: readonly Record<string, unknown>[] } } {
  const spec = objectsOf(definitions)['grafananotificationpolicies/signalbox-live-policy.yaml']?.spec;
  return spec as ReturnType<typeof policyOf>; // as compiled
}

const losses = (definitions: object) => withCode(definitions, 'kubernetes/not-carried').map(({ message }) => message);
const from = (targetPath: string, name: string, key: string) => ({ targetPath, valueFrom: { secretKeyRef: { name, key } } });

describe('a contact point of Grafana', () => {
  it('has secrets as keys of a Secret, and never as values', () => {
    const page = pagerduty({ routingKey: secret.file('pagerduty'), client: 'signalbox', sendResolved: false });
    expect(integrationsOf(told(page))).toEqual([
      {
        type: 'pagerduty',
        disableResolveMessage: true,
        settings: {
          severity: '{{ template "signalbox.pagerduty.severity" . }}',
          summary: '{{ template "signalbox.title" . }}',
          component: '{{ .CommonLabels.service }}',
          client: 'signalbox',
          details: { summary: '{{ template "signalbox.text" . }}' },
        },
        valuesFrom: [from('integrationKey', 'alertmanager-secrets', 'pagerduty')],
      },
    ]);
    const path = told(pagerduty({ routingKey: secret.file('/run/secrets/pagerduty') }));
    expect(withCode(path, 'kubernetes/secret')[0]?.message).toContain('routing_key of pagerduty');
  });

  it('says what Alertmanager says, by the names of Grafana', () => {
    const bot = { authorization: { credentials: secret.file('slack/bot') } };
    const posted = slack({ channel: '#a', apiUrl: 'https://slack.com/api/chat.postMessage', http: bot });
    expect(integrationsOf(told(posted))).toMatchObject([
      {
        settings: { recipient: '#a', endpointUrl: 'https://slack.com/api/chat.postMessage' },
        valuesFrom: [from('token', 'slack', 'bot')],
      },
    ]);
    expect(integrationsOf(told(telegram({ botToken: secret.file('bot'), chatId: -5 })))).toMatchObject([
      { settings: { chatid: '-5', parse_mode: 'None' }, valuesFrom: [from('bottoken', 'alertmanager-secrets', 'bot')] },
    ]);
    const login = { basicAuth: { username: 'alerts', password: secret.file('hook') } };
    expect(integrationsOf(told(webhook({ url: 'https://hook.example.org', maxAlerts: 5, http: login })))).toMatchObject([
      {
        settings: { url: 'https://hook.example.org', maxAlerts: 5, username: 'alerts' },
        valuesFrom: [{ targetPath: 'password' }],
      },
    ]);
    expect(integrationsOf(told(webex({ roomId: 'r', http: { authorization: { credentials: apiUrl } } })))).toMatchObject([
      { type: 'webex', settings: { room_id: 'r' }, valuesFrom: [{ targetPath: 'bot_token' }] },
    ]);
    expect(integrationsOf(told(email({ to: 'a@example.org', subject: 'S' })))).toMatchObject([
      { type: 'email', settings: { addresses: 'a@example.org', subject: 'S' } },
    ]);
  });

  it('knows no key that Grafana has not', () => {
    for (const { minimal, full } of Object.values(receiverSamples)) {
      for (const channel of [minimal, ...full]) {
        for (const { type, settings, valuesFrom = [] } of integrationsOf(told(channel))) {
          const keys = [...Object.keys(settings), ...valuesFrom.map(({ targetPath }) => targetPath)];
          expect([type, keys.filter((key) => !GRAFANA[type]?.split(/\s+/).includes(key))]).toEqual([type, []]);
        }
      }
    }
  });

  it('names what it cannot say, and nothing that only was filled in', () => {
    expect(losses(told(slack({ channel: '#a', apiUrl })))).toEqual([]);
    expect(losses(told(slack({ channel: '#a', apiUrl, color: 'good', pretext: 'x' })))).toEqual([
      expect.stringContaining('cannot say color of slack'),
      expect.stringContaining('cannot say pretext of slack'),
    ]);
    const key = victorops({ apiKey: secret.file('victorops'), routingKey: 'ops' });
    expect(losses(told(key))).toEqual([
      expect.stringContaining('cannot say a receiver of the kind victorops (Grafana takes one secret'),
    ]);
  });

  it('has issues of Jira, with how it logs in', () => {
    const of = (http: HttpOptions, more: object = {}) =>
      told(jira({ apiUrl: 'https://jira.example.org', project: 'A', issueType: 'Bug', http, ...more }));
    const login = { basicAuth: { username: 'alerts', password: secret.file('jira') } };
    expect(integrationsOf(of(login, { labels: ['ops'], fields: { customfield_1: 'x' } }))).toMatchObject([
      {
        type: 'jira',
        settings: {
          api_url: 'https://jira.example.org',
          project: 'A',
          issue_type: 'Bug',
          labels: ['ops'],
          fields: { customfield_1: 'x' },
          user: 'alerts',
        },
        valuesFrom: [{ targetPath: 'password', valueFrom: { secretKeyRef: { key: 'jira' } } }],
      },
    ]);
    const [token] = integrationsOf(of({ authorization: { credentials: secret.file('token') } }));
    expect(token?.valuesFrom).toMatchObject([{ targetPath: 'api_token', valueFrom: { secretKeyRef: { key: 'token' } } }]);
    expect(losses(of(login))).toEqual([]);
    const once = of(login, { summary: { template: 'S', update: false } });
    expect(integrationsOf(once)).toMatchObject([{ settings: { summary: 'S' } }]);
    expect(losses(once)).toEqual([expect.stringContaining('cannot say summary.enable_update of jira')]);
  });
});

describe('the notification policy', () => {
  const office = timeInterval({ name: 'office', times: '09:00-17:00', weekdays: 'monday:friday', location: 'Europe/Vienna' });
  const callers = team({ name: 'callers', page: slack({ channel: '#a', apiUrl }) });
  const routed = (...overrides: readonly ReturnType<typeof route>[]) =>
    told(slack({ channel: '#a', apiUrl }), {}, { callers, office, routes: routing({ fallback: callers.page, overrides }) });

  it('is the tree of routes, and its times', () => {
    const definitions = routed(route({ when: { service: checkout }, to: callers.page, active: office }));
    const { route: root } = policyOf(definitions);
    expect(root).toMatchObject({ receiver: 'callers/page' });
    expect(root).not.toHaveProperty('object_matchers');
    expect(root).not.toHaveProperty('continue');
    expect(root.routes[0]).toMatchObject({
      receiver: 'callers/page',
      object_matchers: [['service', '=', 'checkout']],
      active_time_intervals: ['office'],
    });
    expect(objectsOf(definitions)['grafanamutetimings/signalbox-live-office.yaml']?.spec).toMatchObject({
      name: 'office',
      time_intervals: [
        { times: [{ start_time: '09:00', end_time: '17:00' }], weekdays: ['monday:friday'], location: 'Europe/Vienna' },
      ],
    });
    const templates = objectsOf(definitions)['grafananotificationtemplates/signalbox-live-templates.yaml']?.spec;
    const { template } = templates as { readonly template: string }; // as compiled
    expect(template).toContain('{{ define "signalbox.title" -}}');
    const mounted = resolveAll(inCluster({}, { alertmanager: alertmanager({ version: '0.34' }) })).artifacts.find(
      ({ kind }) => kind === 'alertmanager-templates',
    );
    expect(mounted?.text.endsWith(template)).toBe(true);
  });

  it('mutes what goes to nobody, at every time', () => {
    const definitions = routed(route({ when: { service: checkout }, to: nobody }));
    expect(policyOf(definitions).route.routes[0]).toMatchObject({
      receiver: 'callers/page',
      mute_time_intervals: ['signalbox-never'],
    });
    expect(objectsOf(definitions)).toHaveProperty(['grafanamutetimings/signalbox-live-signalbox-never.yaml']);
    expect(objectsOf(routed())).not.toHaveProperty(['grafanamutetimings/signalbox-live-signalbox-never.yaml']);
    const silent = told(slack({ channel: '#a', apiUrl }), {}, { routes: routing({ fallback: nobody }) });
    expect(losses(silent)).toEqual([expect.stringContaining('tells nobody, as the receiver of all')]);
  });

  it('says that Grafana has no inhibitions', () => {
    const routes = routing({
      fallback: callers.page,
      inhibit: [inhibit({ while: { severity: 'critical' }, silence: { severity: 'warning' }, equal: ['service'] })],
    });
    const found = withCode(told(slack({ channel: '#a', apiUrl }), {}, { callers, routes }), 'grafana/alert-limits');
    expect(found.map(({ message }) => message)).toContainEqual(expect.stringContaining('Grafana has no inhibitions'));
  });
});

describe('contact points', () => {
  it('are written only where they are asked for', () => {
    const objects = objectsOf(told(slack({ channel: '#a', apiUrl }), { contactPoints: false }));
    expect(Object.keys(objects).filter((path) => /contactpoint|notification|mutetiming/.test(path))).toEqual([]);
  });

  it('need a Grafana that evaluates alerts, by its operator', () => {
    const page = slack({ channel: '#a', apiUrl });
    const plain = { grafana: grafana({ version: '12.4', url: 'https://grafana.example.org' }) };
    expect(codesOf(told(page, {}, {}, plain))).toContain('kubernetes/setting');
    expect(codesOf(told(page, { grafana: 'sidecar' }))).toContain('kubernetes/setting');
    expect(codesOf(told(page, { contactPoints: 'yes' } as object))).toContain('kubernetes/setting');
    expect(codesOf(told(page))).not.toContain('kubernetes/setting');
  });

  it('beside an Alertmanager tell everything twice', () => {
    const page = slack({ channel: '#a', apiUrl });
    const both = { ...managed, alertmanager: alertmanager({ version: '0.34' }) };
    expect(withCode(told(page, {}, {}, both), 'kubernetes/told-twice')).toHaveLength(1);
    expect(withCode(told(page), 'kubernetes/told-twice')).toEqual([]);
  });
});

/** What Grafana's integrations take: `available_channels.go` of grafana/grafana at 0065cb3c, and what came later: `responders`, `url` of PagerDuty, SNS, `message_thread_id`. */
const GRAFANA: Readonly<Record<string, string>> = {
  discord: 'title message url avatar_url use_discord_username',
  email: 'singleEmail addresses message subject',
  jira: `api_url project issue_type summary description labels priority resolve_transition wont_fix_resolution reopen_transition
    reopen_duration dedup_key_field fields user password api_token`,
  opsgenie: 'apiKey apiUrl message description autoClose overridePriority sendTagsAs responders',
  pagerduty: 'integrationKey severity class component group summary source client client_url details url',
  pushover: 'apiToken userKey device priority okPriority retry expire sound okSound title message',
  slack: 'recipient token username icon_emoji icon_url mentionUsers mentionGroups mentionChannel url endpointUrl title text',
  sns: 'api_url sigv4 topic_arn target_arn phone_number subject message attributes',
  teams: 'url title sectiontitle message',
  telegram: 'bottoken chatid message_thread_id message parse_mode disable_web_page_preview protect_content disable_notification',
  webex: 'api_url room_id bot_token message',
  webhook: 'url httpMethod username password authorization_scheme authorization_credentials maxAlerts title message',
  wecom: 'url agent_id corp_id secret msgtype message title touser',
};
