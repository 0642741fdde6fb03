import type { Slo } from '../../model/slo.ts';
import { asking, askingOptions, type Question } from '../ask/asking.ts';
import { lasting } from '../ask/numbers.ts';
import type { CommandKind } from '../command.ts';
import type { ExitCode } from '../exit.ts';
import { unknownName } from '../refuse.ts';
import { budgetCharts, budgetsOf, pointsOf } from './slo/budgets.ts';
import { jsonOf, rowsOf, SLO_COLUMNS, summaryOf, worstHours } from './slo/rows.ts';

const NEEDS = { engines: ['prometheus'], definitions: true, since: undefined } as const;
type Asked = Question<'prometheus'>;

/** How the objectives stand, by what their rules have recorded. */
export const sloCommand: CommandKind = {
  name: 'slo',
  summary: 'how each objective stands: attained, error budget left, burn rate, when it is spent, the worst hours',
  configure: (command) =>
    askingOptions(command.argument('[slo...]', 'only these: service/name'), NEEDS)
      .option('--service <name>', 'only those of this service')
      .option('--period <duration>', "compliance over this long (default: each objective's own window)")
      .option('--series', 'the budget left over the period, as a chart (table) or in the JSON'),
  run: asking(NEEDS, async (question) => {
    const program = await import('../../program.ts');
    const { servers, span, show } = question;
    const slos = await meant(question);
    if (typeof slos === 'number') return slos;
    const periodMs = await periodIn(question, slos);
    if (typeof periodMs === 'string') return question.refuse(periodMs);
    const progress = (done: number) => question.progress(`${done} of ${slos.length} objectives …`);
    const read = await program.readSlos(servers.prometheus, { slos, at: span.to, periodMs, progress });
    const rows = read.flatMap((one) => rowsOf(one, periodMs, program));
    const budgets = await budgetsOf(question, rows, periodMs);
    if (typeof budgets === 'string') return question.refuse(budgets);
    return show({
      json: { at: span.to.toISOString(), slos: rows.map((row) => ({ ...jsonOf(row), ...pointsOf(budgets.get(row)) })) },
      columns: SLO_COLUMNS,
      rows,
      more: [budgetCharts(budgets), worstHours(question, rows)].filter((part) => part !== '').join('\n'),
      summary: summaryOf(rows, Math.max(0, ...slos.map(program.shortestPeriodMs)) / 1000),
    });
  }),
};

async function meant({ derived, invocation, refuse }: Asked): Promise<readonly Slo[] | ExitCode> {
  const { sloKey } = await import('../../program.ts');
  const { slos = [], services = [] } = derived?.estate ?? {};
  const { service } = invocation.options;
  const names = services.map(({ name }) => name);
  if (service !== undefined && !names.includes(String(service)))
    return refuse(await unknownName('service', String(service), names));
  const keys = slos.map(sloKey);
  const stranger = invocation.args.find((key) => !keys.includes(key));
  if (stranger !== undefined) return refuse(await unknownName('SLO', stranger, keys));
  const chosen = slos.filter((slo) => service === undefined || slo.service.name === service);
  return invocation.args.length === 0 ? chosen : chosen.filter((slo) => invocation.args.includes(sloKey(slo)));
}

/** Milliseconds; undefined where none was asked for; what is wrong with it. */
async function periodIn({ invocation }: Asked, slos: readonly Slo[]): Promise<number | undefined | string> {
  const { parseDuration, shortestPeriodMs, sloKey } = await import('../../program.ts');
  const { period } = invocation.options;
  if (period === undefined) return undefined;
  const periodMs = parseDuration(String(period));
  if (!periodMs) return `\`--period ${period}\` is no duration. Write '24h' or '7d'.`;
  const finer = slos.find((slo) => shortestPeriodMs(slo) > periodMs);
  if (!finer) return periodMs;
  return `\`--period ${period}\` is shorter than what ${sloKey(finer)} records (${lasting(shortestPeriodMs(finer) / 1000)}).`;
}
