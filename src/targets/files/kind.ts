import { isAbsolute, join, resolve } from 'node:path';
import type { Artifact } from '../../artifacts/kind.ts';
import type { ServerKind, Servers } from '../../model/environment.ts';
import type { Reach } from '../../model/target.ts';
import type { Wanted } from '../../plan/observation.ts';
import { OutsideFailure } from '../failure.ts';
import { httpClient, httpReader } from '../http.ts';
import type { TargetIo } from '../io.ts';
import type { TargetKind } from '../kind.ts';
import { openFolder, pathProblem, readFolder } from './folder.ts';
import { MANIFEST_FILE } from './manifest.ts';
import { filesObserver, filesSession, type HealthOfServer, type ServerOfFolder } from './session.ts';

/** Stands in a folder while it is written to. */
export const LOCK_FILE = '.signalbox.lock';

export interface FilesOptions {
  /** @default nobody can be told that the folder changed */
  readonly reader?: ServerOfFolder;
  /** For a server without one. @default it says nothing of itself */
  readonly health?: HealthOfServer;
  /** Where a path below the server's folder really has to stand. @default there */
  readonly place?: (path: string, servers: Servers) => string;
  /** What of an artifact no file can say. @default nothing */
  readonly lost?: (artifact: Artifact) => string | undefined;
  /** Artifact kinds the server has no use for. @default none */
  readonly unread?: (servers: Servers) => readonly string[];
}

/** A server that is reached by the folder it reads. */
export function filesKind(server: ServerKind, options: FilesOptions = {}): TargetKind {
  const { reader, health, place = (path) => path, unread = () => [], lost } = options;
  return {
    server,
    by: 'files',
    judge(artifact, scope) {
      const refused = lost?.(artifact);
      if (refused !== undefined) return { refused };
      if (unread(scope.servers).includes(artifact.kind)) return 'no use';
      const path = place(pathOnServer(artifact), scope.servers);
      const problem = path === MANIFEST_FILE ? 'this name is the manifest of the folder' : pathProblem(path);
      return problem === undefined ? 'carried' : { refused: problem };
    },
    wanted: (artifact, scope) => [wantedFile(artifact, server, place(pathOnServer(artifact), scope.servers))],
    async look(reach, scope, io) {
      const { to, reload, health: at } = filesReach(reach, server);
      const asked = reload && reader && { server: reader, by: httpReader(reload, io) };
      const observer = filesObserver(readFolder(below(io, to)), { ...scope, server }, asked);
      return at && health ? { ...observer, evidence: (wanted) => health(httpReader(at, io), wanted) } : observer;
    },
    async open(reach, scope, io) {
      const { to, reload } = filesReach(reach, server);
      const asked = reload && reader && { server: reader, by: httpClient(reload, io) };
      const path = below(io, to);
      return { ...filesSession(openFolder(path), { ...scope, server }, asked), lockPath: join(path, LOCK_FILE) };
    },
  };
}

function filesReach(reach: Reach, server: ServerKind): Extract<Reach, { by: 'files' }> {
  if (reach.by === 'files') return reach;
  throw new OutsideFailure(`${server} is not reached by files`, { kind: 'misconfigured' });
}

function below({ baseDirectory }: TargetIo, path: string): string {
  return isAbsolute(path) ? path : resolve(baseDirectory, path);
}

/** Its text is made whenever it is asked for: the files of a large estate are more than memory should hold. */
function wantedFile(artifact: Artifact, server: ServerKind, path: string): Wanted {
  const { kind, from } = artifact;
  return {
    id: path,
    server,
    kind,
    from,
    place: '',
    body: null,
    get state() {
      return artifact.text;
    },
  };
}

/** `prometheus/rules/checkout.yaml` stands at `rules/checkout.yaml` in the folder of Prometheus. */
function pathOnServer(artifact: Artifact): string {
  const prefix = `${artifact.server}/`;
  return artifact.path.startsWith(prefix) ? artifact.path.slice(prefix.length) : artifact.path;
}
