import type { Command } from 'commander';
import type { Alertmanager } from '../program.ts';
import type { Invocation } from './command.ts';
import type { ExitCode } from './exit.ts';
import { refuse } from './refuse.ts';
import { type Aimed, aim, ENVIRONMENT_OPTION, TARGET_OPTION, targetIo } from './target.ts';

/** An Alertmanager that is asked, and the definitions, where it was found by a target of theirs. */
export interface Reached {
  readonly alertmanager: Alertmanager;
  readonly url: string;
  readonly aimed: Aimed | undefined;
}

/** `--target NAME` or `--alertmanager URL`. */
export function alertmanagerOptions(command: Command): Command {
  return command
    .option(...TARGET_OPTION)
    .option(...ENVIRONMENT_OPTION)
    .option('--alertmanager <url>', 'ask this server, without reading definitions');
}

/** Finds the server; prints why not and gives the exit code where there is none. */
export async function reachAlertmanager(invocation: Invocation): Promise<Reached | ExitCode> {
  return invocation.options['alertmanager'] === undefined ? byTarget(invocation) : byUrl(invocation);
}

async function byUrl(invocation: Invocation): Promise<Reached | ExitCode> {
  const url = String(invocation.options['alertmanager']);
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    return refuse(invocation, "`--alertmanager` is no address of a server. Write 'https://host:port'.");
  const { alertmanagerAt, connectionTo, httpClient } = await import('../program.ts');
  const client = httpClient(connectionTo(url), await targetIo(invocation));
  return { alertmanager: alertmanagerAt(client), url: client.url, aimed: undefined };
}

async function byTarget(invocation: Invocation): Promise<Reached | ExitCode> {
  const aimed = await aim(invocation);
  if (typeof aimed === 'number') return aimed;
  const { alertmanagerAt, alertmanagerOf, httpClient } = await import('../program.ts');
  const at = alertmanagerOf(aimed.target);
  if (!at)
    return refuse(invocation, `${aimed.target.name} has no Alertmanager to ask: give it one, or write --alertmanager URL.`);
  const client = httpClient(at, aimed.io);
  return { alertmanager: alertmanagerAt(client), url: client.url, aimed };
}
