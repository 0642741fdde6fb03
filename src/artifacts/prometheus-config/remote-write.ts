import { compact, sortedEntries } from '../../kernel/canonical.ts';
import type { Derived } from '../../model/derived.ts';
import type { PrometheusServer } from '../../model/environment.ts';
import type { RemoteWrite } from '../../model/remote-write.ts';
import { clientTls } from '../tls-wire.ts';
import { seriesNames } from './series-names.ts';

/** Where secrets named by `secret.file` are, on the server. */
const SECRETS = '/etc/prometheus/secrets';

/** Long-term storage gets everything, or roll-ups and what asks to be kept longer than here; what is kept no longer is not sent. */
export function remoteWritesOf(server: PrometheusServer, { estate }: Derived): object[] | undefined {
  if (server.remoteWrite.length === 0) return undefined;
  const metrics = estate.services.flatMap((service) => service.metrics);
  const asking = metrics.filter(({ retentionMs }) => retentionMs !== undefined);
  const [long, short] = [true, false].map((isLong) => {
    const wanted = asking.filter(({ retentionMs = 0 }) => retentionMs > server.retentionMs === isLong);
    return [...new Set(wanted.flatMap(seriesNames))].sort();
  }) as [string[], string[]]; // one of each
  return server.remoteWrite.map((write) =>
    compact({
      url: write.url,
      send_exemplars: write.only === 'all' ? true : undefined,
      headers: Object.keys(write.headers).length === 0 ? undefined : Object.fromEntries(sortedEntries(write.headers)),
      authorization: credentials(write),
      ...clientTls(write.tls),
      write_relabel_configs: relabel(write, { long, short }),
    }),
  );
}

/** Series of metrics that say how long they are to be kept: longer than here, and no longer. */
interface Kept {
  readonly long: readonly string[];
  readonly short: readonly string[];
}

function credentials(write: RemoteWrite): object | undefined {
  const reference = write.credentials;
  if (!reference || !('file' in reference)) return undefined;
  return { credentials_file: reference.file.startsWith('/') ? reference.file : `${SECRETS}/${reference.file}` };
}

/** What is a tenant's is told by the jobs it has; the label says whose it is wherever samples of several are looked at. */
function relabel(write: RemoteWrite, kept: Kept): object[] | undefined {
  const { tenant } = write;
  if (!tenant) return ofInterest(write, kept);
  const own = { source_labels: ['job'], regex: tenant.jobs.join('|'), action: 'keep' };
  return [own, ...(ofInterest(write, kept) ?? []), { target_label: 'tenant', replacement: tenant.name }];
}

function ofInterest(write: RemoteWrite, { long, short }: Kept): object[] | undefined {
  if (write.only === 'recordings') return [{ source_labels: ['__name__'], regex: ['.+:.+', ...long].join('|'), action: 'keep' }];
  return short.length === 0 ? undefined : [{ source_labels: ['__name__'], regex: short.join('|'), action: 'drop' }];
}
