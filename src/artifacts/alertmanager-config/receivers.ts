import { compact } from '../../kernel/canonical.ts';
import { isSecret, type Secret, type SecretReference } from '../../kernel/secret.ts';
import type { AlertmanagerServer } from '../../model/environment.ts';
import type { Receiver } from '../../model/routing.ts';
import { readReceiver } from '../../receivers/kind.ts';
import { receiverKinds } from '../../receivers/kinds.ts';

/** Where secrets named by `secret.file` are, on the server. */
const SECRETS = '/etc/alertmanager/secrets';

/** What every receiver may leave out. */
export function globalOf({ smtp }: AlertmanagerServer): object | undefined {
  if (!smtp) return undefined;
  return compact({
    smtp_smarthost: smtp.smarthost,
    smtp_from: smtp.from,
    smtp_auth_username: smtp.username,
    smtp_auth_password_file: smtp.password && pathOf(smtp.password),
    smtp_hello: smtp.hello,
    smtp_require_tls: smtp.requireTls,
  });
}

/** A receiver and its channels, in the order written; those of one kind stand in one list. */
export function receiverOf(receiver: Receiver): object {
  const fields: Record<string, object[]> = {};
  for (const { type, settings } of receiver.integrations) {
    const kind = receiverKinds.get(type);
    if (kind) fields[kind.field] = [...(fields[kind.field] ?? []), readReceiver(kind, settings, secretFile).wire];
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
