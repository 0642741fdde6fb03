import type { Built } from '../../program.ts';
import { CHOICES, choiceOption } from '../choices.ts';
import type { CommandKind, Invocation } from '../command.ts';
import { danglingOutside } from '../coverage.ts';
import { EXIT } from '../exit.ts';
import { summary } from '../print.ts';
import { buildQuietly, printed } from '../project.ts';
import { version } from '../version.ts';

/** Every rule, then the official tools that are found. */
export const checkCommand: CommandKind = {
  name: 'check',
  summary: 'find every mistake: our rules, then what promtool and amtool say',
  configure: (command) =>
    command
      .addOption(choiceOption('--format <name>', 'how to print it', CHOICES.checkFormat).default('text'))
      .option('--json', 'the same as --format json')
      .option('--no-tools', 'run no promtool and no amtool'),
  run: async (invocation) => {
    const { io, options } = invocation;
    const { explanations, formats } = await import('../../program.ts');
    const name = options['json'] === true ? 'json' : String(options['format']);
    if (!isFormat(name, formats)) {
      io.err(`There is no format ${name}: ${Object.keys(formats).join(', ')}.\n`);
      return EXIT.usage;
    }
    const built = await buildQuietly(invocation);
    const diagnostics = [
      ...built.diagnostics,
      ...(await danglingOutside(invocation, built)),
      ...(await judged(invocation, built)),
    ];
    io.out(name === 'text' ? printed(io, diagnostics) : formats[name](diagnostics, { explanations, toolVersion: version() }));
    io.err(`${diagnostics.length > 0 && name === 'text' ? '\n' : ''}${summary(diagnostics)}.\n`);
    return diagnostics.some((one) => one.severity === 'error') ? EXIT.diagnostics : EXIT.done;
  },
};

/** What the tools say of artifacts that our own rules have nothing against. */
async function judged({ io, options }: Invocation, built: Built): Promise<Built['diagnostics']> {
  if (options['tools'] === false || built.failed) return [];
  const { judgeAll } = await import('../../program.ts');
  return judgeAll(built.artifacts, { env: io.env, signal: io.signal });
}

function isFormat<F extends object>(name: string, formats: F): name is keyof F & string {
  return Object.hasOwn(formats, name);
}
