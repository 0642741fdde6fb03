import { z } from 'zod';
import type { Artifact } from '../../artifacts/kind.ts';
import type { Wanted } from '../../plan/observation.ts';
import type { Judgement } from '../kind.ts';
import {
  accountState,
  dashboardState,
  datasourceState,
  folderState,
  libraryPanelState,
  permissionsState,
  teamEmailState,
  teamState,
} from './comparable.ts';
import { withLibrary } from './library-places.ts';
import { ownedPrefix, ownedUid, withJsonMark, withTags } from './ownership.ts';
import { ruleGroupState } from './rule-wire.ts';
import { ruleGroupsOf } from './wanted-rules.ts';

const record = z.record(z.string(), z.unknown());
const permission = z.object({ to: z.enum(['role', 'team']), name: z.string(), may: z.enum(['view', 'edit', 'admin']) });
const folder = z.object({ uid: z.string(), title: z.string(), permissions: z.array(permission).optional() });
const team = z.object({ name: z.string(), email: z.string().optional() });
const account = z.object({ name: z.string(), role: z.string(), disabled: z.boolean() });
const libraryPanel = z.object({ uid: z.string(), name: z.string(), folderUid: z.string(), kind: z.literal(1), model: record });
const datasource = z.looseObject({ uid: z.string(), jsonData: record.default({}) });
const board = z.looseObject({ uid: z.string(), tags: z.array(z.string()).default([]) });
const dashboard = z.object({ folderUid: z.string(), dashboard: board, library: z.array(z.string()).default([]) });

type Part = Pick<Wanted, 'id' | 'state' | 'place' | 'body'>;
type Parts = (content: unknown, environment: string) => readonly Part[];

/** The artifact kinds Grafana's API takes, and how each becomes an object with our mark. */
const KINDS: Readonly<Record<string, Parts>> = {
  'grafana-alerting': groupParts,
  'grafana-folder': (content, environment) => {
    const { data } = folder.safeParse(content);
    if (!data) return [];
    const uid = ownedUid(data.uid, environment);
    const own = { id: `folder/${uid}`, state: folderState(data), place: '', body: { uid, title: data.title } };
    const { permissions: said } = data;
    return said ? [own, { id: `permissions/${uid}`, state: permissionsState(said), place: '', body: said }] : [own];
  },
  'grafana-team': (content) => {
    const { data } = team.safeParse(content);
    if (!data) return [];
    const own = { id: `team/${data.name}`, state: teamState(data), place: '', body: data };
    return data.email === undefined ? [own] : [own, { ...own, id: `team_email/${data.name}`, state: teamEmailState(data) }];
  },
  'grafana-service-account': (content, environment) => {
    const { data } = account.safeParse(content);
    if (!data) return [];
    const name = ownedPrefix(environment) + data.name;
    const body = { name, role: data.role, isDisabled: data.disabled };
    return [{ id: `service-account/${name}`, state: accountState(data), place: '', body }];
  },
  'grafana-datasource': (content, environment) => {
    const { data } = datasource.safeParse(content);
    if (!data) return [];
    const body = { ...data, jsonData: withJsonMark(data.jsonData, environment) };
    return [{ id: `datasource/${data.uid}`, state: datasourceState(body), place: '', body }];
  },
  'grafana-dashboard': (content, environment) => {
    const { data } = dashboard.safeParse(content);
    if (!data) return [];
    const own = withLibrary(data.dashboard, new Set(data.library), environment);
    const body = { ...own, id: null, tags: withTags(data.dashboard.tags, environment) };
    const place = ownedUid(data.folderUid, environment);
    return [{ id: `dashboard/${data.dashboard.uid}`, state: dashboardState(body), place, body }];
  },
  'grafana-library-panel': (content, environment) => {
    const { data } = libraryPanel.safeParse(content);
    if (!data) return [];
    const [uid, place] = [ownedUid(data.uid, environment), ownedUid(data.folderUid, environment)];
    return [{ id: `library-panel/${uid}`, state: libraryPanelState(data), place, body: { ...data, uid, folderUid: place } }];
  },
};

/** Every group is one thing, as the API writes them. */
function groupParts(content: unknown, environment: string): readonly Part[] {
  return ruleGroupsOf(content, environment).map((body) => {
    const { folderUid: place, title } = body;
    return { id: `rule-group/${place}/${title}`, state: ruleGroupState(body), place, body };
  });
}

/** Provisioning files are for a Grafana that is deployed by files; the second form of a dashboard says what the classic one says. */
const NO_USE = new Set(['grafana-provisioning', 'grafana-dashboard-v2']);

export function judge(artifact: Artifact): Judgement {
  if (NO_USE.has(artifact.kind)) return 'no use';
  const parts = KINDS[artifact.kind]?.(artifact.content, artifact.environment) ?? [];
  return parts.length > 0 ? 'carried' : { refused: `the API of Grafana takes no ${artifact.kind} like this` };
}

export function wantedObject(artifact: Artifact): readonly Wanted[] {
  const parts = KINDS[artifact.kind]?.(artifact.content, artifact.environment) ?? [];
  return parts.map((part) => ({ ...part, server: 'grafana', kind: artifact.kind, from: artifact.from }));
}
