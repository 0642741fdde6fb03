import type { CommandKind, Invocation } from '../command.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { json, styled } from '../print.ts';
import { buildProject } from '../project.ts';
import { refuse, withHint } from '../refuse.ts';

/** What a code means, or what a definition implies. */
export const explainCommand: CommandKind = {
  name: 'explain',
  summary: 'say what a diagnostic means, or what a definition implies, artifact by artifact',
  configure: (command) =>
    command
      .argument('[code-or-address]', 'slo/objective-out-of-range, or phoenix-master/slo/availability')
      .option('--traffic <rate>', 'usual events of an objective: 30/h, 200/s')
      .option('--list', 'print every code, by what it is about')
      .option('--json', 'print it as JSON'),
  run: async (invocation) => {
    const { args, io, options } = invocation;
    const [subject] = args;
    if (options['list'] === true) return listCodes(invocation);
    if (subject === undefined) {
      io.err('Name a code or an address; `signalbox explain --list` prints every code.\n');
      return EXIT.usage;
    }
    const { explanations } = await import('../../program.ts');
    const explanation = explanations.get(subject);
    if (!explanation)
      return /^[^/]+\/[^/]+$/.test(subject) ? unknownCode(invocation, subject) : explainAddress(invocation, subject);
    if (options['json'] === true) io.out(json({ explanation }));
    else io.out(await explained(invocation, explanation));
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

async function explained({ io }: Invocation, { code, severity, why, bad, good }: Explained): Promise<string> {
  const { howToKeep, placeInDocs } = await import('../../program.ts');
  const indented = (text: string) => text.replace(/^/gm, '    ');
  const parts = [
    `${styled(io, 'bold', code)} (${severity})`,
    `  ${why}`,
    `  Wrong:\n${indented(bad)}`,
    `  Right:\n${indented(good)}`,
    `  ${howToKeep(code)}`,
    `  What the names stand for, and every other check: ${placeInDocs(code)}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

async function listCodes({ io, options }: Invocation): Promise<ExitCode> {
  const { byFamily, explanations } = await import('../../program.ts');
  const families = byFamily(explanations.values());
  if (options['json'] === true) {
    const listed = families.map(({ title, codes }) => ({
      title,
      codes: codes.map(({ code, severity }) => ({ code, severity })),
    }));
    io.out(json({ families: listed }));
    return EXIT.done;
  }
  const width = Math.max(...[...explanations.keys()].map((code) => code.length));
  const blocks = families.map(({ title, codes }) =>
    [styled(io, 'bold', title), ...codes.map(({ code, severity }) => `  ${code.padEnd(width)}  ${severity}`)].join('\n'),
  );
  io.out(`${blocks.join('\n\n')}\n`);
  return EXIT.done;
}

/** Codes have two parts, addresses three or more. */
async function unknownCode({ io }: Invocation, code: string): Promise<ExitCode> {
  const { explanations, nearest } = await import('../../program.ts');
  const near = nearest(code, explanations.keys());
  io.err(`There is no code ${code}. ${near ? `Did you mean ${near}?` : '`signalbox explain --list` prints every code.'}\n`);
  return EXIT.usage;
}

async function explainAddress(invocation: Invocation, address: string): Promise<ExitCode> {
  const { io, options } = invocation;
  const { didYouMean, explainableAddresses, implied, parseTraffic } = await import('../../program.ts');
  const traffic = options['traffic'] === undefined ? undefined : String(options['traffic']);
  const perSecond = traffic === undefined ? undefined : parseTraffic(traffic);
  if (traffic !== undefined && perSecond === undefined) {
    io.err(`${traffic} is no traffic: 30/h, 200/s.\n`);
    return EXIT.usage;
  }
  const built = await buildProject(invocation);
  const found = implied(built, address, perSecond);
  if (!found) {
    const nothing = `Nothing is called ${address}.`;
    const hint = didYouMean(address, explainableAddresses(built.derived));
    const rest = ' It is neither a code nor an address; `signalbox generate` writes an inventory of what there is.';
    return refuse(invocation, hint === undefined ? nothing + rest : withHint(nothing, hint));
  }
  if (options['json'] === true) io.out(json({ address, ...found }));
  else
    io.out(
      `${[styled(io, 'bold', address), '', ...found.says.map((line) => (line === '' ? '' : `  ${line}`)), '', 'It is in', ...found.artifacts.map((path) => `  generated/${path}`)].join('\n')}\n`,
    );
  return EXIT.done;
}
