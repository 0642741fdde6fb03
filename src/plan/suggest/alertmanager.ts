import { isSecretKey } from '../../kernel/mask-secrets.ts';
import { receiverKinds } from '../../receivers/kinds.ts';
import type { RawDifference } from '../structural-diff.ts';
import { literal } from './literal.ts';
import type { Edit, Scene, Suggest } from './suggestion.ts';

/** Of the topmost route; those below it follow from owners, or are found by their matchers. */
const TIMES: Readonly<Record<string, string>> = { group_wait: 'wait', group_interval: 'interval', repeat_interval: 'repeat' };

/** What `routing` says at the top, and settings of channels that are no secrets. */
export const suggestRoutes: Suggest = (scene) => (difference) =>
  difference.path[0] === 'receivers' ? channels(scene, difference) : times(scene, difference);

function times({ derived }: Scene, { path: [first, field = '', ...rest], now }: RawDifference): readonly Edit[] {
  const { routing } = derived.estate;
  const option = TIMES[field];
  if (!routing || first !== 'route' || rest.length > 0 || option === undefined) return [];
  return [{ address: routing.address, origin: routing.origin, option, value: literal(now) }];
}

/** A receiver with one channel of the kind: of several nobody could say which. Texts with templates are made here. */
function channels({ derived }: Scene, { path, now }: RawDifference): readonly Edit[] {
  const [, name = '', field = '', , key = '', ...rest] = path;
  const receiver = derived.estate.receivers.find((one) => one.name === name);
  const found = receiver?.integrations.filter(({ type }) => receiverKinds.get(type)?.field === field) ?? [];
  const [channel] = found;
  const option = key.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const known = channel && Object.hasOwn(receiverKinds.get(channel.type)?.fields ?? {}, option);
  const value = String(now).includes('{{') ? undefined : literal(now);
  if (!receiver || !known || found.length > 1 || rest.length > 0 || isSecretKey(key) || value === undefined) return [];
  return [{ address: receiver.address, origin: channel.origin, of: `${channel.type} of ${name}`, option, value }];
}
