import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Random } from '../../support/random.ts';
import { serverSuite } from '../support.ts';
import { type FilledPrometheus, startFilledPrometheus } from './filled-prometheus.ts';
import { type Project, projectWith } from './project.ts';

const TO = Date.UTC(2026, 9, 20, 12) / 1000;
const random = new Random(2);
const steps = { from: TO - 4 * 3600, stepSeconds: 15 };
/** At 11:00 the queue grows by half; the other stays. */
const values = (after: number) => Array.from({ length: 961 }, (_, index) => (index < 720 ? 100 : after) + 4 * random.next());

await serverSuite('prometheus', 'signalbox baseline', () => {
  let server: FilledPrometheus;
  let project: Project;
  beforeAll(async () => {
    server = await startFilledPrometheus([
      { ...steps, series: 'queue_length', values: values(150) },
      { ...steps, series: 'queue_workers', values: values(100) },
    ]);
    project = await projectWith('export {};\n');
  }, 120_000);
  afterAll(async () => {
    await project?.remove();
    await server?.stop();
  });
  const ask = (...args: string[]) => project.signalbox('baseline', ...args, '--prometheus', server.url);

  test('tells what changed since it was saved', async () => {
    const saved = await ask('save', 'before', '--to', '2026-10-20 11:00');
    expect([saved.code, saved.out.split('\n').at(-2)]).toEqual([0, 'before: 2 measurements saved.']);
    const { comparisons } = JSON.parse((await ask('compare', 'before', '--to', '2026-10-20 12:00', '--json')).out);
    expect(comparisons.map(({ name, verdict }: { name: string; verdict: string }) => [name, verdict])).toEqual([
      ['queue_length mean', 'higher'],
      ['queue_workers mean', 'same'],
    ]);
    const query = 'avg_over_time(queue_length[1h])';
    const answer = await fetch(`${server.url}/api/v1/query?${new URLSearchParams({ query, time: String(TO) })}`);
    const { data } = (await answer.json()) as { data: { result: { value: [number, string] }[] } }; // of a real server
    expect(comparisons[0].now.mean).toBeCloseTo(Number(data.result[0]?.value[1]), -0.5);
    const text = await readFile(join(project.folder, '.signalbox/baselines/before.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ version: 1, to: '2026-10-20T11:00:00.000Z' });
  });

  test.each([
    [['compare', 'befor'], 'There is no baseline befor: did you mean before?'],
    [['save', '../away'], "A baseline's name is letters"],
    [['save', 'x', '--to', '2026-01-01'], 'nothing was saved'],
    [['save', 'x', '--metric', 'queue_lenght', '--to', '2026-10-20 12:00'], 'did you mean queue_length?'],
    [['compare', 'before', '--least', 'x'], '`--least x` is no share'],
    [['compare', 'before', '--since', 'x'], 'is no duration'],
  ])('%j is a mistake of usage', async (args, message) => {
    expect(await ask(...args)).toEqual({ code: 2, out: '', err: expect.stringContaining(message) });
  });

  test('a file that is no baseline, or a server that is away, is said', async () => {
    await writeFile(join(project.folder, '.signalbox/baselines/broken.json'), '{}');
    expect(await ask('compare', 'broken')).toMatchObject({
      code: 2,
      err: expect.stringContaining('is no baseline: save it again'),
    });
    const away = await project.signalbox('baseline', 'compare', 'before', '--prometheus', 'http://127.0.0.1:1');
    expect([away.code, away.err]).toEqual([4, expect.stringContaining('cannot be reached')]);
  });
});
