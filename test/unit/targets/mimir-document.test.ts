import { expect, test } from 'vitest';
import { printYaml } from '../../../src/kernel/yaml.ts';
import {
  configOf,
  configState,
  referencesIn,
  resolved,
  unresolved,
  withoutSecrets,
  withSecrets,
} from '../../../src/targets/mimir/document.ts';
import { markerName, markerText, referencesOf } from '../../../src/targets/mimir/marker.ts';
import { observedIn } from '../../../src/targets/mimir/observed.ts';

const TEXT = `global: {smtp_auth_password_file: /etc/alertmanager/secrets/smtp}
route: {receiver: a}
receivers: [{name: a, slack_configs: [{api_url_file: /run/slack, channel: '#a'}]}]
templates: [templates/*.tmpl]
`;
const VALUES: Readonly<Record<string, string>> = { smtp: 'canary-1', '/run/slack': 'canary-2' };
const secretOf = (name: string) => VALUES[name] ?? '';

function configIn(text: string) {
  const read = configOf(text);
  if ('refused' in read) throw new Error(read.refused);
  return read.config;
}

test('files become references, and references the secrets, where they are sent', () => {
  const config = configIn(TEXT);
  expect(config).toEqual({
    global: { smtp_auth_password: '<secret smtp>' },
    route: { receiver: 'a' },
    receivers: [{ name: 'a', slack_configs: [{ api_url: '<secret /run/slack>', channel: '#a' }] }],
  });
  expect(resolved(config, secretOf)).toMatchObject({ global: { smtp_auth_password: 'canary-1' } });
});

test('what a server holds is told by references: ours, changed ones, and those of others', () => {
  const config = configIn(TEXT);
  const sent = resolved(config, secretOf) as Record<string, unknown>;
  const references = referencesIn(config);
  expect(referencesOf(markerText(references))).toEqual(references);
  expect(configState(unresolved(sent, references, secretOf))).toBe(configState(config));
  const other = unresolved(sent, references, () => 'another');
  expect(configState(other)).not.toBe(configState(config));
  for (const shown of [other, unresolved(sent, [], secretOf)]) expect(JSON.stringify(shown)).not.toContain('canary');
});

test('a field that is only called like a secret is no difference, and one that changed is', () => {
  const plain = configIn(
    'receivers: [{name: a, opsgenie_configs: [{api_url: "https://api.eu.example.org", api_key_file: smtp}]}]',
  );
  const sent = resolved(plain, secretOf) as Record<string, unknown>;
  const references = referencesOf(markerText(referencesIn(plain))) ?? [];
  expect(configState(unresolved(sent, references, secretOf))).toBe(configState(plain));
  const edited = JSON.parse(JSON.stringify(sent).replace('api.eu', 'api.us')) as Record<string, unknown>;
  expect(configState(unresolved(edited, references, secretOf))).not.toBe(configState(plain));
});

test('the journal holds a document without its secrets, from which it is made again', () => {
  const config = configIn(TEXT);
  const text = printYaml(resolved(config, secretOf));
  const kept = withoutSecrets(text, referencesIn(config), secretOf);
  expect(kept).not.toContain('canary');
  expect(withSecrets(kept, secretOf)).toBe(text);
});

test.each([
  ['a secret that is another by now', TEXT, true],
  ['a web hook of somebody else', 'receivers: [{name: a, webhook_configs: [{url: "https://example.org/canary-3"}]}]', false],
  [
    'a key of somebody else',
    'receivers: [{sns_configs: [{sigv4: {secret_key: canary-3}}], http_config: {tls_config: {key: canary-4}}}]',
    false,
  ],
  ['a text that is no configuration', 'canary-5', false],
])('what only Mimir knew is not kept, and said when it is missed: %s', (_what, text, ours) => {
  const config = ours ? configIn(text) : undefined;
  const sent = config ? printYaml(resolved(config, secretOf)) : text;
  const kept = withoutSecrets(sent, config && referencesIn(config), () => 'newer');
  expect(kept).not.toContain('canary');
  expect(() => withSecrets(kept, () => 'newer')).toThrow('alertmanager/config had secrets that only Mimir knew');
});

test.each([
  ['no configuration', '- a list'],
  ['no YAML', 'a: [b'],
  ['a proxy', 'receivers: [{webhook_configs: [{http_config: {proxy_url: "http://proxy"}}]}]'],
  ['a certificate in a file', 'receivers: [{webhook_configs: [{http_config: {tls_config: {ca_file: /a}}}]}]'],
])('what Mimir refuses is refused before: %s', (_name, text) => {
  expect(configOf(text)).toHaveProperty('refused');
});

test.each(['', 'x', '{{/* signalbox {} */}}', '{{/* signalbox {"secrets":[1]} */}}', '{{/* signalbox {bad} */}}', undefined])(
  'a template that is no marker makes nothing ours: %s',
  (text) => expect(referencesOf(text)).toBeUndefined(),
);

test('a document of somebody else is seen only where something of ours is wanted, without its secrets', () => {
  const at = { environment: 'production', takeOver: false, secret: secretOf };
  const document = { config: 'global: {slack_api_url: "https://hooks/canary"}', templates: { 'a.tmpl': 'A', 'b.tmpl': 'B' } };
  expect(observedIn(document, at, [])).toEqual([]);
  const seen = observedIn(document, at, ['alertmanager/config', 'alertmanager/template/a.tmpl']);
  expect(seen.map(({ id, owner }) => `${owner} ${id}`)).toEqual([
    'foreign alertmanager/config',
    'foreign alertmanager/template/a.tmpl',
  ]);
  expect(seen.map(({ state }) => state).join()).not.toContain('canary');
  const marked = { ...document, templates: { [markerName('production')]: markerText([]) } };
  expect(observedIn(marked, at, []).map(({ owner }) => owner)).toEqual(['ours']);
  expect(observedIn(marked, { ...at, environment: 'staging' }, [])).toEqual([]);
});
