import { addressOf, ESTATE } from '../../kernel/address.ts';
import { canonicalJson, compact, sortedBy } from '../../kernel/canonical.ts';
import { outcome } from '../../kernel/outcome.ts';
import type { ArtifactKind, CompileInput, Draft } from '../kind.ts';

interface TeamContent {
  readonly name: string;
  readonly email?: string;
}

/** A team as Grafana's API takes it, once each. Who is in it is none of ours. */
export const grafanaTeam: ArtifactKind<TeamContent> = {
  kind: 'grafana-team',
  server: 'grafana',
  of: 'each-tenant',
  compile: (input) => outcome(compileTeams(input)),
  print: (team) => `${canonicalJson(team, 2)}\n`,
  comparable: ({ name, email }) => compact({ name, email }),
  applyAfter: [],
};

function compileTeams({ environment }: CompileInput): readonly Draft<TeamContent>[] {
  const teams = new Map((environment.servers.grafana?.teams ?? []).map((one) => [one.name, one]));
  const drafts = [...teams.values()].map(({ name, email }) => ({
    path: `grafana/teams/${name}.json`,
    content: compact({ name, email }) as TeamContent, // its name is always there
    from: [addressOf(ESTATE, 'team', name), environment.address],
  }));
  return sortedBy(drafts, ({ path }) => path);
}
