import type { CommandGroup } from '../command.ts';
import { ackCommand } from './alerts/ack.ts';
import { historyCommand } from './alerts/history.ts';
import { listCommand } from './alerts/list.ts';
import { sendTestCommand } from './alerts/send-test.ts';
import { unackCommand } from './alerts/unack.ts';

/** What fires now, who has taken it, and whether anybody would be told. */
export const alertsCommand: CommandGroup = {
  name: 'alerts',
  summary: 'ask live servers: list, history, acknowledge, and send test notifications',
  commands: [listCommand, historyCommand, ackCommand, unackCommand, sendTestCommand],
};
