import { describe, expect, test } from 'vitest';
import { csvOf } from '../../../src/kernel/csv.ts';
import { markedComment } from '../../../src/operate/alerts/mark.ts';
import { assembleIncidents, type Recorded } from '../../../src/operate/incidents/assemble.ts';
import { INCIDENT_COLUMNS } from '../../../src/operate/incidents/columns.ts';
import { firingsOf } from '../../../src/operate/incidents/firings.ts';
import { groupOf } from '../../../src/operate/incidents/group-of.ts';
import { incidentMeans } from '../../../src/operate/incidents/incident.ts';

const START = Date.parse('2026-11-21T10:00:00Z');
const MINUTE = 60_000;
const at = (minute: number) => new Date(START + minute * MINUTE).toISOString();

/** Steps of a minute at which an alert fires, as `ALERTS` answers. */
function series(alertname: string, minutes: readonly number[], more: Record<string, string> = {}) {
  const labels = {
    __name__: 'ALERTS',
    alertstate: 'firing',
    alertname,
    service: 'shop',
    severity: 'critical',
    owner: 'pay',
    ...more,
  };
  return { labels, points: minutes.map((minute) => [(START + minute * MINUTE) / 1000, 1] as const) };
}
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

function silence(from: number, to: number, comment: string, createdBy = 'kim') {
  const matchers = [{ name: 'alertname', value: 'Stuck', isRegex: false, isEqual: true }];
  return {
    id: `s${from}`,
    status: { state: 'expired' as const },
    matchers,
    startsAt: at(from),
    endsAt: at(to),
    createdBy,
    comment,
  };
}

function incidents(all: ReturnType<typeof series>[], silences: Recorded['silences'] = []) {
  const firings = firingsOf(all, { toMs: START + 60 * MINUTE, stepMs: MINUTE });
  const grouped = (labels: Record<string, string>) => groupOf(undefined, labels);
  return assembleIncidents({ firings, silences, groupOf: grouped as Recorded['groupOf'], fromMs: START, quietMs: 5 * MINUTE });
}
const ack = (from: number, to: number) => silence(from, to, markedComment({ reason: 'on it', id: '0123abcd' }));

describe('an incident', () => {
  test('is opened, acknowledged and resolved, with its times', () => {
    const [one] = incidents([series('Stuck', range(10, 29))], [ack(14, 60)]);
    expect(one).toMatchObject({
      group: { alertname: 'Stuck', service: 'shop' },
      severity: 'critical',
      owner: 'pay',
      opened: at(10),
      openedBefore: false,
      acknowledged: { at: at(14), by: 'kim', reason: 'on it' },
      resolved: at(30),
      secondsToAcknowledge: 240,
      secondsToResolve: 1200,
    });
    expect(one?.timeline.map(({ at: when, what }) => `${when} ${what}`)).toEqual([
      `${at(10)} opened`,
      `${at(14)} acknowledged`,
      `${at(30)} resolved`,
    ]);
    expect(incidents([series('Stuck', range(10, 29))], [ack(14, 60)])[0]?.id).toBe(one?.id);
  });

  test('is one while its alerts come and go, or flap; two where they rest', () => {
    const flapping = incidents([
      series('Stuck', [...range(5, 9), ...range(13, 19)], { q: 'a' }),
      series('Stuck', range(15, 16), { q: 'b' }),
    ]);
    expect(flapping).toHaveLength(1);
    expect(flapping[0]?.timeline.map(({ what }) => what)).toEqual(['opened', 'left', 'reopened', 'joined', 'left', 'resolved']);
    const apart = incidents([series('Stuck', [...range(5, 9), ...range(20, 24)])]);
    expect(apart.map(({ opened }) => opened)).toEqual([at(20), at(5)]);
  });

  test('that fires still, or began before the span, has no times that nobody saw', () => {
    expect(incidents([series('Stuck', range(50, 60))])[0]).toMatchObject({ resolved: null, secondsToResolve: null });
    const before = incidents([series('Stuck', range(0, 9))], [ack(3, 60)]);
    expect(before[0]).toMatchObject({ openedBefore: true, secondsToResolve: null, secondsToAcknowledge: null });
    expect(incidentMeans(before)).toMatchObject({ incidents: 1, resolved: 1, acknowledged: 1, secondsToResolve: null });
  });

  test('is acknowledged by our silences alone, and escalated only where somebody was told', () => {
    const escalation = series('PageUnanswered', range(20, 25), { escalated_to: 'boss/page', escalated_alert: 'Stuck' });
    const [one, ...others] = incidents([series('Stuck', range(10, 29)), escalation], [silence(12, 15, 'mine', 'lee')]);
    expect(others).toEqual([]);
    expect(one?.acknowledged).toBeNull();
    expect(one?.timeline.map(({ what, about }) => `${what} ${about}`.trim())).toEqual([
      'opened Stuck',
      'silenced lee: mine',
      'given-back lee',
      'escalated boss/page',
      'resolved',
    ]);
    const matchers = [{ name: 'escalated_alert', value: 'Stuck', isRegex: false, isEqual: true }];
    const silent = incidents([series('Stuck', range(10, 29)), escalation], [{ ...ack(12, 60), matchers }]);
    expect(silent[0]?.timeline.map(({ what }) => what)).toEqual(['opened', 'resolved']);
  });
});

test('means are over what was seen', () => {
  const all = incidents(
    [series('Stuck', range(10, 19)), series('Slow', range(10, 29)), series('Old', range(0, 40))],
    [ack(12, 60)],
  );
  expect(incidentMeans(all)).toEqual({
    incidents: 3,
    open: 0,
    acknowledged: 1,
    resolved: 3,
    secondsToAcknowledge: 120,
    secondsToResolve: 900,
  });
});

test('a CSV has a line for each, and no cell that a spreadsheet would run', () => {
  const text = csvOf(
    INCIDENT_COLUMNS.map(({ name }) => name),
    incidents([series('Stuck', range(10, 19))], [silence(12, 15, 'x [signalbox ack 0123abcd]', '=cmd,"x"')]).map((one) =>
      INCIDENT_COLUMNS.map(({ value }) => value(one)),
    ),
  );
  const [head, row] = text.split('\r\n');
  expect(head).toMatch(/^id,opened,opened_before,acknowledged,acknowledged_by,resolved,/);
  expect(row).toContain(`,"'=cmd,""x""",`);
  expect(row).toContain('"{""alertname"":""Stuck"",""service"":""shop""}"');
});
