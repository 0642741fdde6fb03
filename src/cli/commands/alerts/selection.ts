import type { Command } from 'commander';
import type { AckSelection } from '../../../program.ts';
import type { Reached } from '../../alertmanager.ts';
import type { Invocation } from '../../command.ts';
import type { ExitCode } from '../../exit.ts';
import { refuse, withHint } from '../../refuse.ts';

const MATCHER = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s;

/** `[ALERT] --fingerprint --matcher`: which alerts are meant. */
export function selectionOptions(command: Command): Command {
  return command
    .argument('[alert]', 'the name of the alert')
    .option('--fingerprint <id>', 'exactly this one, as `alerts list` shows it')
    .option('--matcher <label=value...>', 'only where these labels are equal');
}

/** What is meant; a selection of nothing would be a selection of everything, so it is refused. */
export function selectionIn(invocation: Invocation): AckSelection | ExitCode {
  const { args, options } = invocation;
  const written = Array.isArray(options['matcher']) ? options['matcher'].map(String) : [];
  const wrong = written.find((one) => !MATCHER.test(one));
  if (wrong !== undefined)
    return refuse(
      invocation,
      `\`${wrong}\` is no label and value. Write --matcher label=value; an acknowledgement takes exact values only.`,
    );
  const labels = Object.fromEntries(written.map((one) => [one.replace(MATCHER, '$1'), one.replace(MATCHER, '$2')]));
  const fingerprint = options['fingerprint'] === undefined ? undefined : String(options['fingerprint']);
  if (args[0] === undefined && fingerprint === undefined && written.length === 0)
    return refuse(invocation, 'Which alert? Write its name, --fingerprint ID or --matcher label=value.');
  return { alert: args[0], fingerprint, labels };
}

/** Why nothing was found, with the name that may have been meant. */
export async function nothingFound(meant: AckSelection, { alertmanager, aimed }: Reached): Promise<string> {
  if (meant.alert === undefined) return 'No alert that fires is like that. `signalbox alerts list` shows what fires.';
  const { didYouMean } = await import('../../../program.ts');
  const firing = (await alertmanager.groups()).flatMap(({ alerts }) => alerts.map(({ labels }) => labels['alertname'] ?? ''));
  const known = aimed?.built.derived.alerts.map(({ name }) => name) ?? [];
  if (firing.includes(meant.alert)) return `${meant.alert} fires, but not with these labels.`;
  if (known.includes(meant.alert)) return `${meant.alert} does not fire.`;
  const near = didYouMean(meant.alert, [...firing, ...known]);
  return withHint(`No alert ${meant.alert} fires.`, near);
}
