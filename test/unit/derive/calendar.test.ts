import { calendar, counter, environment, events, grafana, prometheus, service, slo, team, tier } from 'signalbox';
import { describe, expect, test } from 'vitest';
import { compileModule } from '../../../src/program.ts';
import { promtool, ruleCases } from '../../support/rule-tests.ts';

const requests = counter({ name: 'requests_total', help: 'Requests.' });
const failures = counter({ name: 'failures_total', help: 'Failures.' });

function built(window: ReturnType<typeof calendar>, retention: '400d' | '30d' = '400d') {
  const api = service({ name: 'api', owner: team({ name: 'people' }), metrics: [requests, failures], scrape: { port: 80 } });
  const sli = events({ total: requests, bad: failures });
  const alerts = [tier({ severity: 'critical', spend: '2%', within: '1h' })];
  const available = slo({ service: api, name: 'available', objective: '99.9%', window, sli, alerts });
  const live = environment({
    name: 'live',
    prometheus: prometheus({ version: '3.15', retention }),
    grafana: grafana({ version: '12.4', url: 'https://grafana.example.org' }),
  });
  return compileModule({ api, available, live }, '2026-11-21');
}

describe('an SLO by the calendar', () => {
  const { artifacts, derived, diagnostics } = built(calendar('month', 'Europe/Berlin'));
  const rules = derived.groups.flatMap((group) => group.rules);
  const textOf = (name: string) => rules.find((rule) => 'record' in rule && rule.record === name)?.query.text;

  test('has its period as a table of constants', () => {
    expect(textOf('slo:calendar:start_timestamp_seconds')).toMatch(/^\(\(vector\(2080076605\) <= time\(\) or vector\(/);
    expect(textOf('slo:calendar:start_timestamp_seconds')).toMatch(
      / or vector\(1767222205\) <= .+\) and vector\(time\(\)\) < 2082755005\) - 205$/,
    );
    const start = rules.find((rule) => 'record' in rule && rule.record === 'slo:calendar:start_timestamp_seconds');
    expect(start?.labels).toEqual({ slo: 'api/available', calendar: 'month/Europe/Berlin' });
  });

  test('sums the stretches of the period so far', () => {
    const now = 'count_values("period", slo:calendar:start_timestamp_seconds{slo="api/available"})';
    const bad = `sum without (period) (sum_over_time(slo:sli_bad:increase5m{slo="api/available"}[32d]) * on (period) group_left () ${now})`;
    expect(textOf('slo:sli_bad:increasecalendar_month')).toBe(bad);
    expect(textOf('slo:sli_total:increasecalendar_month')).toBe(bad.replace('bad', 'total'));
    const sum = (of: string) => `slo:sli_${of}:increasecalendar_month{slo="api/available"}`;
    expect(textOf('slo:sli_error:ratio_ratecalendar_month')).toBe(`${sum('bad')} / (${sum('total')} > 0)`);
    expect(textOf('slo:sli_bad:increase5m')).toBe(
      `sum_over_time(slo:sli_bad:increase30s{slo="api/available"}[5m] offset 30s) * on () group_left (period) ${now}`,
    );
  });

  test('is called by its period on labels and boards', () => {
    expect(rules.find((rule) => 'record' in rule && rule.record === 'slo:info')?.labels).toMatchObject({
      window: 'calendar_month',
    });
    const boards = artifacts.filter(({ kind }) => kind === 'grafana-dashboard').map(({ text }) => text);
    expect(boards.join('')).toContain('slo:sli_error:ratio_ratecalendar_month');
    expect(boards.join('')).toContain('over the calendar month (Europe/Berlin)');
    expect(diagnostics.filter(({ severity, code }) => severity === 'error' && code !== 'route/none')).toEqual([]);
  });

  test('needs the server to hold the longest of its periods', () => {
    const found = built(calendar('month', 'Europe/Berlin'), '30d').diagnostics.find(
      ({ code }) => code === 'slo/window-exceeds-retention',
    );
    expect(found?.message).toBe('available looks back 32d, but live keeps 30d.');
  });

  test('of no zone or period is told', () => {
    const messages = [calendar('month', 'Middle/Earth' as never), calendar('fortnight' as never, 'Europe/Berlin')].map(
      (window) => built(window).diagnostics.find(({ code }) => code === 'slo/window')?.message,
    );
    expect(messages).toEqual(['"Middle/Earth" is no time zone.', '"fortnight" is no period of the calendar.']);
  });
});

describe.skipIf(!promtool)('generated tests at real dates, by promtool (skipped where there is none)', () => {
  test.each([calendar('month', 'Europe/Berlin'), calendar('quarter', 'America/New_York')])(
    'a $unit in $timezone',
    { timeout: 120_000 },
    async (window) => {
      const one = built(window);
      const { names, failed } = await ruleCases(one.artifacts, (text) => text);
      expect(failed).toEqual([]);
      expect(names).toContain('api/available: a new period has a new budget');
      expect(names).toContain('api/available: every period of its calendar is known');
      expect(names).toContain('api/available: the end of its calendar is told');
    },
  );

  test('tell sums that forget the period, and a calendar an hour off', { timeout: 300_000 }, async () => {
    const week = built(calendar('week', 'Europe/Berlin'));
    const news = 'api/available: a new period has a new budget';
    expect(
      (await ruleCases(week.artifacts, (text) => text.replaceAll('* on (period) group_left ()', '* on () group_left ()'))).failed,
    ).toContain(news);
    expect((await ruleCases(week.artifacts, (text) => text.replaceAll('time()', '(time() + 3600)'))).failed).toContain(news);
  });
});
