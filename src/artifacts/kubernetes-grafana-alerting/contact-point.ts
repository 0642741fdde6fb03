import { isRecord } from '../../kernel/canonical.ts';
import type { Receiver, ReceiverIntegration } from '../../model/routing.ts';
import { type Fields, readFields } from '../../receivers/field.ts';
import { type ReceiverKind, readReceiver } from '../../receivers/kind.ts';
import { receiverKinds } from '../../receivers/kinds.ts';
import { isMarkedSecret, markedSecret, type SecretKey, secretKey } from '../kubernetes-alertmanager/secret-key.ts';
import type { Loss } from '../kubernetes-alertmanager/wire.ts';
import { CONTACT_FORMS, type ContactForm } from './forms.ts';

type Wire = Readonly<Record<string, unknown>>;
interface Conversion {
  readonly of: string;
  readonly form: ContactForm;
  /** The Secret of keys that name none. */
  readonly secrets: string;
  readonly lose: (what: string, secret?: boolean) => void;
}

/** Why a kind that Grafana has cannot be written. */
const UNLIKE: Readonly<Record<string, string>> = {
  victorops: ' (Grafana takes one secret address that ends with the key, and nothing joins it of parts)',
};

/** A receiver's channels as integrations of one contact point, in the order written. */
export function contactPointSpec(receiver: Receiver, secrets: string, losses: Loss[]): object {
  return {
    name: receiver.name,
    receivers: receiver.integrations.flatMap((one) => integrationOf(one, receiver, secrets, losses)),
  };
}

function integrationOf({ type, settings, origin }: ReceiverIntegration, { address }: Receiver, secrets: string, losses: Loss[]) {
  const lose = (what: string, secret = false) => void losses.push({ at: address, what, origin, secret });
  const kind = receiverKinds.get(type);
  const form = kind && CONTACT_FORMS[kind.field];
  if (!kind || !form) {
    lose(`a receiver of the kind ${type}${UNLIKE[type] ?? ''}`);
    return [];
  }
  const { send_resolved: sendResolved, ...wire } = readReceiver(kind, settings, markedSecret).wire;
  const conversion = { of: type, form, secrets, lose };
  const leaves = leavesOf(wire, form);
  for (const [path, value] of leavesOf(written(kind, settings), form))
    if (!isCarried(path, value, form)) lose(`${plainKey(path)} of ${type}`);
  const valuesFrom = leaves.flatMap(([path, value]) => secretOf(path, value, conversion));
  return [
    {
      type: form.type,
      disableResolveMessage: sendResolved === false,
      settings: settingsOf(leaves, form),
      ...(valuesFrom.length > 0 && { valuesFrom }),
    },
  ];
}

/** What the author wrote, without what is filled in: Grafana fills in texts of its own. */
function written({ fields, type }: ReceiverKind, settings: object): Wire {
  const reading = { problems: [], secrets: {}, texts: [], needs: [], file: markedSecret };
  const own = Object.entries(fields as Fields).filter(([name]) => name in settings && name !== 'sendResolved'); // every setting has its field there
  return readFields(Object.fromEntries(own), settings as Wire, { kind: type, path: '', reading });
}

/** Values by their paths; a map that Grafana has as a map stays one. */
function leavesOf(wire: Wire, form: ContactForm, above = ''): [path: string, value: unknown][] {
  return Object.entries(wire).flatMap(([key, value]) => {
    const path = `${above}${key}`;
    if (isRecord(value) && !isMap(path, form)) return leavesOf(value, form, `${path}.`);
    return [[path, value] as [string, unknown]];
  });
}

/** Whether Grafana takes the whole of it. */
function isMap(path: string, { settings }: ContactForm): boolean {
  return settings[path] !== undefined && settings[`${path}.template`] === undefined;
}

function isCarried(path: string, value: unknown, { settings, secrets }: ContactForm): boolean {
  return (isMarkedSecret(value) ? secrets[plainKey(path)] : settings[path]) !== undefined;
}

function plainKey(path: string): string {
  return path.replace(/_file$/, '');
}

function settingsOf(
  leaves: readonly [string, unknown][],
  { constant = {}, settings, texts = [], words = {} }: ContactForm,
): object {
  const made: Record<string, unknown> = { ...constant };
  for (const [path, value] of leaves) {
    const name = settings[path];
    if (name === undefined || isMarkedSecret(value)) continue;
    const said = words[path]?.[String(value)] ?? (texts.includes(path) ? String(value) : value);
    const [outer = name, inner] = name.split('.');
    made[outer] = inner === undefined ? said : { ...(isRecord(made[outer]) ? made[outer] : {}), [inner]: said };
  }
  return made;
}

function secretOf(path: string, value: unknown, { form, lose, of, secrets }: Conversion) {
  const targetPath = form.secrets[plainKey(path)];
  if (!isMarkedSecret(value) || targetPath === undefined) return [];
  const secretKeyRef: SecretKey | undefined = secretKey(value, secrets);
  if (!secretKeyRef) lose(`The secret at ${plainKey(path)} of ${of}`, true);
  return secretKeyRef ? [{ targetPath, valueFrom: { secretKeyRef } }] : [];
}
