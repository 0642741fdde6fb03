import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../../support/run-cli.ts';
import { serverSuite } from '../support.ts';
import { type Filled, type FilledPrometheus, startFilledPrometheus } from './filled-prometheus.ts';
import { type Project, projectWith, shopDefinitions } from './project.ts';

const TO = Date.UTC(2026, 9, 20, 12) / 1000;
const TO_TEXT = '2026-10-20 12:00';
const STRETCH = 300;
const DAYS = 7;
const EVENTS = 100;
/** What each stretch of five minutes counted: mostly nothing bad, 5 of 100 for two hours, half of all for one. */
const bad: number[] = Array.from({ length: (DAYS * 86_400) / STRETCH }, (_, index) => {
  const hoursAgo = DAYS * 24 - ((index + 1) * STRETCH) / 3600;
  if (hoursAgo >= 5 && hoursAgo < 6) return 50;
  return hoursAgo >= 30 && hoursAgo < 32 ? 5 : 0;
});
const badWithin = (hours: number) => bad.slice(-(hours * 3600) / STRETCH).reduce((sum, one) => sum + one, 0);

/** Worse from day to day: one of 100, …, seven of 100. */
const worsening = bad.map((_, index) => 1 + Math.floor((index * STRETCH) / 86_400));
/** What is left of the whole after each stretch of a period that begins with the first. */
const spentOf = (counts: readonly number[], budget: number) => {
  let sum = 0;
  return counts.map((one) => {
    sum += one;
    return 1 - sum / (counts.length * EVENTS * budget);
  });
};

function recorded(slo: string, budget: number, counts = bad): Filled[] {
  const over = { from: TO - DAYS * 86_400 + STRETCH, stepSeconds: STRETCH };
  const of = (metric: string, values: readonly number[]) => ({ ...over, series: `${metric}{slo="${slo}"}`, values });
  return [
    of(
      'slo:sli_total:increase5m',
      counts.map(() => EVENTS),
    ),
    of('slo:sli_bad:increase5m', counts),
    of(
      'slo:error_budget:increase5m',
      counts.map(() => EVENTS * budget),
    ),
    of('slo:error_budget:remaining_ratio', spentOf(counts, budget)),
    of(
      'slo:error_budget:burn_rate',
      counts.map(() => 0.5),
    ),
  ];
}

await serverSuite('prometheus', 'signalbox slo', () => {
  let server: FilledPrometheus;
  let project: Project;
  beforeAll(async () => {
    server = await startFilledPrometheus([
      ...recorded('shop/buy', 0.01),
      ...recorded('other/gone', 0.01),
      ...recorded('worse/buy', 0.01, worsening),
    ]);
    project = await projectWith(shopDefinitions({ prometheus: server.url }));
  }, 120_000);
  afterAll(async () => {
    await project?.remove();
    await server?.stop();
  });

  const slo = (...args: string[]) => project.signalbox('slo', '--target', 'live', '--to', TO_TEXT, ...args);
  const asked = async (promql: string, at = TO) => {
    const answer = await fetch(`${server.url}/api/v1/query?${new URLSearchParams({ query: promql, time: String(at) })}`);
    const { data } = (await answer.json()) as { data: { result: { value: [number, string] }[] } }; // of a real server
    return Number(data.result[0]?.value[1]);
  };

  test('says what was attained, as counted by hand and by an independent query', async () => {
    const { code, out, err } = await slo('--json');
    const [buy, loose] = JSON.parse(out).slos;
    const total = bad.length * EVENTS;
    const lost = badWithin(DAYS * 24);
    expect([code, err]).toEqual([0, '']);
    expect(buy).toMatchObject({ slo: 'shop/buy', state: 'met', objective: '99%', windowSeconds: DAYS * 86_400, burnRate: 0.5 });
    expect(buy.attained).toBeCloseTo(1 - lost / total, 12);
    expect(buy.attained).toBeCloseTo(1 - (await asked('sum_over_time(slo:sli_bad:increase5m{slo="shop/buy"}[7d])')) / total, 12);
    expect(buy.remaining).toBeCloseTo(1 - lost / (total * 0.01), 12);
    expect(buy.minutesLeft).toBeCloseTo(buy.remaining * 0.01 * DAYS * 1440, 9);
    expect(loose).toMatchObject({ slo: 'shop/loose', state: 'no data', attained: null });
  });

  test('names the worst hours, each with what it spent', async () => {
    const { out } = await slo('shop/buy', '--json');
    const { worstHours } = JSON.parse(out).slos[0];
    const budget = bad.length * EVENTS * 0.01;
    expect(worstHours.map(({ badEvents }: { badEvents: number }) => badEvents)).toEqual([600, 60, 60]);
    expect(worstHours[0]).toMatchObject({ until: '2026-10-20T07:00:00.000Z', errorRatio: 0.5 });
    expect(worstHours[0].spent).toBeCloseTo(600 / budget, 9);
  });

  test('over another period reads the events of that alone', async () => {
    const { out } = await slo('shop/buy', '--period', '24h', '--json');
    const [buy] = JSON.parse(out).slos;
    const lost = badWithin(24);
    expect(buy.attained).toBeCloseTo(1 - lost / (288 * EVENTS), 12);
    expect(buy.remaining).toBeCloseTo(1 - lost / (288 * EVENTS * 0.01), 12);
    expect([buy.state, buy.windowSeconds]).toEqual(['missed', 86_400]);
  });

  test('says which way the failures go, and draws the budget that was left', async () => {
    const { out } = await slo('shop/buy', '--series', '--json');
    const [buy] = JSON.parse(out).slos;
    expect(buy.trend).toBe('stable');
    const { points, stepSeconds } = buy.budget;
    // an hour a step is finer than 60 of them in seven days
    expect([stepSeconds, points.length]).toEqual([(DAYS * 86_400) / 60, 60]);
    for (const { at, left } of [points[0], points[41], points.at(-1)])
      expect(left).toBe(await asked('slo:error_budget:remaining_ratio{slo="shop/buy"}', Date.parse(at) / 1000));

    const worse = await projectWith(
      shopDefinitions({ prometheus: server.url }).replace("service({ name: 'shop'", "service({ name: 'worse'"),
    );
    try {
      const of = (...args: string[]) => worse.signalbox('slo', 'worse/buy', '--target', 'live', '--to', TO_TEXT, ...args);
      const { out: json } = await of('--json');
      expect(JSON.parse(json).slos[0]).toMatchObject({ trend: 'degrading' });
      expect(JSON.parse(json).slos[0].budget).toBeUndefined();
      expect((await of('--series')).out).toMatchInlineSnapshot(`
        "slo        state   objective  window  attained  measured seconds  budget left  minutes left  events left  trend      burn rate  spent in seconds
        worse/buy  missed        99%  7d          96 %                7d       -300 %        -302.4        -6048  degrading        0.5                 –

        Budget left over the period:
        worse/buy   ██████████████████▇▇▇▇▇▇▇▇▇▇▆▆▆▆▆▆▆▅▅▅▅▅▅▄▄▄▄▄▃▃▃▃▃▂▂▂▂▁▁▁▁▁  min -300 %  max 98.36 %  last -300 %

        Worst hours of worse/buy:
          2026-10-19 12:00 UTC  84 bad, 7 % of the hour, 4.17 % of the budget
          2026-10-19 13:00 UTC  84 bad, 7 % of the hour, 4.17 % of the budget
          2026-10-19 14:00 UTC  84 bad, 7 % of the hour, 4.17 % of the budget
          2026-10-19 15:00 UTC  84 bad, 7 % of the hour, 4.17 % of the budget
          2026-10-19 16:00 UTC  84 bad, 7 % of the hour, 4.17 % of the budget

        1 objective: 1 missed. Least budget: worse/buy, -300 % left.
        "
      `);
      // without being asked for only where somebody looks
      expect((await of()).out).not.toContain('Budget left');
      expect(await of('--series', '--format', 'csv')).toMatchObject({
        code: 2,
        out: '',
        err: expect.stringContaining('leave it out'),
      });
    } finally {
      await worse.remove();
    }
  });

  test('draws it on a terminal for what was asked for by name, or has missed', async () => {
    const terminal = { rows: 50, page: async () => false, browse: async () => 'left' as const };
    const on = (...args: string[]) =>
      runCli(['-C', project.folder, 'slo', '--target', 'live', '--to', TO_TEXT, ...args], project.folder, { terminal });
    expect((await on('shop/buy')).out).toMatch(/Budget left over the period:\nshop\/buy {2}[▁-█ ]+ {2}min 64\.29 %/);
    expect((await on()).out).not.toContain('Budget left');
    expect((await on('--period', '24h')).out).toContain('Budget left');
  });

  test('as a table, a summary and CSV', async () => {
    const table = await slo('--time-zone', 'Europe/Berlin', '--period', '24h');
    expect(table.out).toMatchInlineSnapshot(`
      "slo         state    objective  window   attained  measured seconds  budget left  minutes left  events left  trend   burn rate  spent in seconds
      shop/buy    missed         99%  1d      97.9167 %                1d    -108.33 %         -15.6         -312  stable        0.5                 –
      shop/loose  no data        90%  1d              –                 –            –             –            –  –               –                 –

      Worst hours of shop/buy:
        2026-10-20 08:00 CEST  600 bad, 50 % of the hour, 208.33 % of the budget

      2 objectives: 1 missed, 1 no data. Least budget: shop/buy, -108.33 % left.
      "
    `);
    expect((await slo('--format', 'summary')).out).toMatchInlineSnapshot(`
      "2 objectives: 1 met, 1 no data. Least budget: shop/buy, 64.29 % left.
      "
    `);
    expect((await slo('--format', 'csv')).out).toMatchInlineSnapshot(`
      "slo,state,objective,window,attained,measured_seconds,budget_left,minutes_left,events_left,trend,burn_rate,spent_in_seconds
      shop/buy,met,99%,7d,0.9964285714285714,604800,0.6428571428571428,64.8,1295.9999999999998,stable,0.5,
      shop/loose,no data,90%,7d,,,,,,,,
      "
    `);
  });

  test.each([
    [['shop/bux'], 2, 'There is no SLO shop/bux: did you mean shop/buy?'],
    [['--service', 'shp'], 2, 'There is no service shp: did you mean shop?'],
    [['--period', 'soon'], 2, "`--period soon` is no duration. Write '24h' or '7d'."],
    [['--period', '1m'], 2, '`--period 1m` is shorter than what shop/buy records (5m).'],
    [['--format', 'cvs'], 2, 'There is no format cvs: did you mean csv?'],
    [['--time-zone', 'Europe/Berln'], 2, 'There is no time zone Europe/Berln.'],
    [['--to', 'tomorrow'], 2, '`--to tomorrow` is no time.'],
    [['--prometheus', 'http://127.0.0.1:1'], 4, 'cannot be reached'],
    [['--prometheus', 'prometheus:9090'], 2, 'is no address of a server'],
  ])('%j ends with %i', async (args, code, message) => {
    const run = await slo(...args);
    expect([run.code, run.out]).toEqual([code, '']);
    expect(run.err).toContain(message);
  });

  test('before anything was recorded says so', async () => {
    const { code, out } = await project.signalbox('slo', '--target', 'live', '--to', '2026-01-01', '--format', 'summary');
    expect([code, out]).toEqual([
      0,
      '2 objectives: 2 no data. No error budget is recorded: are the rules deployed, and are there events?\n',
    ]);
  });
});
