import type { Command, Option } from 'commander';
import type { CommandShape, OptionShape } from '../program.ts';

/** Every command below one, with what it may be given. */
export function shapesOf(parent: Command, before = ''): Map<string, CommandShape> {
  return new Map(
    parent.commands.flatMap((one): [string, CommandShape][] => {
      const name = `${before}${one.name()}`;
      return one.commands.length > 0 ? [...shapesOf(one, `${name} `)] : [[name, shapeOf(one)]];
    }),
  );
}

function shapeOf({ options, registeredArguments: all }: Command): CommandShape {
  const named = options.flatMap((option) =>
    [option.long, option.short].flatMap((name): [string, OptionShape][] => (name ? [[name, optionShape(option)]] : [])),
  );
  const mostArguments = all.some(({ variadic }) => variadic) ? Number.POSITIVE_INFINITY : all.length;
  return { options: new Map(named), mostArguments };
}

function optionShape({ argChoices, optional, required, variadic }: Option): OptionShape {
  const values = variadic ? 'many' : required || optional ? 'one' : 'none';
  return { values, choices: argChoices };
}
