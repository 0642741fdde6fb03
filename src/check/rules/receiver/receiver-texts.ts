import type { Receiver, ReceiverIntegration } from '../../../model/routing.ts';
import type { WrittenText } from '../../../receivers/field.ts';
import { type ReadReceiver, readReceiver } from '../../../receivers/kind.ts';
import { receiverKinds } from '../../../receivers/kinds.ts';
import { parseNotification } from '../../template/notification.ts';
import type { Template } from '../../template/tree.ts';

/** A text an author wrote for the notifications of a receiver. */
export interface ReceiverText extends WrittenText {
  readonly receiver: Receiver;
  readonly integration: ReceiverIntegration;
  readonly template: Template;
}

/** All of them; our own need no looking at. */
export function receiverTexts(receivers: Iterable<Receiver>): ReceiverText[] {
  return [...receivers].flatMap((receiver) =>
    receiver.integrations.flatMap((integration) =>
      (readIntegration(integration)?.texts ?? []).map((written) => ({
        ...written,
        receiver,
        integration,
        template: parseNotification(written.text),
      })),
    ),
  );
}

/** What its settings say; nothing is written, so no secret needs a path. */
export function readIntegration({ type, settings }: ReceiverIntegration): ReadReceiver | undefined {
  const kind = receiverKinds.get(type);
  return kind && readReceiver(kind, settings, () => '');
}

/** Where a finding about one channel points. */
export function placeOf({ receiver, integration }: { receiver: Receiver; integration: ReceiverIntegration }) {
  return { address: receiver.address, origin: integration.origin };
}
