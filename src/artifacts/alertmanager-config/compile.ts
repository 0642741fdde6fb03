import { compact, sortedBy } from '../../kernel/canonical.ts';
import { type Outcome, outcome } from '../../kernel/outcome.ts';
import { isSecret, type Secret, type SecretReference } from '../../kernel/secret.ts';
import type { AlertmanagerServer } from '../../model/environment.ts';
import type { Receiver, Route } from '../../model/routing.ts';
import { receiverKinds } from '../../receivers/kinds.ts';
import { type ConfigFile, headerLines } from '../header.ts';
import type { CompileInput, Draft } from '../kind.ts';
import { inhibitRule, rootRoute } from './routes.ts';
import { timeInterval } from './time-intervals.ts';

/** Where secrets named by `secret.file` are, on the server. */
const SECRETS = '/etc/alertmanager/secrets';

export function compileAlertmanager({ derived, environment }: CompileInput): Outcome<readonly Draft<ConfigFile<object>>[]> {
  const { alertmanager } = environment.servers;
  const { route, inhibitions, estate } = derived;
  if (!alertmanager || !route) return outcome([]);
  const receivers = sortedBy(receiversOf(route), (receiver) => receiver.name);
  const config = compact({
    global: globalOf(alertmanager),
    route: rootRoute(route),
    inhibit_rules: inhibitions.length === 0 ? undefined : inhibitions.map(inhibitRule),
    receivers: receivers.map(receiverOf),
    templates: ['templates/*.tmpl'],
    time_intervals: estate.timeIntervals.length === 0 ? undefined : estate.timeIntervals.map(timeInterval),
  });
  const from = [
    environment.address,
    ...(estate.routing ? [estate.routing.address] : []),
    ...estate.teams.map((team) => team.address),
  ];
  return outcome([{ path: 'alertmanager/alertmanager.yml', from, content: { header: headerLines(environment), config } }]);
}

function globalOf({ smtp }: AlertmanagerServer): object | undefined {
  if (!smtp) return undefined;
  return compact({
    smtp_smarthost: smtp.smarthost,
    smtp_from: smtp.from,
    smtp_auth_username: smtp.username,
    smtp_auth_password_file: smtp.password && pathOf(smtp.password),
    smtp_require_tls: true,
  });
}

/** Every receiver some route leads to, once. */
export function receiversOf(route: Route): Set<Receiver> {
  return new Set([route.receiver, ...route.routes.flatMap((child) => [...receiversOf(child)])]);
}

function receiverOf(receiver: Receiver): object {
  const fields: Record<string, object[]> = {};
  for (const { type, settings } of receiver.integrations) {
    const kind = receiverKinds.get(type);
    if (kind) fields[kind.field] = [...(fields[kind.field] ?? []), kind.wire(settings, secretFile)];
  }
  return { name: receiver.name, ...fields };
}

function secretFile(secret: Secret): string {
  if (!isSecret(secret)) throw new Error('not a reference to a secret');
  return pathOf(secret);
}

function pathOf(reference: SecretReference): string {
  if ('env' in reference) return `${SECRETS}/${reference.env}`;
  return reference.file.startsWith('/') ? reference.file : `${SECRETS}/${reference.file}`;
}
