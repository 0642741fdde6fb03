import { z } from 'zod';
import type { Artifact } from '../../artifacts/kind.ts';
import type { Wanted } from '../../plan/observation.ts';
import type { Judgement } from '../kind.ts';
import { dashboardState, datasourceState, folderState } from './comparable.ts';
import { folderUidOf, withJsonMark, withTags } from './ownership.ts';

const record = z.record(z.string(), z.unknown());
const folder = z.object({ uid: z.string(), title: z.string() });
const datasource = z.looseObject({ uid: z.string(), jsonData: record.default({}) });
const board = z.looseObject({ uid: z.string(), tags: z.array(z.string()).default([]) });
const dashboard = z.object({ folderUid: z.string(), dashboard: board });

type Part = Pick<Wanted, 'id' | 'state' | 'place' | 'body'>;
type Parts = (content: unknown, environment: string) => Part | undefined;

/** The artifact kinds Grafana's API takes, and how each becomes an object with our mark. */
const KINDS: Readonly<Record<string, Parts>> = {
  'grafana-folder': (content, environment) => {
    const { data } = folder.safeParse(content);
    if (!data) return undefined;
    const uid = folderUidOf(data.uid, environment);
    return { id: `folder/${uid}`, state: folderState(data), place: '', body: { uid, title: data.title } };
  },
  'grafana-datasource': (content, environment) => {
    const { data } = datasource.safeParse(content);
    if (!data) return undefined;
    const body = { ...data, jsonData: withJsonMark(data.jsonData, environment) };
    return { id: `datasource/${data.uid}`, state: datasourceState(body), place: '', body };
  },
  'grafana-dashboard': (content, environment) => {
    const { data } = dashboard.safeParse(content);
    if (!data) return undefined;
    const body = { ...data.dashboard, id: null, tags: withTags(data.dashboard.tags, environment) };
    const place = folderUidOf(data.folderUid, environment);
    return { id: `dashboard/${data.dashboard.uid}`, state: dashboardState(body), place, body };
  },
};

/** Provisioning files are for a Grafana that is deployed by files; the second form of a dashboard says what the classic one says. */
const NO_USE = new Set(['grafana-provisioning', 'grafana-dashboard-v2']);

export function judge(artifact: Artifact): Judgement {
  if (NO_USE.has(artifact.kind)) return 'no use';
  const part = KINDS[artifact.kind]?.(artifact.content, artifact.environment);
  return part ? 'carried' : { refused: `the API of Grafana takes no ${artifact.kind} like this` };
}

export function wantedObject(artifact: Artifact): readonly Wanted[] {
  const part = KINDS[artifact.kind]?.(artifact.content, artifact.environment);
  return part ? [{ ...part, server: 'grafana', kind: artifact.kind, from: artifact.from }] : [];
}
