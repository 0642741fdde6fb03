import { z } from 'zod';
import { OutsideFailure } from '../failure.ts';
import { type HttpAnswer, type HttpReader, jsonOf } from '../http.ts';

const record = z.record(z.string(), z.unknown());

/** What is read of Grafana's answers; the rest is kept to be put back. https://grafana.com/docs/grafana/latest/developers/http_api/ */
export const folderAnswer = z.looseObject({
  uid: z.string(),
  title: z.string(),
  version: z.number(),
  parentUid: z.string().optional(),
});
export type FolderWire = z.infer<typeof folderAnswer>;
export const folderList = z.array(z.looseObject({ uid: z.string() }));
export const datasourceAnswer = z.looseObject({
  uid: z.string(),
  version: z.number(),
  isDefault: z.boolean(),
  readOnly: z.boolean(),
  jsonData: record.nullish(),
  secureJsonFields: record.nullish(),
});
export const datasourceList = z.array(z.looseObject({ uid: z.string(), isDefault: z.boolean(), jsonData: record.nullish() }));
export const datasourceSaved = z.looseObject({ datasource: z.looseObject({ version: z.number() }) });
export const dashboardAnswer = z.looseObject({
  meta: z.looseObject({ folderUid: z.string().optional(), provisioned: z.boolean().optional() }),
  dashboard: z.looseObject({ uid: z.string(), version: z.number(), tags: z.array(z.string()).nullish() }),
});
export const dashboardSaved = z.looseObject({ version: z.number() });
const libraryElement = z.looseObject({
  uid: z.string(),
  name: z.string(),
  folderUid: z.string().default(''),
  version: z.number(),
  model: record,
});
export type LibraryElement = z.infer<typeof libraryElement>;
const libraryPage = z.looseObject({ result: z.looseObject({ elements: z.array(libraryElement).nullable() }) });
export const librarySaved = z.looseObject({ result: libraryElement });
export const libraryConnections = z.looseObject({ result: z.array(z.looseObject({ connectionUid: z.string() })).nullable() });
export const permissionList = z.array(
  z.looseObject({
    role: z.string().optional(),
    teamId: z.number().optional(),
    team: z.string().optional(),
    userId: z.number().optional(),
    permission: z.number(),
    inherited: z.boolean().optional(),
  }),
);
export type PermissionItem = z.infer<typeof permissionList>[number];
const teamWire = z.looseObject({
  id: z.number(),
  name: z.string(),
  email: z.string().default(''),
  isProvisioned: z.boolean().default(false),
  memberCount: z.number().default(0),
});
export type TeamWire = z.infer<typeof teamWire>;
const teamPage = z.looseObject({ teams: z.array(teamWire) });
export const accountWire = z.looseObject({
  id: z.number(),
  name: z.string(),
  role: z.string(),
  isDisabled: z.boolean(),
  tokens: z.number().default(0),
});
export type AccountWire = z.infer<typeof accountWire>;
export const accountPage = z.looseObject({ serviceAccounts: z.array(accountWire) });
export const accountMade = z.looseObject({ id: z.number() });
export const searchAnswer = z.array(z.looseObject({ uid: z.string() }));

/** A reader takes questions, a client changes too. */
interface Asked<R> {
  readonly url: string;
  readonly request: (request: R) => Promise<HttpAnswer>;
}

/** The parsed answer to a request; an answer of another shape is no Grafana. */
export async function ask<T, R>(client: Asked<R>, schema: z.ZodType<T>, request: NoInfer<R>): Promise<T> {
  return parse(schema, await client.request(request), client);
}

/** The same for what may not be there, or not be shown. */
export async function askFor<T>(
  client: HttpReader,
  schema: z.ZodType<T>,
  path: string,
  absent: readonly number[] = [404],
): Promise<T | undefined> {
  const answer = await client.request({ method: 'GET', path, expect: absent });
  return absent.includes(answer.status) ? undefined : parse(schema, answer, client);
}

function parse<T>(schema: z.ZodType<T>, answer: HttpAnswer, client: Pick<HttpReader, 'url'>): T {
  const parsed = schema.safeParse(jsonOf(answer, client.url));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const detail = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
  throw new OutsideFailure(`${client.url} does not answer as Grafana does`, { kind: 'refused', status: answer.status, detail });
}

const PAGE = 1000;

/** All pages of a list. */
export async function pages<T>(client: HttpReader, schema: z.ZodType<T[]>, path: string): Promise<T[]> {
  const all: T[] = [];
  for (let page = 1; ; page += 1) {
    const part = await ask(client, schema, {
      method: 'GET',
      path: `${path}${path.includes('?') ? '&' : '?'}limit=${PAGE}&page=${page}`,
    });
    all.push(...part);
    if (part.length < PAGE) return all;
  }
}

const LIBRARY_PAGE = 100;

/** All panels of the library, or those that `query` asks for: `&folderFilterUIDs=shop`. */
export async function libraryElements(client: HttpReader, query = ''): Promise<LibraryElement[]> {
  const all: LibraryElement[] = [];
  for (let page = 1; ; page += 1) {
    const path = `/api/library-elements?kind=1&perPage=${LIBRARY_PAGE}&page=${page}${query}`;
    const { result } = await ask(client, libraryPage, { method: 'GET', path });
    all.push(...(result.elements ?? []));
    if ((result.elements ?? []).length < LIBRARY_PAGE) return all;
  }
}

/** All teams, or those that `query` asks for: `&name=payments`. */
export async function teamsIn(client: HttpReader, query = ''): Promise<TeamWire[]> {
  const all: TeamWire[] = [];
  for (let page = 1; ; page += 1) {
    const path = `/api/teams/search?perpage=${PAGE}&page=${page}${query}`;
    const { teams } = await ask(client, teamPage, { method: 'GET', path });
    all.push(...teams);
    if (teams.length < PAGE) return all;
  }
}
