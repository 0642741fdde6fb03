import type { Artifact } from '../../../artifacts/kind.ts';
import { addressOf, ESTATE } from '../../../kernel/address.ts';
import { maskText, maskUrls, mayHoldSecrets } from '../../../kernel/mask-secrets.ts';
import { everyEnvironment } from '../../../model/derived.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

/** The last gate before `generated/`: whichever field let the secret in, it is seen where it would be written. */
export const literalSecret: Rule = {
  code: 'artifact/literal-secret',
  severity: 'error',
  about: 'artifact',
  why: 'What is generated is committed and shown in plans: a password in it is known to everyone who can read the repository.',
  bad: "webhook({ url: 'https://shop:hunter2@hooks.example.org/alerts' });",
  good: "webhook({ url: secret.file('hook-url') });",
  *run({ derived, artifacts }) {
    for (const artifact of artifacts) {
      const environment = everyEnvironment(derived).find(({ name }) => name === artifact.environment);
      const origin = environment?.origin ?? {};
      const address = artifact.from[0] ?? addressOf(ESTATE, 'environment', artifact.environment);
      for (const { line, masked } of secretLines(artifact)) {
        const where = `generated/${artifact.environment}/${artifact.path}`;
        yield finding(literalSecret, { address, origin }, `${where} would hold a secret in line ${line}: ${masked}`, {
          fix: "write secret.file('name-of-the-file') where the field takes a secret; else keep it out of the definitions",
        });
      }
    }
  },
};

/**
 * Names that hold a secret in one kind of receiver and none in another: VictorOps' routing key, the address of Jira. What of them is
 * secret only compiles to the form with a file, so a value that stands there is public.
 */
const PUBLIC = /^(\s*(?:- )?)(?:smtp_)?(?:auth_identity|routing_key|api_url): /gm;

/** The only header a data source of ours sends is the name of a tenant. */
const TENANT_HEADER = /^(\s*"?)httpHeaderValue1(?="?: )/gm;
const DATASOURCES: ReadonlySet<string> = new Set([
  'grafana-datasource',
  'grafana-provisioning',
  'kubernetes-grafana',
  'kubernetes-kustomize',
]);

function withoutNames(kind: string, text: string): string {
  if (kind === 'alertmanager-config') return text.replace(PUBLIC, '$1public: ');
  return DATASOURCES.has(kind) ? text.replace(TENANT_HEADER, '$1public') : text;
}

function secretLines(artifact: Artifact): { line: number; masked: string }[] {
  const { kind, server } = artifact;
  if (!mayHoldSecrets(JSON.stringify(artifact.content))) return []; // the same words, at a fifth of the cost
  const whole = artifact.text;
  const text = withoutNames(kind, whole);
  const masked = (server === 'docs' ? maskUrls(text) : maskText(text)).split('\n'); // prose has no fields
  return text
    .split('\n')
    .flatMap((line, index) => (line === masked[index] ? [] : [{ line: index + 1, masked: (masked[index] ?? '').trim() }]));
}
