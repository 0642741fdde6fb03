import { type Diagnostic, error } from '../../kernel/diagnostic.ts';
import { isSecret } from '../../kernel/secret.ts';
import { datasourcesOf } from '../grafana-datasource/compile.ts';
import type { CompileInput } from '../kind.ts';

/** Certificates that a data source shows: they are files of a Grafana, and the operator takes keys of Secrets. */
export function certificatesLost({ derived, environment }: CompileInput): readonly Diagnostic[] {
  const { address, name, servers } = environment;
  return datasourcesOf(derived, environment).flatMap((source) => {
    const files = Object.values(source.secureJsonData ?? {}).flatMap((one) => (isSecret(one) && 'file' in one ? [one.file] : []));
    if (files.length === 0) return [];
    const message = `The Grafana Operator reads no files: ${files.join(', ')} of ${source.name} would be lost in ${name}.`;
    const fix = "write kubernetes({ grafana: 'sidecar' }), or reach Grafana by its API: target({ grafana: api({ … }) })";
    const origin = servers.kubernetes?.origin;
    return [error('kubernetes/not-carried', address, message, { fix, ...(origin && { origin }) })];
  });
}
