import { resolve } from 'node:path';
import { directoryOf, type Invocation } from '../../command.ts';

export const KEPT_IN = '.signalbox/recommendations';

export function folderIn(invocation: Invocation): string {
  return resolve(directoryOf(invocation), String(invocation.options['recommendations']));
}
