import type { GateQuestion, GateReport, PrometheusReader } from '../../program.ts';
import { formIn, formOptions } from '../ask/asking.ts';
import { type Findings, showFindings } from '../ask/output.ts';
import { missing, readerIn, scrapeSecondsOf, serverOptions, type Where, whereIn } from '../ask/servers.ts';
import { type Clock, clockIn, zoneOption } from '../ask/span.ts';
import { auditIn, auditOptions, whoIn } from '../audit.ts';
import { CHOICES, choiceOption } from '../choices.ts';
import type { CommandKind, Invocation } from '../command.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { type GateRow, gateAnswer, gateColumns, gateRows, printGate } from '../print-gate.ts';
import { refuse } from '../refuse.ts';
import type { Aimed } from '../target.ts';
import { limitsIn, questionIn } from './gate/question.ts';

/** Whether deploys may go on, for a pipeline to ask before and after each. */
export const gateCommand: CommandKind = {
  name: 'gate',
  summary:
    'say whether budgets, burn rates and what changed since a deploy allow to go on: ends with 7 where not, or where nothing is known',
  configure: (command) =>
    formOptions(zoneOption(auditOptions(serverOptions(command, ['prometheus']))))
      .option('--service <name>', 'only the SLOs of this service')
      .option('--slo <service/name...>', 'only these SLOs')
      .option('--max-burn <times>', 'close where an SLO burned faster than so many times what is allowed, over the last hour')
      .option('--since-deploy <duration>', 'close where metrics of the services have not been as before for this long')
      .addOption(choiceOption('--severity <name>', 'of these at least', CHOICES.severity).default('medium'))
      .option('--allow-missing', 'let an SLO pass that has no answer (default: it closes the gate)'),
  run: async (invocation) => {
    const form = await formIn(invocation);
    if (typeof form === 'number') return form;
    const clock = await clockIn(invocation);
    if (typeof clock === 'number') return clock;
    const asked = await askedIn(invocation);
    if (typeof asked === 'number') return asked;
    const { aimed, question } = asked;
    const report = await reportOf(asked);
    const shown = await showFindings(invocation, form, findingsOf(invocation, { clock, question, report }));
    if (aimed && asked.prometheus) await writeDown(invocation, aimed, report, question);
    if (shown !== EXIT.done) return shown;
    return report.gate === 'open' ? EXIT.done : EXIT.gateClosed;
  },
};

interface Asked extends Where {
  /** undefined: there is nothing to ask it. */
  readonly prometheus: PrometheusReader | undefined;
  readonly question: GateQuestion;
}

async function askedIn(invocation: Invocation): Promise<Asked | ExitCode> {
  const limits = await limitsIn(invocation);
  if (typeof limits === 'string') return refuse(invocation, limits);
  const where = await whereIn(invocation, { engines: ['prometheus'], definitions: limits.deployMs !== undefined });
  if (typeof where === 'number') return where;
  const question = await questionIn(invocation, { ...limits, ...where, scrapeSeconds: scrapeSecondsOf(where.aimed) });
  if (typeof question === 'string') return refuse(invocation, question);
  const { burn, expected, odd } = question;
  if (where.aimed && expected.length === 0 && !burn && !odd) return { ...where, prometheus: undefined, question };
  const prometheus = await readerIn(invocation, 'prometheus', where);
  return prometheus ? { ...where, prometheus, question } : refuse(invocation, missing('prometheus', where));
}

/** A decision stands, also where it cannot be written down. */
async function writeDown(invocation: Invocation, aimed: Aimed, report: GateReport, question: GateQuestion): Promise<void> {
  const { OutsideFailure, describeFailure } = await import('../../program.ts');
  const { target } = aimed;
  const subject =
    question.service ?? (question.slos.length > 0 ? question.slos.join(', ') : `${target.name} (${target.environment.name})`);
  try {
    const audit = await auditIn(invocation, aimed);
    await audit.write({
      who: whoIn(invocation) ?? 'nobody',
      command: 'gate',
      subject,
      server: 'prometheus',
      result: 'done',
      detail: { gate: report.gate, slos: report.slos.length },
    });
  } catch (error) {
    if (!(error instanceof OutsideFailure)) throw error;
    invocation.io.err(`${describeFailure(error)}.\n`);
  }
}

async function reportOf({ prometheus, question }: Asked): Promise<GateReport> {
  const { readGate } = await import('../../program.ts');
  return prometheus ? readGate(prometheus, question) : { gate: 'open', slos: [] };
}

interface Answered {
  readonly clock: Clock;
  readonly question: GateQuestion;
  readonly report: GateReport;
}

function findingsOf({ io }: Invocation, { clock, question, report }: Answered): Findings<GateRow> {
  return {
    json: report,
    columns: gateColumns(clock),
    rows: gateRows(report),
    chart: printGate(io, report, clock),
    summary: gateAnswer(report, question, clock),
  };
}
