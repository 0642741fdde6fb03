import { describe, expect, it } from 'vitest';
import type { Channel } from '../../../../src/authored/references.ts';
import { alertmanager } from '../../../../src/define/environment.ts';
import type { KubernetesOptions } from '../../../../src/define/kubernetes.ts';
import { route, routing } from '../../../../src/define/routing.ts';
import { team } from '../../../../src/define/team.ts';
import { timeInterval } from '../../../../src/define/time-interval.ts';
import { secret } from '../../../../src/kernel/secret.ts';
import { email } from '../../../../src/receivers/email.ts';
import { jira } from '../../../../src/receivers/jira.ts';
import { pagerduty } from '../../../../src/receivers/pagerduty.ts';
import { slack } from '../../../../src/receivers/slack.ts';
import { withCode } from '../../../support/estate.ts';
import { checkout } from '../../../support/shop.ts';
import { inCluster, objectsOf } from './cluster.ts';

const smtp = { smarthost: 'mail.example.org:587', from: 'a@example.org', password: secret.file('mail/password') } as const;
const apiUrl = secret.file('slack-url');

function told(page: Channel, options: Partial<KubernetesOptions> = {}, more: object = {}): object {
  const callers = team({ name: 'callers', page });
  const definitions = { callers, routes: routing({ fallback: callers.page }), ...more };
  return inCluster(options, { alertmanager: alertmanager({ version: '0.34', smtp }) }, definitions);
}

function receiverOf(page: Channel, options: Partial<KubernetesOptions> = {}): Record<string, unknown> | undefined {
  const config = objectsOf(told(page, options))['alertmanagerconfigs/signalbox-live-alertmanager.yaml'];
  const spec = config?.spec as { readonly receivers: readonly Record<string, unknown>[] } | undefined; // it has at least one
  return spec?.receivers.find(({ name }) => name === 'callers/page');
}

const losses = (definitions: object) => withCode(definitions, 'kubernetes/not-carried').map(({ message }) => message);

describe('an AlertmanagerConfig', () => {
  it('has secrets as keys of a Secret, in the namespace of the object', () => {
    expect(receiverOf(pagerduty({ routingKey: secret.file('pagerduty'), client: 'signalbox' }))).toMatchObject({
      pagerdutyConfigs: [{ routingKey: { name: 'alertmanager-secrets', key: 'pagerduty' }, client: 'signalbox' }],
    });
    expect(receiverOf(pagerduty({ routingKey: secret.file('paging/key') }), { secrets: 'other' })).toMatchObject({
      pagerdutyConfigs: [{ routingKey: { name: 'paging', key: 'key' } }],
    });
    expect(receiverOf(pagerduty({ routingKey: secret.env('PAGER') }))).toMatchObject({
      pagerdutyConfigs: [{ routingKey: { name: 'alertmanager-secrets', key: 'PAGER' } }],
    });
    for (const path of ['/run/secrets/pagerduty', 'a/b/c', 'UPPER/key']) {
      const [found] = withCode(told(pagerduty({ routingKey: secret.file(path) })), 'kubernetes/secret');
      expect([path, found?.message]).toEqual([path, expect.stringContaining('routing_key of pagerduty')]);
    }
  });

  it('says what its Alertmanager has for all at each channel', () => {
    expect(receiverOf(email({ to: 'b@example.org', headers: { 'Reply-To': 'c@example.org' }, requireTls: false }))).toMatchObject(
      {
        emailConfigs: [
          {
            smarthost: 'mail.example.org:587',
            from: 'a@example.org',
            authPassword: { name: 'mail', key: 'password' },
            requireTLS: false,
            headers: expect.arrayContaining([{ key: 'Reply-To', value: 'c@example.org' }]),
          },
        ],
      },
    );
  });

  it('names what it cannot say: a kind of receiver, a setting, a zone', () => {
    const login = { basicAuth: { username: 'alerts', password: secret.file('jira') } };
    const ticket = jira({ apiUrl: 'https://jira.example.org', project: 'A', issueType: 'Bug', http: login });
    expect(losses(told(ticket))).toEqual([expect.stringContaining('cannot say a receiver of the kind jira')]);
    const http = { headers: { 'X-A': 'b' }, ...login } as const;
    expect(losses(told(slack({ channel: '#a', apiUrl, http })))).toEqual([
      expect.stringContaining('cannot say http_headers of http_config of slack'),
      expect.stringContaining('cannot say username of basic_auth of http_config of slack'),
    ]);
    const office = timeInterval({ name: 'office', times: '09:00-17:00', location: 'Europe/Vienna' });
    const callers = team({ name: 'callers', page: slack({ channel: '#a', apiUrl }) });
    const routes = routing({
      fallback: callers.page,
      overrides: [route({ when: { service: checkout }, to: callers.page, active: office })],
    });
    expect(losses(told(slack({ channel: '#a', apiUrl }), {}, { callers, office, routes }))).toEqual([
      expect.stringContaining('the zone Europe/Vienna of the interval office'),
    ]);
  });

  it('is none where alertmanager.yml is mounted, and then nothing is lost', () => {
    const definitions = told(slack({ channel: '#a', appToken: secret.file('app') }), { alertmanager: 'files' });
    expect(losses(definitions)).toEqual([]);
    expect(Object.keys(objectsOf(definitions)).filter((path) => path.includes('alertmanager'))).toEqual([
      'configmaps/signalbox-live-alertmanager.alertmanager.yaml',
      'configmaps/signalbox-live-alertmanager.templates.signalbox.yaml',
    ]);
  });
});
