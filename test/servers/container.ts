import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerName } from './images.ts';
import { startServer } from './start-server.ts';

export interface ServerImage {
  readonly server: ServerName;
  readonly port: number;
  /** Answers 200 when the server can work. */
  readonly ready: string;
  readonly readyWithinMs: number;
}

export interface Container {
  readonly url: string;
  /** Mounted into the container; readable by its user. */
  readonly folder: string;
  stop(): Promise<void>;
}

/** A folder the container's user can read, to be mounted. */
export async function sharedFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-server-'));
  await chmod(folder, 0o755);
  return folder;
}

/** One server with one folder, which goes away with it. */
export async function startContainer(
  image: ServerImage,
  folder: string,
  mount: string,
  command: readonly string[],
): Promise<Container> {
  const { server, port, ready, readyWithinMs } = image;
  const forget = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const running = await startServer({
      server,
      ports: [port],
      mounts: { [mount]: folder },
      command,
      ready: { port, path: ready, withinMs: readyWithinMs },
    });
    const stop = async (): Promise<void> => {
      await running.stop();
      await forget();
    };
    return { url: running.address(port), folder, stop };
  } catch (failure) {
    await forget();
    throw failure;
  }
}
