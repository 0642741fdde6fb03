/** Section 10.4: every alert reaches those who are to hear of it, and at night only those who must. */
import { expectations } from 'signalbox/testing';
import { describe, expect, test } from 'vitest';
import * as definitions from '../../../definitions/index.ts';
import { business, host, instances, loadBalancer, logs, redis, system } from '../../../definitions/phoenix/alerts/index.ts';
import { officeHours } from '../../../definitions/phoenix/routes.ts';
import { availability, operationSuccess } from '../../../definitions/phoenix/slos.ts';
import { orchestration, platform } from '../../../definitions/phoenix/teams.ts';
import { ownEstate } from '../../support/own-estate.ts';

const { expectRoute } = expectations(definitions);
const MONDAY_NOON = '2026-11-23T12:00:00+01:00';
const MONDAY_NIGHT = '2026-11-23T03:00:00+01:00';

describe('who is told', () => {
  test.each([
    ['tasks fail', business.highTaskFailureRate, orchestration.page],
    ['tasks are stuck', business.tasksStuck, orchestration.page],
    ['an agent is unhealthy', business.agentUnhealthy, orchestration.page],
    ['a master is down', instances.masterDown, orchestration.page],
    ['requests are slow', system.highLatency, orchestration.ticket],
    ['a master is out of CPU', system.masterProcess.cpu, orchestration.ticket],
    ['a metric is dropped', system.masterProcess.dropped, orchestration.info],
    ['many errors are logged', logs.manyErrorsLogged, orchestration.ticket],
    ['the load balancer fails', loadBalancer.loadBalancerErrors, platform.page],
    ['Redis is down', redis.redisDown, platform.page],
    ['Redis is nearly full', redis.redisMemoryHigh, platform.ticket],
    ['Redis has no limit', redis.redisWithoutLimit, platform.info],
    ['a disk fills up', host.diskFullSoon, platform.ticket],
  ])('%s', (_, alert, receiver) => {
    expectRoute(alert).reaches(receiver).only();
  });

  test('a budget that burns pages, or is a ticket, as its tier says', () => {
    expectRoute(availability, { labels: { slo_tier: 'page-quick' } })
      .reaches(orchestration.page)
      .only();
    expectRoute(availability, { labels: { slo_tier: 'ticket-slow' } })
      .reaches(orchestration.ticket)
      .only();
    expectRoute(operationSuccess, { labels: { slo_tier: 'page-slow' } })
      .reaches(orchestration.page)
      .only();
  });
});

describe('when', () => {
  test('a ticket about agents waits for the morning, a page does not', () => {
    expectRoute(system.agentProcess.cpu, { at: MONDAY_NIGHT }).mutedBy(officeHours);
    expectRoute(system.agentProcess.cpu, { at: MONDAY_NOON }).reaches(orchestration.ticket).only();
    expectRoute(business.agentUnhealthy, { at: MONDAY_NIGHT }).reaches(orchestration.page);
  });

  test('alerts of one name and service are one notification', () => {
    expectRoute(business.agentUnhealthy, { labels: { instance: 'one' } })
      .reaches(orchestration.page)
      .groupedBy({ alertname: 'AgentUnhealthy', service: 'phoenix-agent' });
  });

  test('a Redis that is down does not also complain of being full', () => {
    expectRoute(redis.redisMemoryHigh, { labels: { instance: 'one' } }).silentWhile(redis.redisDown, { instance: 'one' });
    expect(() =>
      expectRoute(redis.redisMemoryHigh, { labels: { instance: 'two' } }).silentWhile(redis.redisDown, { instance: 'one' }),
    ).toThrow('No inhibition silences');
  });
});

test('a page of orchestration that stays open is told to platform after half an hour', () => {
  const escalation = ownEstate.derived.alerts.find(
    ({ name, service }) => name === 'PageUnanswered' && service.name === 'phoenix-master',
  );
  expect(escalation).toMatchObject({ forMs: 30 * 60_000, labels: { escalated_to: platform.page.name } });
});

test('Slack, PagerDuty and email are all in use', () => {
  expect(
    [...new Set(ownEstate.derived.estate.receivers.flatMap(({ integrations }) => integrations.map(({ type }) => type)))].sort(),
  ).toEqual(expect.arrayContaining(['email', 'pagerduty', 'slack']));
});
