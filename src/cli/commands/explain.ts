import type { CommandKind, Invocation } from '../command.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { json, styled } from '../print.ts';
import { buildProject } from '../project.ts';

/** What a code means, or what a definition implies. */
export const explainCommand: CommandKind = {
  name: 'explain',
  summary: 'say what a diagnostic means, or what a definition implies, artifact by artifact',
  configure: (command) =>
    command
      .argument('<code-or-address>', 'slo/objective-out-of-range, or phoenix-master/slo/availability')
      .option('--json', 'print it as JSON'),
  run: async (invocation) => {
    const [subject = ''] = invocation.args;
    const { explanations } = await import('../../program.ts');
    const explanation = explanations.get(subject);
    if (!explanation) return explainAddress(invocation, subject);
    if (invocation.options['json'] === true) invocation.io.out(json({ explanation }));
    else invocation.io.out(explained(invocation, explanation));
    return EXIT.done;
  },
};

interface Explained {
  readonly code: string;
  readonly severity: string;
  readonly why: string;
  readonly bad: string;
  readonly good: string;
}

function explained({ io }: Invocation, { code, severity, why, bad, good }: Explained): string {
  const indented = (text: string) => text.replace(/^/gm, '    ');
  return `${styled(io, 'bold', code)} (${severity})\n\n  ${why}\n\n  Wrong:\n${indented(bad)}\n\n  Right:\n${indented(good)}\n\n  To keep it: suppress({ code: '${code}', at: …, reason: '…', until: '2027-01-31' })\n`;
}

async function explainAddress(invocation: Invocation, address: string): Promise<ExitCode> {
  const { io } = invocation;
  const built = await buildProject(invocation);
  const { implied } = await import('../../program.ts');
  const found = implied(built, address);
  if (!found) {
    io.err(
      `Nothing is called ${address}. It is neither a code nor an address; \`signalbox generate\` writes an inventory of what there is.\n`,
    );
    return EXIT.usage;
  }
  if (invocation.options['json'] === true) io.out(json({ address, ...found }));
  else
    io.out(
      `${[styled(io, 'bold', address), '', ...found.says.map((line) => `  ${line}`), '', 'It is in', ...found.artifacts.map((path) => `  generated/${path}`)].join('\n')}\n`,
    );
  return EXIT.done;
}
