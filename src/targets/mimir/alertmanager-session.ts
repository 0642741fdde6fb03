import { isRecord } from '../../kernel/canonical.ts';
import { printYaml } from '../../kernel/yaml.ts';
import type { Change } from '../../plan/change.ts';
import { type Observed, textHash, type Wanted } from '../../plan/observation.ts';
import { missingReceivers } from '../alertmanager/receivers.ts';
import { OutsideFailure } from '../failure.ts';
import type { HttpClient, HttpReader } from '../http.ts';
import type { TargetIo } from '../io.ts';
import type { Evidence, Observer, Session } from '../kind.ts';
import { mustBe } from '../put-back.ts';
import { untilEqual } from '../until-equal.ts';
import { yamlOf } from '../yaml-of.ts';
import { CONFIG_ID, type Config, referencesIn, resolved, TEMPLATE_PREFIX, withSecrets } from './document.ts';
import { markerName, markerText } from './marker.ts';
import { observedIn, revisionOf } from './observed.ts';
import { type Document, deleteDocument, readDocument, sendDocument } from './tenant-document.ts';

/** The tenant's Alertmanager, and how its secrets are read. */
export interface TenantAt {
  readonly environment: string;
  /** Whether a document that is not ours is replaced. */
  readonly takeOver: boolean;
  /** The secret of a name. Throws `OutsideFailure`. */
  secret(name: string): string;
}

export function alertmanagerObserver(
  reader: HttpReader,
  at: TenantAt,
  io: TargetIo,
  seen: (document: Document) => void = () => {},
): Observer {
  const look = async (ids: readonly string[]) => {
    const document = await readDocument(reader);
    seen(document);
    return observedIn(document, at, ids);
  };
  return {
    observe: look,
    verify: (wanted) => untilEqual(wanted, () => look(wanted.map(({ id }) => id)), io),
    evidence: (wanted) => receiversOf(reader, wanted),
  };
}

/** A tenant's Alertmanager looks for a new document every few seconds, the first one starts it. */
async function receiversOf(reader: HttpReader, wanted: readonly Wanted[]): Promise<Evidence> {
  const config = wanted.find(({ id }) => id === CONFIG_ID);
  if (!config) return { proved: [], warnings: [] };
  const found = await missingReceivers(reader, config.body, '/alertmanager/api/v2/receivers');
  const late = found.missing.map(
    (name) => `the receiver ${name} is not there yet: Mimir reads a new configuration every few seconds`,
  );
  return { proved: late.length === 0 ? [`all ${found.wanted} receivers are there`] : [], warnings: late };
}

/** Mimir takes the document whole, so changes are gathered and sent as one when they are to be loaded: all of them, or none. */
export function alertmanagerSession(client: HttpClient, at: TenantAt, io: TargetIo): Session {
  let next: Document | undefined;
  let base: string | undefined; // what `next` was made of
  const texts = new Map<string, string>(); // by revision, with their secrets: in memory alone
  const seen = ({ config, templates }: Document): void => {
    if (config !== undefined) texts.set(revisionOf({ config, marker: templates[markerName(at.environment)] }), config);
  };
  const made = (there: Document, change: (document: Document) => Document): void => {
    base ??= hashOf(there);
    next = change(next ?? there);
  };
  return {
    ...alertmanagerObserver(client, at, io, seen),
    async apply(change, now) {
      const there = await readDocument(client);
      mustBe(now, oneIn(there, at, change.id), change.id);
      made(there, (document) => changed(document, change, at));
    },
    async restore(id, before, after) {
      const there = await readDocument(client);
      seen(there);
      const stands = oneIn(there, at, id);
      if (stands && stands.state !== before?.state && stands.state !== after?.state)
        throw new OutsideFailure(`${id} was changed by somebody else`, { kind: 'moved' });
      const was = before && id === CONFIG_ID ? asItWas(before, texts.get(before.revision), at) : before;
      made(there, (document) => putBack(document, id, was, at));
    },
    async load() {
      const [document, before] = [next, base];
      next = base = undefined;
      if (document) await send(client, document, before);
    },
  };
}

function oneIn(document: Document, at: TenantAt, id: string): Observed | undefined {
  return observedIn(document, at, [id]).find((one) => one.id === id);
}

function changed(document: Document, change: Change, at: TenantAt): Document {
  if (change.action === 'keep' || change.action === 'refuse') return document;
  const after = 'after' in change ? change.after : undefined;
  if (change.id === CONFIG_ID) return after ? withConfig(document, after, at) : withoutConfig(document, at);
  return withTemplate(document, change.id, after?.state);
}

function withConfig(document: Document, { body }: Wanted, at: TenantAt): Document {
  const config = resolved(body, at.secret) as Config; // a record stays one
  const templates = { ...document.templates, [markerName(at.environment)]: markerText(referencesIn(body)) };
  return { config: printYaml(config), templates };
}

function withoutConfig({ templates }: Document, at: TenantAt): Document {
  const { [markerName(at.environment)]: _, ...rest } = templates;
  return { config: undefined, templates: rest };
}

function withTemplate({ config, templates }: Document, id: string, text: string | undefined): Document {
  const name = id.slice(TEMPLATE_PREFIX.length);
  const { [name]: _, ...rest } = templates;
  return { config, templates: text === undefined ? rest : { ...rest, [name]: text } };
}

/** With its secrets: the text this process has seen, or what another one wrote down, with the secrets as they are kept now. */
function asItWas(before: Observed, seen: string | undefined, { secret }: TenantAt): Observed {
  const { config, marker } = isRecord(before.body) ? before.body : {};
  return { ...before, body: { config: seen ?? withSecrets(String(config), secret), marker } };
}

/** To the byte: what stood there is in `before`, with the marker it had. */
function putBack(document: Document, id: string, before: Observed | undefined, at: TenantAt): Document {
  if (id !== CONFIG_ID) return withTemplate(document, id, before?.state);
  const bare = withoutConfig(document, at);
  const { config, marker } = isRecord(before?.body) ? before.body : {};
  const templates = typeof marker === 'string' ? { ...bare.templates, [markerName(at.environment)]: marker } : bare.templates;
  return { config: typeof config === 'string' ? config : undefined, templates };
}

/** Sent where it differs. Templates mean nothing without a configuration, and Mimir takes none. */
async function send(client: HttpClient, document: Document, before: string | undefined): Promise<void> {
  const there = await readDocument(client);
  const wanted = naming(document);
  if (hashOf(there) === hashOf(wanted)) return;
  if (hashOf(there) !== before) throw new OutsideFailure(`${CONFIG_ID} was changed by somebody else`, { kind: 'moved' }); // Mimir takes no condition
  if (wanted.config === undefined) await deleteDocument(client);
  else await sendDocument(client, wanted);
}

/** The configuration names the templates there are. */
function naming({ config, templates }: Document): Document {
  const read = config === undefined ? undefined : yamlOf(config);
  const names = Object.keys(templates).sort();
  if (!isRecord(read) || JSON.stringify(read['templates'] ?? []) === JSON.stringify(names)) return { config, templates };
  return { config: printYaml({ ...read, templates: names }), templates };
}

function hashOf({ config, templates }: Document): string {
  return textHash(JSON.stringify([config, Object.entries(templates).sort()]));
}
