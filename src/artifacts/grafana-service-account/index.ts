import { canonicalJson, sortedBy } from '../../kernel/canonical.ts';
import { outcome } from '../../kernel/outcome.ts';
import type { GrafanaAccount } from '../../model/environment.ts';
import type { ArtifactKind, CompileInput, Draft } from '../kind.ts';

type AccountContent = Omit<GrafanaAccount, 'origin'>;

/** An account of a program in Grafana. Its tokens stand nowhere: they are made there. */
export const grafanaServiceAccount: ArtifactKind<AccountContent> = {
  kind: 'grafana-service-account',
  server: 'grafana',
  of: 'each-tenant',
  compile: (input) => outcome(compileAccounts(input)),
  print: (account) => `${canonicalJson(account, 2)}\n`,
  comparable: ({ name, role, disabled }) => ({ name, role, disabled }),
  applyAfter: [],
};

function compileAccounts({ environment }: CompileInput): readonly Draft<AccountContent>[] {
  const drafts = (environment.servers.grafana?.serviceAccounts ?? []).map(({ name, role, disabled }) => ({
    path: `grafana/service-accounts/${name}.json`,
    content: { name, role, disabled },
    from: [environment.address],
  }));
  return sortedBy(drafts, ({ path }) => path);
}
