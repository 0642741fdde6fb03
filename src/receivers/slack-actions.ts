import type { Field, SettingProblem } from './field.ts';
import { exactlyOne, group, list } from './group-fields.ts';
import type { NotificationText } from './notification-text.ts';
import { text } from './text-fields.ts';
import { choice } from './value-fields.ts';

export interface SlackConfirmation {
  readonly text: NotificationText;
  readonly title?: NotificationText;
  readonly okText?: NotificationText;
  readonly dismissText?: NotificationText;
}
/** A button: a link, or an interactive one with a name. https://api.slack.com/legacy/interactive-message-field-guide#action_fields */
export type SlackAction = { readonly text: NotificationText; readonly style?: 'default' | 'primary' | 'danger' } & (
  | { readonly url: NotificationText; readonly name?: never; readonly value?: never; readonly confirm?: never }
  | {
      readonly name: NotificationText;
      readonly value?: NotificationText;
      readonly confirm?: SlackConfirmation;
      readonly url?: never;
    }
);

export function slackActions(key: string, fallback: readonly object[]): Field {
  const buttons = list(
    key,
    {
      text: text('text', { required: true }),
      url: text('url'),
      name: text('name'),
      value: text('value'),
      style: choice('style', ['default', 'primary', 'danger']),
      confirm: group('confirm', {
        text: text('text', { required: true }),
        title: text('title'),
        okText: text('ok_text'),
        dismissText: text('dismiss_text'),
      }),
    },
    { rules: actionProblems, fallback },
  );
  return { ...buttons, read: (value, at) => typed(key, buttons.read(value, at)) };
}

function actionProblems(action: Readonly<Record<string, unknown>>): SettingProblem[] {
  return exactlyOne(action, ['url', 'name']);
}

/** Alertmanager wants a type; buttons are the only one Slack still has. */
function typed(key: string, entry: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const actions = entry[key];
  return Array.isArray(actions) ? { [key]: actions.map((action: object) => ({ type: 'button', ...action })) } : {};
}
