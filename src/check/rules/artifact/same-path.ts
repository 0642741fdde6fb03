import type { Artifact } from '../../../artifacts/kind.ts';
import { type Address, addressOf, ESTATE } from '../../../kernel/address.ts';
import { everyEnvironment } from '../../../model/derived.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';

export const samePath: Rule = {
  code: 'artifact/same-path',
  severity: 'error',
  about: 'artifact',
  together: true,
  why: 'On macOS and Windows, names that differ in case only are one file: what is written last stands there, and a checkout of the repository differs from what was committed.',
  bad: ["environment({ name: 'staging' });", "environment({ name: 'Staging' });"].join('\n'),
  good: ["environment({ name: 'staging' });", "environment({ name: 'staging-eu' });"].join('\n'),
  *run({ derived, artifacts }) {
    const environments = new Map(everyEnvironment(derived).map((one) => [one.name, one]));
    for (const [path, other, artifact] of foldedTogether(artifacts)) {
      const whole = !path.includes('/');
      const at = whole ? undefined : artifact.from[0];
      const address: Address = at ?? addressOf(ESTATE, 'environment', artifact.environment);
      const origin = environments.get(artifact.environment)?.origin ?? {};
      const message = `generated/${path} and generated/${other} differ in case only.`;
      yield finding(samePath, { address, origin }, message, { fix: 'give one of what they are named after another name' });
    }
  },
};

/** Files and folders that are one where case does not tell names apart, each pair once, and not what is in them. */
function* foldedTogether(artifacts: readonly Artifact[]): Iterable<readonly [path: string, other: string, of: Artifact]> {
  const seen = new Map<string, string>();
  const told = new Set<string>();
  for (const artifact of artifacts) {
    const parts = [artifact.environment, ...artifact.path.split('/')];
    for (let depth = 1; depth <= parts.length; depth += 1) {
      const path = parts.slice(0, depth).join('/');
      const other = seen.get(path.toLowerCase()) ?? path;
      seen.set(path.toLowerCase(), other);
      if (other === path) continue;
      if (!told.has(path)) yield [path, other, artifact];
      told.add(path);
      break;
    }
  }
}
