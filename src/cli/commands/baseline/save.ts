import type { Remembered } from '../../../program.ts';
import { asking, askingOptions } from '../../ask/asking.ts';
import { measurementsIn } from '../../ask/measurements.ts';
import { short } from '../../ask/numbers.ts';
import type { Column } from '../../ask/output.ts';
import type { CommandKind } from '../../command.ts';
import { count } from '../../print.ts';
import { folderIn, folderOption, NO_NAME, POINTS } from './folder.ts';

const NEEDS = { engines: ['prometheus'], definitions: false, since: '1h' } as const;

export const saveCommand: CommandKind = {
  name: 'save',
  summary: 'write down what every measurement is: mean, deviation, 95th percentile',
  configure: (command) =>
    folderOption(askingOptions(command.argument('<name>', 'what it is called: before-1.4'), NEEDS))
      .option('--metric <text>', 'only metrics whose name holds this')
      .option('--query <promql>', 'this instead'),
  run: asking(NEEDS, async (question) => {
    const { isKeptName, measureBaseline, saveBaseline } = await import('../../../program.ts');
    const { invocation, servers, span, show, refuse, scrapeSeconds, progress } = question;
    const [name = ''] = invocation.args;
    if (!isKeptName(name)) return refuse(NO_NAME);
    const stepSeconds = span.step(POINTS, scrapeSeconds);
    const measurements = await measurementsIn(question, 4 * Math.max(stepSeconds, scrapeSeconds) * 1000);
    if (typeof measurements === 'string') return refuse(measurements);
    const told = (done: number) => progress(`${done} of ${measurements.length} measurements …`);
    const rows = await measureBaseline(servers.prometheus, measurements, { ...span, stepSeconds }, told);
    if (rows.length === 0) return refuse('Nothing is measured there at that time, so nothing was saved.');
    const kept = {
      version: 1,
      from: span.from.toISOString(),
      to: span.to.toISOString(),
      stepSeconds,
      measurements: rows,
    } as const;
    await saveBaseline(folderIn(invocation), name, kept);
    return show({
      json: { name, ...kept },
      columns: COLUMNS,
      rows,
      summary: `${name}: ${count(rows.length, 'measurement')} saved.`,
    });
  }),
};

const COLUMNS: readonly Column<Remembered>[] = [
  { name: 'measurement', value: ({ name }) => name },
  { name: 'mean', value: ({ mean }) => mean, text: ({ mean }) => short(mean), side: 'right' },
  { name: 'deviation', value: ({ deviation }) => deviation, text: ({ deviation }) => short(deviation), side: 'right' },
  { name: 'p95', value: ({ p95 }) => p95, text: ({ p95 }) => short(p95), side: 'right' },
  { name: 'points', value: ({ points }) => points, side: 'right' },
];
