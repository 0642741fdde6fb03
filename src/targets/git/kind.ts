import { join } from 'node:path';
import type { ServerKind } from '../../model/environment.ts';
import type { GitReach, Reach } from '../../model/target.ts';
import { OutsideFailure } from '../failure.ts';
import { openFolder, readFolder } from '../files/folder.ts';
import { type FilesOptions, filesKind } from '../files/kind.ts';
import { type FilesSession, filesObserver, filesSession } from '../files/session.ts';
import type { Session, TargetKind } from '../kind.ts';
import { type Checkout, openCheckout } from './checkout.ts';

/** A server whose folder is brought to it from a branch, by Argo CD, Flux or a job: every deployment is one commit there. */
export function gitKind(server: ServerKind, options: FilesOptions = {}): TargetKind {
  const { judge, wanted } = filesKind(server, options);
  return {
    server,
    by: 'git',
    judge,
    wanted,
    async look(reach, scope, io) {
      const { path } = await openCheckout(gitReach(reach, server), `look at ${server} of ${scope.target}`, io);
      return filesObserver(readFolder(join(path, gitReach(reach, server).to)), { ...scope, server }, undefined);
    },
    async open(found, scope, io) {
      const reach = gitReach(found, server);
      const checkout = await openCheckout(reach, `deploy ${server} of ${scope.target}`, io);
      const files = filesSession(openFolder(join(checkout.path, reach.to)), { ...scope, server }, undefined);
      return committing(files, checkout, `${scope.environment} ${server} (target ${scope.target})`);
    },
  };
}

function gitReach(reach: Reach, server: ServerKind): GitReach {
  if (reach.by === 'git') return reach;
  throw new OutsideFailure(`${server} is not reached by git`, { kind: 'misconfigured' });
}

/** The branch moves once, when everything is written and proved. What was put back moves it only where it had moved. */
function committing(files: FilesSession, checkout: Checkout, what: string): Session {
  return {
    ...files,
    async load(changes) {
      if (changes.length === 0) await checkout.publish(`Put ${what} back`);
    },
    ledger: {
      ...files.ledger,
      async settle(wanted) {
        await files.ledger.settle(wanted);
        await checkout.publish(`Deploy ${what}`);
      },
    },
  };
}
