import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { notificationProblems } from '../../template/notification.ts';
import { placeOf, receiverTexts } from './receiver-texts.ts';

/** https://github.com/prometheus/alertmanager/issues/3490 */
export const template: Rule = {
  code: 'receiver/template',
  severity: 'error',
  about: 'receiver',
  why: 'Alertmanager loads a receiver with a text it cannot fill in, and fails each time it has to send: nobody is paged, and only its log says so.',
  bad: "slack({ channel: '#payments', apiUrl: secret.file('slack-url'), title: '{{ template \"title\" . }}' });",
  good: "slack({ channel: '#payments', apiUrl: secret.file('slack-url'), title: ({ labels }) => `${labels.service} needs you` });",
  *run({ derived }) {
    for (const one of receiverTexts(derived.estate.receivers)) {
      for (const { message, fix, from, to } of notificationProblems(one.template, one.text)) {
        yield finding(template, placeOf(one), `${message} in \`${one.where}\` of ${one.integration.type}.`, {
          fix,
          excerpt: { text: one.text, from, to },
        });
      }
    }
  },
};
