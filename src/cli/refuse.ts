import type { Invocation } from './command.ts';
import { EXIT, type ExitCode } from './exit.ts';

export function refuse({ io }: Invocation, message: string): ExitCode {
  io.err(`${message}\n`);
  return EXIT.usage;
}

/** `There is no service shopp: did you mean shop?` */
export function withHint(message: string, hint: string | undefined): string {
  return hint === undefined ? message : `${message.replace(/\.$/, '')}: ${hint}`;
}

const MOST_NAMES = 10;

/** `There is no SLO shop/bux: did you mean shop/buy?`, or what there is: the first ten, unless all are wanted. */
export async function unknownName(what: string, name: string, known: readonly string[], most = MOST_NAMES): Promise<string> {
  const { didYouMean } = await import('../program.ts');
  const missing = name.trim() === '' ? `The name of the ${what} is empty.` : `There is no ${what} ${name}.`;
  const hint = didYouMean(name, known);
  if (hint !== undefined) return withHint(missing, hint);
  const rest = known.length > most ? ` and ${known.length - most} more` : '';
  return `${missing} There are: ${known.slice(0, most).join(', ') || 'none'}${rest}.`;
}
