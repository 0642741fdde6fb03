import { join } from 'node:path';
import type { ServerKind } from '../../model/environment.ts';
import { OutsideFailure } from '../failure.ts';
import { openFolder } from '../files/folder.ts';
import { type FilesOptions, filesKind } from '../files/kind.ts';
import { type FilesSession, filesSession } from '../files/session.ts';
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
    async open(reach, scope, io) {
      if (reach.by !== 'git') throw new OutsideFailure(`${server} is not reached by git`, { kind: 'misconfigured' });
      const checkout = await openCheckout(reach, io);
      const files = filesSession(openFolder(join(checkout.path, reach.to)), { ...scope, server }, undefined);
      return committing(files, checkout, `${scope.environment} ${server} (target ${scope.target})`);
    },
  };
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
