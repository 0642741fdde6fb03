import type { GateQuestion, GateReport } from '../../operate/gate.ts';
import type { HttpReader } from '../../targets/http.ts';
import { auditIn, auditOptions, whoIn } from '../audit.ts';
import type { CommandKind, Invocation } from '../command.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { json } from '../print.ts';
import { printGate } from '../print-gate.ts';
import { type Aimed, aim, ENVIRONMENT_OPTION, TARGET_OPTION, targetIo } from '../target.ts';

/** Whether deploys may go on, for a pipeline to ask before each. */
export const gateCommand: CommandKind = {
  name: 'gate',
  summary: 'say whether the error budgets allow a deploy: ends with 7 where they do not, or where nothing is known',
  configure: (command) =>
    auditOptions(command)
      .option('--service <name>', 'only the SLOs of this service')
      .option('--slo <service/name...>', 'only these SLOs')
      .option(...TARGET_OPTION)
      .option(...ENVIRONMENT_OPTION)
      .option('--prometheus <url>', 'ask this server, without reading definitions')
      .option('--allow-missing', 'let an SLO pass that has no answer (default: it closes the gate)')
      .option('--json', 'print the answer as JSON'),
  run: async (invocation) => {
    const asked = await (invocation.options['prometheus'] === undefined ? byTarget(invocation) : byUrl(invocation));
    if (typeof asked === 'number') return asked;
    const { readGate } = await import('../../program.ts');
    const report = await readGate(asked.client, asked.question);
    say(invocation, report, asked.question);
    if (asked.aimed) await writeDown(invocation, asked.aimed, report, asked.question);
    return report.gate === 'open' ? EXIT.done : EXIT.gateClosed;
  },
};

interface Asked {
  readonly client: HttpReader;
  readonly question: GateQuestion;
  /** Undefined where a server was named. */
  readonly aimed: Aimed | undefined;
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

async function byUrl(invocation: Invocation): Promise<Asked | ExitCode> {
  const url = String(invocation.options['prometheus']);
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    invocation.io.err("`--prometheus` is no address of a server. Write 'https://host:port'.\n");
    return EXIT.usage;
  }
  const { connectionTo, httpReader } = await import('../../program.ts');
  const question = questionOf(invocation, slosIn(invocation));
  return { client: httpReader(connectionTo(url), await targetIo(invocation)), question, aimed: undefined };
}

async function byTarget(invocation: Invocation): Promise<Asked | ExitCode> {
  const aimed = await aim(invocation);
  if (typeof aimed === 'number') return aimed;
  const { frozenBy, httpReader, prometheusOf } = await import('../../program.ts');
  const { io } = invocation;
  const { estate } = aimed.built.derived;
  const question = questionOf(invocation, []);
  if (question.service !== undefined && !estate.services.some(({ name }) => name === question.service))
    return refuse(io.err, `There is no service ${question.service}.`);
  const freezing = frozenBy(estate, question.service);
  const stranger = question.slos.find((slo) => !freezing.includes(slo));
  if (stranger !== undefined) return refuse(io.err, `No budget policy freezes deploys for ${stranger}.`);
  if (freezing.length === 0) {
    say(invocation, { gate: 'open', slos: [] }, question);
    return EXIT.done;
  }
  const at = prometheusOf(aimed.target);
  if (!at) return refuse(io.err, `${aimed.target.name} has no Prometheus to ask.`);
  const client = httpReader(at, aimed.io);
  return { client, aimed, question: { ...question, expected: question.slos.length > 0 ? question.slos : freezing } };
}

function refuse(err: (text: string) => void, message: string): ExitCode {
  err(`${message}\n`);
  return EXIT.usage;
}

function questionOf(invocation: Invocation, expected: readonly string[]): GateQuestion {
  const { service, allowMissing } = invocation.options;
  return {
    service: service === undefined ? undefined : String(service),
    slos: slosIn(invocation),
    expected,
    allowMissing: allowMissing === true,
  };
}

function slosIn({ options }: Invocation): string[] {
  const { slo } = options;
  return Array.isArray(slo) ? slo.map(String) : [];
}

function say({ io, options }: Invocation, report: GateReport, question: GateQuestion): void {
  io.out(options['json'] === true ? json(report) : printGate(io, report, question));
}
