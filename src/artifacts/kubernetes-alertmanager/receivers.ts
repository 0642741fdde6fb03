import { compact, isRecord } from '../../kernel/canonical.ts';
import type { Smtp } from '../../model/environment.ts';
import type { Receiver } from '../../model/routing.ts';
import { readReceiver } from '../../receivers/kind.ts';
import { receiverKinds } from '../../receivers/kinds.ts';
import { FORMS, type Form, operatorName } from './forms.ts';
import { isMarkedSecret, markedSecret, secretKey } from './secret-key.ts';
import type { ConfigContext, Loss } from './wire.ts';

type Wire = Readonly<Record<string, unknown>>;
interface Conversion {
  /** What it is part of, to be named where something is lost. */
  readonly of: string;
  readonly lose: (what: string, secret?: boolean) => void;
  /** The Secret of keys that name none. */
  readonly secrets: string;
}

/** A receiver in the operator's form, its channels in the order written; those of one kind stand in one list. */
export function receiverObject(receiver: Receiver, { alertmanager, server }: ConfigContext, losses: Loss[]): object {
  const lists: Record<string, object[]> = {};
  for (const { type, settings, origin } of receiver.integrations) {
    const lose = (what: string, secret = false) => void losses.push({ at: receiver.address, what, origin, secret });
    const kind = receiverKinds.get(type);
    const form = kind && FORMS[kind.field];
    if (!kind || !form) {
      lose(`a receiver of the kind ${type}`);
      continue;
    }
    const { wire } = readReceiver(kind, settings, markedSecret);
    const whole = type === 'email' && alertmanager.smtp ? { ...smtpWire(alertmanager.smtp), ...wire } : wire;
    const name = operatorName(kind.field, form);
    lists[name] = [...(lists[name] ?? []), converted(whole, form, { of: type, lose, secrets: server.secrets })];
  }
  return { name: receiver.name, ...lists };
}

/** The operator has the settings of a mail server at each channel only. */
function smtpWire({ smarthost, from, username, password, hello, requireTls }: Smtp): Wire {
  return compact({
    smarthost,
    from,
    auth_username: username,
    auth_password_file: password && markedSecret(password),
    hello,
    require_tls: requireTls,
  });
}

function converted(wire: Wire, form: Form, conversion: Conversion): Record<string, unknown> {
  const keys = new Set(form.keys.split(/\s+/));
  const made: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(wire)) {
    const part = form.parts?.[key];
    const name = operatorName(key, form);
    if (part) made[part[0]] = inside(value, part[1], { ...conversion, of: `${key} of ${conversion.of}` });
    else if (form.pairs?.includes(key) && isRecord(value)) made[name] = pairsOf(value);
    else if (isMarkedSecret(value)) putSecret(made, key, value, form, conversion);
    else if (keys.has(key) && isTaken(value, form.words?.[key])) made[name] = value;
    else conversion.lose(`${key} of ${conversion.of}`);
  }
  return made;
}

function isTaken(value: unknown, words: readonly string[] | undefined): boolean {
  return value !== '' && (words === undefined || words.some((word) => word === value));
}

function inside(value: unknown, form: Form, conversion: Conversion): unknown {
  if (Array.isArray(value)) return value.filter(isRecord).map((one) => converted(one, form, conversion));
  return isRecord(value) ? converted(value, form, conversion) : undefined;
}

function pairsOf(map: Wire): object[] {
  return Object.entries(map).map(([key, value]) => ({ key, value }));
}

/** `ca.secret` stands one level deeper. */
function putSecret(made: Record<string, unknown>, key: string, value: string, form: Form, conversion: Conversion): void {
  const name = form.secrets?.[key.replace(/_file$/, '')];
  const reference = secretKey(value, conversion.secrets);
  if (name === undefined) conversion.lose(`${key.replace(/_file$/, '')} of ${conversion.of}`);
  else if (!reference) conversion.lose(`The secret at ${key.replace(/_file$/, '')} of ${conversion.of}`, true);
  else {
    const [outer = name, inner] = name.split('.');
    made[outer] = inner === undefined ? reference : { [inner]: reference };
  }
}
