import { addressOf, ESTATE } from '../../kernel/address.ts';
import { isRecord } from '../../kernel/canonical.ts';
import type { ReceiverIntegration } from '../../model/routing.ts';
import { readReceiver } from '../../receivers/kind.ts';
import { receiverKinds } from '../../receivers/kinds.ts';
import type { AuthoredReceiver } from '../team.ts';
import type { Report } from './report.ts';
import { shown } from './shown.ts';

/** The channels of a receiver whose settings can be used; what is wrong with the others is reported. */
export function resolveChannels(authored: AuthoredReceiver, report: Report): ReceiverIntegration[] {
  const { channels } = authored;
  const list: readonly unknown[] = Array.isArray(channels) ? channels : [channels];
  if (list.length === 0) wrongChannel('an empty list', authored, report);
  return list.flatMap((channel) => integrationOf(channel, authored, report));
}

function integrationOf(channel: unknown, authored: AuthoredReceiver, report: Report): ReceiverIntegration[] {
  const isChannel = isRecord(channel) && channel['kind'] === 'channel' && isRecord(channel['settings']);
  const kind = isChannel ? receiverKinds.get(String(channel['type'])) : undefined;
  if (!isChannel || !kind) {
    wrongChannel(shown(channel), authored, report);
    return [];
  }
  const settings = channel['settings'] as object; // a record, see above
  const { problems, secrets } = readReceiver(kind, settings, () => '');
  const at = addressOf(ESTATE, 'receiver', authored.name);
  for (const { code = 'receiver/setting', message, fix } of problems) report.error(code, at, message, { origin: channel, fix });
  return problems.length > 0 ? [] : [{ type: kind.type, settings, secrets, origin: channel }];
}

function wrongChannel(what: string, authored: AuthoredReceiver, report: Report): void {
  report.error(
    'receiver/channel',
    addressOf(ESTATE, 'receiver', authored.name),
    `${authored.name} is told by ${what}, which is no channel.`,
    {
      origin: authored,
      fix: 'write a channel or a list of them: [pagerduty({ … }), slack({ … })]',
    },
  );
}
